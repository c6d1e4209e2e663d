import type { Pattern } from './question-patterns.ts';

export const SENTENCE_START = '<s>';
export const SENTENCE_END = '</s>';

/** Weighted counts of one-, two- and three-word sequences. A sequence's key is its words, joined by single spaces. */
export interface NgramCounts {
  unigrams: Map<string, number>;
  bigrams: Map<string, number>;
  trigrams: Map<string, number>;
}

export const emptyCounts = (): NgramCounts => ({
  unigrams: new Map(),
  bigrams: new Map(),
  trigrams: new Map(),
});

const add = (counts: Map<string, number>, key: string, weight: number) =>
  counts.set(key, (counts.get(key) ?? 0) + weight);

/** Counts `words[position]` with its history of up to two words. */
function countWord(counts: NgramCounts, words: readonly string[], position: number, weight: number) {
  const word = words[position] ?? '';
  const previous = words[position - 1];
  const beforeThat = words[position - 2];
  add(counts.unigrams, word, weight);
  if (previous === undefined) return;
  add(counts.bigrams, `${previous} ${word}`, weight);
  if (beforeThat !== undefined) add(counts.trigrams, `${beforeThat} ${previous} ${word}`, weight);
}

/** Counts a whole sentence, its start and end included. */
export function countSentence(counts: NgramCounts, sentence: readonly string[], weight: number) {
  const words = [SENTENCE_START, ...sentence, SENTENCE_END];
  for (let position = 1; position < words.length; position++) countWord(counts, words, position, weight);
}

/**
 * Counts every pattern with every phrase in its slots, the phrases of a slot sharing the pattern's weight.
 * Only what is near a slot depends on the phrase, so slots with the same neighbours are counted as one:
 * a few hundred neighbourhoods stand for some 100,000 sentences.
 */
export function countPatterns(
  counts: NgramCounts,
  patterns: readonly [pattern: Pattern, weight: number][],
  phrases: readonly [phrase: string[], weight: number][],
) {
  const slots = new Map<string, { left: string[]; right: string[]; weight: number }>();
  for (const [pattern, weight] of patterns) {
    const words = [SENTENCE_START, ...pattern, SENTENCE_END];
    for (let position = 1; position < words.length; position++) {
      if (words[position] === null) {
        const left = untilSlot(words.slice(Math.max(0, position - 2), position).reverse()).reverse();
        const right = untilSlot(words.slice(position + 1, position + 3));
        const key = [...left, '*', ...right].join(' ');
        const slot = slots.get(key);
        if (slot) slot.weight += weight;
        else slots.set(key, { left, right, weight });
      } else if (words[position - 1] !== null && words[position - 2] !== null) {
        const near = words.slice(Math.max(0, position - 2), position + 1).map((word) => word ?? '');
        countWord(counts, near, near.length - 1, weight);
      }
    }
  }
  const total = phrases.reduce((sum, [, weight]) => sum + weight, 0);
  for (const { left, right, weight } of slots.values()) {
    for (const [phrase, share] of phrases) {
      const words = [...left, ...phrase, ...right];
      for (let position = left.length; position < words.length; position++)
        countWord(counts, words, position, (weight * share) / total);
    }
  }
}

function untilSlot(words: readonly (string | null)[]): string[] {
  const end = words.indexOf(null);
  return (end < 0 ? words : words.slice(0, end)).filter((word) => word !== null);
}
