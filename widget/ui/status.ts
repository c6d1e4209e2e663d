import type { Dictionary } from '../i18n/index.ts';
import type { CallModel, Models } from '../models.ts';

export type Status = keyof Dictionary['status'];

interface StatusSources {
  call: Pick<Models['call'], 'state' | 'activity' | 'failure' | 'notice' | 'spoken'>;
  microphone: Pick<Models['microphone'], 'muted' | 'pushToTalk' | 'held'>;
}

/** The one state word. Reads signals, so a component that calls it follows them. */
export function status({ call, microphone }: StatusSources): Status {
  const state = call.state.value;
  const reason = call.failure.value?.reason;
  if (state === 'reconnecting' && call.notice.value === 'offline') return 'offline';
  if (state === 'ended' && reason && reason !== 'inactivity' && reason !== 'max-duration') return 'stopped';
  if (state !== 'live') return state;
  const holding = call.spoken.value && microphone.pushToTalk.value;
  if (holding && microphone.held.value) return 'listening';
  const activity = call.activity.value;
  if (activity !== 'listening') return activity;
  if (!call.spoken.value) return 'ready';
  if (holding) return 'hold';
  return microphone.muted.value ? 'muted' : 'listening';
}

/** A call is being made or held, so there is something to end. */
export const active = ({ state }: Pick<CallModel, 'state'>): boolean =>
  state.value !== 'idle' && state.value !== 'ended';
