import { sheets } from './lazy.ts';
import type { Props } from './view.ts';

/** Stands at once with its way out, whether its content is there, on its way or not to be had. */
export function Sheet(props: Props) {
  const { view } = props;
  const sheet = view.sheet.value;
  if (!sheet) return null;
  const text = view.words.value;
  const Content = sheets.get()?.[sheet];
  return (
    <div id={`${sheet}-sheet`} class="sheet" tabIndex={-1}>
      <div class="top">
        <h2>{text[sheet]}</h2>
        <button type="button" class="quiet done" onClick={() => view.closeSheet()}>
          {text.done}
        </button>
      </div>
      {Content ? <Content {...props} /> : <p role="status">{sheets.missing() ? '' : text.loading}</p>}
      {sheets.missing() && (
        <div class="missing">
          <p role="alert">{text.partsMissing}</p>
          <button
            type="button"
            class="primary"
            onClick={({ currentTarget }) => {
              // The button goes while they are on their way.
              currentTarget.closest<HTMLElement>('.sheet')?.focus();
              void sheets.load();
            }}
          >
            {text.tryAgain}
          </button>
        </div>
      )}
    </div>
  );
}
