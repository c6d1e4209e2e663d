import type { Expression } from '../../shared/evi/expressions.ts';
import type { Notice, ToolState } from '../models.ts';
import { pick } from './index.ts';

const notices: Record<Notice, string> = {
  offline: 'You are offline. The conversation goes on when you are connected again.',
  'press-needed':
    'The conversation goes on. Your browser wants a press before it lets the assistant hear you.',
  'other-tab': 'A conversation goes on in another tab.',
  'sound-suspended': 'Your device has paused the sound.',
  'microphone-silenced':
    'No sound comes from your microphone. It may be muted by a key, or in use by another program.',
  'microphone-switched': 'Your microphone was disconnected. Another one is in use now.',
  'half-duplex':
    'Your browser cancels no echo, so the assistant cannot hear you while it speaks. Wait, type, or hold a button to talk.',
  'new-chat': 'The earlier conversation is no longer known, so a new one has begun.',
};

/** Names that a language gives the 48 expressions; where there is none, EVI's own English name is shown. */
const expressions: Partial<Record<Expression, string>> = {};

/** Words for the tools that the widget itself brings, but for those that act on the page; any other is named. */
const ownTools: Partial<Record<string, Partial<Record<ToolState, string>>>> = {
  set_volume: {
    running: 'Changing the volume',
    done: 'Changed the volume',
    failed: 'Could not change the volume',
  },
};

const tool: Partial<Record<ToolState, (name: string) => string>> = {
  running: (name) => `Using “${name}”`,
  done: (name) => `Used “${name}”`,
  failed: (name) => `Could not use “${name}”`,
};

const en = {
  expressions,
  expressionsLabel: 'Expression in your voice',
  expressionsNote: 'Estimated from your voice',
  notices,
  soundOn: 'Turn the sound on',
  tapToGoOn: 'Tap to go on',
  goOnHere: 'Go on here',
  useHold: 'Use hold to talk',
  hold: 'Hold',
  tool,
  ownTools,
};

/** Apart from the other words, because they are loaded with the parts that show them. */
export const partWords = (language: string): typeof en => pick({ en }, language) ?? en;
