import { ChevronIcon, PageIcon } from './icons.tsx';
import { sheets } from './lazy.ts';
import type { Props } from './view.ts';

export function PageChip({ models: { page }, view }: Props) {
  const text = view.words.value;
  if (!page.available.value) return null;
  return (
    <button
      type="button"
      class="chip"
      aria-expanded={view.sheet.value === 'page'}
      aria-controls="page-sheet"
      onFocus={sheets.load}
      onClick={() => view.toggleSheet('page')}
    >
      <PageIcon />
      <span>{page.sharing.value ? text.reading : text.notReading}</span>
      <ChevronIcon />
    </button>
  );
}
