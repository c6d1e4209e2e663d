const RUNS = /[\p{L}\p{N}\p{M}]+/gu;
/** Written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const MARKS = /\p{M}+/gu;

let segmenter: Intl.Segmenter | undefined;

function segments(run: string): string[] {
  // Dictionaries for such scripts are large: made when the first one comes, and only runs of them are taken apart.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}

/** The words of a text in any script. */
export const wordsOf = (text: string): string[] =>
  (text.match(RUNS) ?? []).flatMap((run) => (UNSPACED.test(run) ? segments(run) : run));

/** Case and accents taken off, so that "cafe" finds "Café" and a vowel sign keeps nothing from being found. */
export const plainWord = (word: string): string => word.normalize('NFKD').replace(MARKS, '').toLowerCase();

export const isUnspaced = (word: string): boolean => UNSPACED.test(word);
