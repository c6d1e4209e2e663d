/** Whether words of a page are those that a person marked. */
export interface Score {
  precision: number;
  recall: number;
  f1: number;
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Words as the page's language has them: Japanese and Chinese put no spaces between theirs. */
function wordsOf(text: string, language: string): string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** By multisets of words: order does not count, but each word counts as often as it stands there. */
export function scoreOf(text: string, reference: string, language: string): Score {
  const wanted = new Map<string, number>();
  const [found, marked] = [wordsOf(text, language), wordsOf(reference, language)];
  for (const word of marked) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  let right = 0;
  for (const word of found) {
    const left = wanted.get(word) ?? 0;
    if (!left) continue;
    right += 1;
    wanted.set(word, left - 1);
  }
  const precision = found.length ? right / found.length : 0;
  const recall = marked.length ? right / marked.length : 0;
  return { precision, recall, f1: right ? (2 * precision * recall) / (precision + recall) : 0 };
}
