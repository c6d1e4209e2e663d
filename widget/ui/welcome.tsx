import { MicrophoneIcon, TypeIcon } from './icons.tsx';
import { status } from './status.ts';
import type { Props } from './view.ts';

export function Welcome({ models, view }: Props) {
  const { call, page, settings } = models;
  const text = view.words.value;
  const questions = page.suggestions.value;
  return (
    <div class="welcome" inert={view.sheet.value !== null}>
      <p class="greeting">{settings.options.value.greeting || text.greeting}</p>
      {questions.length > 0 && (
        <ul aria-label={text.suggestions}>
          {questions.map((question) => (
            <li key={question}>
              <button type="button" class="question" dir="auto" onClick={() => call.send(question)}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Stands where the captions will, so that an empty panel is never only that. */
export function Prompt({ models, view }: Props) {
  const text = view.words.value;
  if (models.transcript.entries.value.length > 0) return null;
  const now = status(models);
  const asking = now === 'listening' || now === 'hold';
  if (now !== 'permission' && !asking) return null;
  return (
    <p class={asking ? 'prompt asking' : 'prompt'} inert={view.sheet.value !== null}>
      {asking ? text.firstWords : text.permissionHint}
    </p>
  );
}

/** Two equal choices. The microphone prompt comes only after Talk, and the line above has said why. */
export function Choices({ models, view }: Props) {
  const text = view.words.value;
  return (
    <>
      <p class="hint" id="why">
        {text.microphoneWhy}
      </p>
      <div class="choices">
        <button
          type="button"
          class="choice"
          data-first
          aria-describedby="why"
          // The second half of a double click on the launcher is no wish to be heard.
          onClick={({ detail }) => detail < 2 && models.call.talk()}
        >
          <MicrophoneIcon />
          {text.talk}
        </button>
        <button type="button" class="choice" onClick={() => view.type()}>
          <TypeIcon />
          {text.type}
        </button>
      </div>
    </>
  );
}
