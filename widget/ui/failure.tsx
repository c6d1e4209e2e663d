import type { Models } from '../models.ts';
import { type Remedy, remedyFor } from './remedy.ts';
import type { Props } from './view.ts';

function apply(remedy: Remedy, { call, transcript }: Models, type: () => void): void {
  if (remedy === 'tryAgain' || remedy === 'talkAgain') call.talk();
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
