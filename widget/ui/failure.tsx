import type { FailureReason, Models, TranscriptEntry } from '../models.ts';
import './failure.css';
import { latest } from './latest.ts';
import type { Props } from './view.ts';

/** Trying again would fail again: here typing is the way on. */
const TYPING_HELPS: ReadonlySet<FailureReason> = new Set([
  'microphone-denied',
  'microphone-blocked-by-site',
  'voice-unavailable',
  'unsupported-browser',
]);

export type Remedy = 'tryAgain' | 'sendAgain' | 'typeInstead';

/** The one thing to do: what was tried, again, in the way that it was tried. */
export function remedyFor(
  reason: FailureReason,
  entries: readonly TranscriptEntry[],
  voiceInput: boolean,
): Remedy {
  if (TYPING_HELPS.has(reason)) return 'typeInstead';
  const last = entries.at(-1);
  if (last?.speaker === 'visitor' && last.typed) return 'sendAgain';
  const typed = latest(entries, (entry) => entry.speaker === 'visitor')?.typed ?? false;
  return voiceInput && (!typed || reason.startsWith('microphone')) ? 'tryAgain' : 'typeInstead';
}

function apply(remedy: Remedy, { call, transcript }: Models, type: () => void): void {
  if (remedy === 'tryAgain') call.talk();
  else if (remedy === 'sendAgain') call.send(transcript.entries.peek().at(-1)?.text ?? '');
  else type();
}

export function FailureNotice({ models, view }: Props) {
  const { call, settings, transcript } = models;
  const text = view.words.value;
  const failure = call.failure.value;
  if (!failure) return null;
  const { title, advice } = text.failures[failure.reason];
  const remedy = remedyFor(failure.reason, transcript.entries.value, settings.voiceInput.value);
  return (
    <div class="failure">
      <div role="alert">
        <p class="title">{title}</p>
        <p>{advice}</p>
      </div>
      <div class="act">
        <button type="button" class="primary" onClick={() => apply(remedy, models, view.type)}>
          {text[remedy]}
        </button>
        {failure.code !== '' && <code>{failure.code}</code>}
      </div>
    </div>
  );
}
