import { useEffect, useState } from 'preact/hooks';
import { actingWords } from '../i18n/acting.ts';
import type { ActionsModel, Approval } from '../models.ts';

/** Milliseconds in which a card takes no press: one that was meant for what stood there before is no answer. */
const TOO_SOON = 500;

/** What waits for the visitor's yes; else what was done last, and the way back. */
export function Acting({ model, language }: { model: ActionsModel; language: string }) {
  const text = actingWords(language);
  const approval = model.approval.value;
  const undoable = model.undoable.value;
  const last = approval ? '' : undoable;
  return (
    <div class={approval ? 'asks' : ''}>
      {/* Always there: a live region that arrives with its text is not announced. */}
      <div role="status" id="asked" class={last && 'notice'}>
        {approval && <Question key={approval.id} approval={approval} />}
        {last && (
          <>
            <p dir="auto">{last}</p>
            <button type="button" class="offer" onClick={() => model.undo()}>
              {text.undo}
            </button>
          </>
        )}
      </div>
      {approval && <Answers key={approval.id} approval={approval} model={model} text={text} />}
    </div>
  );
}

function Question({ approval: { question, details } }: { approval: Approval }) {
  return (
    <>
      <p class="question" dir="auto">
        {question}
      </p>
      {/* What scrolls must scroll by key, too. */}
      <dl tabIndex={0}>
        {details.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a question never changes, and arguments may share a name.
          <div key={index}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface AnswersProps {
  approval: Approval;
  model: ActionsModel;
  text: ReturnType<typeof actingWords>;
}

/** Takes no focus: the visitor may be in the middle of a word. */
function Answers({ approval, model, text }: AnswersProps) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setReady, TOO_SOON, true);
    return () => clearTimeout(timer);
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are two buttons with one question.
    <div
      role="group"
      aria-labelledby="asked"
      class="answers"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It answers the question; the panel stays open.
        event.stopPropagation();
        model.answer(approval, false);
      }}
    >
      <button type="button" class="primary" disabled={!ready} onClick={() => model.answer(approval, true)}>
        {text.sayYes}
      </button>
      <button type="button" disabled={!ready} onClick={() => model.answer(approval, false)}>
        {text.sayNo}
      </button>
    </div>
  );
}
