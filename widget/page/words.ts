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

/**
 * English words that carry a sentence rather than say what it is about, and what an assistant says of itself. In other
 * languages only length and the share keep such words out.
 */
const EMPTY = new Set(
  'the and for are but not you your yours all any can could has have had her hers him his how its may might more most much must our ours out own per she should some such than that their them then there these they this those through too under until very was were what when where which while who whom whose why will with would about above after again also been before being below both did does doing down during each few from further here into itself just let like only other over same sorry hello thanks thank please welcome yes help find found know tell ask asked question questions page website say says said see look looking information anything something else sure okay great'.split(
    ' ',
  ),
);

export const isEmptyWord = (word: string): boolean => EMPTY.has(word);
