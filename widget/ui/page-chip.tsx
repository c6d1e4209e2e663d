import { ChevronIcon, PageIcon } from './icons.tsx';
import './page-chip.css';
import type { Props } from './view.ts';

export function PageChip({ models: { page }, view }: Props) {
  const text = view.words.value;
  if (!page.available.value) return null;
  return (
    <button
      type="button"
      class="chip"
      aria-expanded={view.pageOpen.value}
      aria-controls="page-sheet"
      onClick={() => {
        view.pageOpen.value = !view.pageOpen.value;
      }}
    >
      <PageIcon />
      <span>{page.sharing.value ? text.reading : text.notReading}</span>
      <ChevronIcon />
    </button>
  );
}

/** Exactly what leaves the page, not a description of it. */
export function PageSheet({ models: { page }, view }: Props) {
  const text = view.words.value;
  if (!view.pageOpen.value || !page.available.value) return null;
  const sharing = page.sharing.value;
  return (
    <div id="page-sheet" class="sheet">
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={sharing}
        onClick={() => page.setSharing(!sharing)}
      >
        <span>{text.share}</span>
        <span class="track" />
      </button>
      <p>{sharing ? text.shared : text.notShared}</p>
      {sharing && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll from the keyboard too.
        <section class="text" aria-label={text.sharedText} tabIndex={0} dir="auto">
          {page.sharedText.value || text.nothingYet}
        </section>
      )}
    </div>
  );
}
