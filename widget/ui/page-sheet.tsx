import { sheetWords } from '../i18n/sheets.ts';
import { Switch } from './switch.tsx';
import type { Props } from './view.ts';

/** Exactly what leaves the page, not a description of it. */
export function PageSheet({ models: { page }, view }: Props) {
  const text = sheetWords(view.words.value.language);
  const sharing = page.sharing.value;
  const [told, whole] = [page.sharedText.value.length, page.wholeLength.value];
  const written = (count: number): string => count.toLocaleString(view.words.value.language);
  return (
    <>
      <Switch on={sharing} onPress={() => page.setSharing(!sharing)}>
        {text.share}
      </Switch>
      <p>
        {sharing ? text.shared : text.notShared}
        {sharing && told < whole && ` ${text.extent(written(told), written(whole))}`}
      </p>
      {sharing && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll from the keyboard too.
        <section class="text" aria-label={text.sharedText} tabIndex={0} dir="auto">
          {page.sharedText.value || text.nothingYet}
        </section>
      )}
    </>
  );
}
