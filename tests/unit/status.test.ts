import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Activity, CallState, Failure, Notice } from '../../widget/models.ts';
import { poseFor } from '../../widget/ui/ring-pose.ts';
import { status } from '../../widget/ui/status.ts';

interface Call {
  state: CallState;
  activity?: Activity;
  failure?: Failure['reason'];
  notice?: Notice;
  spoken?: boolean;
  muted?: boolean;
  pushToTalk?: boolean;
  held?: boolean;
}

const statusOf = (call: Call) =>
  status({
    call: {
      state: signal(call.state),
      activity: signal(call.activity ?? 'listening'),
      failure: signal(call.failure ? { reason: call.failure, code: '' } : null),
      notice: signal(call.notice ?? null),
      spoken: signal(call.spoken ?? true),
    },
    microphone: {
      muted: signal(call.muted ?? false),
      pushToTalk: signal(call.pushToTalk ?? false),
      held: signal(call.held ?? false),
    },
  });

describe('the one word for the state', () => {
  it.each<[Call, string]>([
    [{ state: 'live' }, 'listening'],
    [{ state: 'live', spoken: false }, 'ready'],
    [{ state: 'live', muted: true }, 'muted'],
    [{ state: 'live', activity: 'speaking', muted: true }, 'speaking'],
    [{ state: 'live', pushToTalk: true }, 'hold'],
    [{ state: 'live', pushToTalk: true, held: true }, 'listening'],
    [{ state: 'live', pushToTalk: true, activity: 'thinking' }, 'thinking'],
    [{ state: 'live', pushToTalk: true, held: true, activity: 'speaking' }, 'listening'],
    [{ state: 'live', pushToTalk: true, spoken: false }, 'ready'],
    [{ state: 'live', notice: 'half-duplex' }, 'listening'],
    [{ state: 'reconnecting' }, 'reconnecting'],
    [{ state: 'reconnecting', notice: 'offline' }, 'offline'],
    [{ state: 'closing', activity: 'speaking' }, 'closing'],
    [{ state: 'ended' }, 'ended'],
    [{ state: 'ended', failure: 'inactivity' }, 'ended'],
    [{ state: 'ended', failure: 'connection-refused' }, 'stopped'],
  ])('%j is %s', (call, word) => {
    expect(statusOf(call)).toBe(word);
  });
});

describe('the ring', () => {
  it('follows the last words of a call that is ending', () => {
    expect(poseFor('closing', 0, 0.7, 0)).toEqual(poseFor('speaking', 0, 0.7, 0));
  });

  it('does not follow a microphone that is not held', () => {
    expect(poseFor('hold', 0.7, 0, 0).level).toBe(0);
  });

  it('rests while the network is away', () => {
    expect(poseFor('offline', 0.7, 0.7, 0)).toMatchObject({ level: 0, spin: 0 });
  });
});
