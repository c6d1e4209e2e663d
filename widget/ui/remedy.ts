import type { FailureReason, TranscriptEntry } from '../models.ts';
import { latest } from './latest.ts';

/** Trying again would fail again: here typing is the way on. */
const TYPING_HELPS: ReadonlySet<FailureReason> = new Set([
  'microphone-denied',
  'microphone-blocked-by-site',
  'voice-unavailable',
  'unsupported-browser',
]);

/** These ended what had worked; nothing has to be repaired. */
const RAN_OUT: ReadonlySet<FailureReason> = new Set(['inactivity', 'max-duration']);

export type Remedy = 'tryAgain' | 'talkAgain' | 'sendAgain' | 'typeAgain' | 'typeInstead';

/** The one thing to do: what was tried, again, in the way that it was tried. */
export function remedyFor(
  reason: FailureReason,
  entries: readonly TranscriptEntry[],
  voiceInput: boolean,
): Remedy {
  if (TYPING_HELPS.has(reason)) return 'typeInstead';
  if (voiceInput && reason.startsWith('microphone')) return 'tryAgain';
  const last = entries.at(-1);
  if (last?.speaker === 'visitor' && last.typed) return 'sendAgain';
  const typed = latest(entries, (entry) => entry.speaker === 'visitor')?.typed ?? false;
  if (typed || !voiceInput) return 'typeAgain';
  return RAN_OUT.has(reason) ? 'talkAgain' : 'tryAgain';
}
