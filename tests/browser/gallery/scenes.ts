import type { FailureReason } from '../../../widget/models.ts';
import type { Scene } from './fakes.ts';
import { ANSWER, INTERIM, INTERRUPTED, LONG, QUESTION, SAID, TYPED } from './script.ts';

const live: Scene = { state: 'live', spoken: true };
const failed = (reason: FailureReason, code = ''): Scene => ({ state: 'ended', failure: { reason, code } });

export const SCENES = {
  launcher: { open: false },
  welcome: {},
  'typing-only': { voiceInput: false },
  permission: { state: 'permission' },
  connecting: { state: 'connecting', spoken: true },
  listening: { ...live, level: 0.7 },
  interim: { ...live, level: 0.8, entries: [...SAID, INTERIM] },
  thinking: { ...live, activity: 'thinking', entries: [QUESTION] },
  speaking: { ...live, activity: 'speaking', level: 0.75, entries: [QUESTION, ...ANSWER] },
  interrupted: { ...live, entries: INTERRUPTED },
  muted: { ...live, muted: true, entries: SAID },
  typed: { state: 'live', entries: TYPED },
  long: { state: 'live', entries: LONG },
  reconnecting: { ...live, state: 'reconnecting', entries: SAID },
  ended: { state: 'ended', entries: SAID },
  denied: failed('microphone-denied'),
  blocked: failed('microphone-blocked-by-site'),
  missing: { ...failed('microphone-missing'), state: 'live', entries: TYPED },
  busy: failed('microphone-busy'),
  lost: { ...failed('microphone-lost'), state: 'live', entries: SAID },
  'no-voice': failed('voice-unavailable'),
  unsupported: failed('unsupported-browser'),
  token: failed('token-refused', '401'),
  'too-many': failed('too-many-requests', 'E0700'),
  unreachable: { ...failed('unreachable', '1006'), entries: TYPED.slice(0, 1) },
  offline: { ...failed('offline'), entries: SAID },
  inactivity: { ...failed('inactivity', 'I0101'), entries: SAID },
  'time-limit': { ...failed('max-duration', 'I0100'), entries: SAID },
  'server-error': { ...failed('server-error', 'E0000'), entries: SAID },
  'not-sharing': { sharing: false },
} satisfies Record<string, Scene>;
