const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9']+/g) ?? [];

/** Word error rate: insertions, deletions and substitutions for each word that was said. */
export function wordErrors(said: string, heard: string): { errors: number; words: number } {
  const reference = wordsOf(said);
  const hypothesis = wordsOf(heard);
  let row = hypothesis.map((_, index) => index + 1);
  reference.forEach((word, above) => {
    let diagonal = above;
    let left = above + 1;
    row = hypothesis.map((candidate, index) => {
      const up = row[index] ?? 0;
      left = Math.min(left + 1, up + 1, diagonal + (candidate === word ? 0 : 1));
      diagonal = up;
      return left;
    });
  });
  return { errors: row.at(-1) ?? reference.length, words: reference.length };
}

/** The share of the words said that were heard at all, 0 to 1. */
export function shareHeard(said: string, heard: string): number {
  const known = new Set(wordsOf(heard));
  const words = wordsOf(said);
  return words.filter((word) => known.has(word)).length / Math.max(words.length, 1);
}
