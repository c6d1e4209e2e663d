import { type NgramCounts, SENTENCE_END, SENTENCE_START } from './ngram-counts.ts';

interface Ngram {
  /** Probability of the last word after the words before it. */
  probability: number;
  /** What the probability of a word not seen after this sequence is multiplied with, when it is looked up in the next shorter one. */
  backoff: number;
}

/** A back-off trigram model, one map an order. Keys are words joined by single spaces. */
export type NgramModel = readonly [
  unigrams: Map<string, Ngram>,
  bigrams: Map<string, Ngram>,
  trigrams: Map<string, Ngram>,
];

export interface SmoothingOptions {
  /** Weight of the common words' own frequencies against the page's in the unigrams, in words. */
  commonWeight: number;
  /** Weight of the shorter history's opinion against what was counted after the longer one, in words (Dirichlet prior). */
  historyWeight: number;
  /** Sequences counted less than this are dropped, and left to the shorter history. */
  minimumCount: number;
}

/** Found by trying a factor of two each way on the tuning questions; no choice moved the word error rate by more than 1.5 points. */
const SMOOTHING: SmoothingOptions = { commonWeight: 200, historyWeight: 1, minimumCount: 0.002 };

/**
 * Estimates a model over exactly the words of `common` (their relative frequencies, any positive scale; must hold
 * `</s>`). Counted sequences with a word outside are ignored. After every history the probabilities sum to 1.
 */
export function estimateModel(
  counts: NgramCounts,
  common: ReadonlyMap<string, number>,
  { commonWeight, historyWeight, minimumCount }: SmoothingOptions = SMOOTHING,
): NgramModel {
  const unigrams = new Map<string, Ngram>();
  const frequencies = sum(common.values());
  const counted = sum([...common.keys()].map((word) => counts.unigrams.get(word) ?? 0));
  for (const [word, frequency] of common) {
    const share = (commonWeight * frequency) / frequencies + (counts.unigrams.get(word) ?? 0);
    unigrams.set(word, { probability: share / (commonWeight + counted), backoff: 1 });
  }
  // Never predicted, but a history like any word.
  unigrams.set(SENTENCE_START, { probability: 0, backoff: 1 });

  const bigrams = extend(counts.bigrams, unigrams, (word) => unigrams.get(word)?.probability ?? 0);
  const trigrams = extend(counts.trigrams, bigrams, (word, history) =>
    lookUp(unigrams, bigrams, history.slice(history.indexOf(' ') + 1), word),
  );
  return [unigrams, bigrams, trigrams];

  /** Adds the longer sequences, and to each of their histories in `shorter` its back-off weight. */
  function extend(
    longer: Map<string, number>,
    shorter: Map<string, Ngram>,
    fallback: (word: string, history: string) => number,
  ): Map<string, Ngram> {
    const followers = new Map<string, [word: string, count: number][]>();
    for (const [key, count] of longer) {
      const split = key.lastIndexOf(' ');
      const history = key.slice(0, split);
      const word = key.slice(split + 1);
      if (count < minimumCount || !common.has(word) || !shorter.has(history)) continue;
      const known = followers.get(history);
      if (known) known.push([word, count]);
      else followers.set(history, [[word, count]]);
    }
    const result = new Map<string, Ngram>();
    for (const [history, words] of followers) {
      const total = sum(words.map(([, count]) => count)) + historyWeight;
      let seen = 0;
      let seenShorter = 0;
      for (const [word, count] of words) {
        const shorterProbability = fallback(word, history);
        const probability = (count + historyWeight * shorterProbability) / total;
        seen += probability;
        seenShorter += shorterProbability;
        result.set(`${history} ${word}`, { probability, backoff: 1 });
      }
      const entry = shorter.get(history);
      if (entry) entry.backoff = Math.max(1 - seen, 0) / Math.max(1 - seenShorter, Number.EPSILON);
    }
    return result;
  }
}

function lookUp(
  unigrams: Map<string, Ngram>,
  bigrams: Map<string, Ngram>,
  history: string,
  word: string,
): number {
  const seen = bigrams.get(`${history} ${word}`);
  if (seen) return seen.probability;
  return (unigrams.get(history)?.backoff ?? 1) * (unigrams.get(word)?.probability ?? 0);
}

/** Probability of `word` after up to two words of history, as a decoder computes it. 0 for unknown words. */
export function probability(
  [unigrams, bigrams, trigrams]: NgramModel,
  history: readonly string[],
  word: string,
): number {
  const [one, two] = history.slice(-2);
  if (one === undefined) return unigrams.get(word)?.probability ?? 0;
  if (two === undefined) return lookUp(unigrams, bigrams, one, word);
  const seen = trigrams.get(`${one} ${two} ${word}`);
  if (seen) return seen.probability;
  return (bigrams.get(`${one} ${two}`)?.backoff ?? 1) * lookUp(unigrams, bigrams, two, word);
}

/** Log10 that stands for `never`, as ARPA files have it. */
const NEVER = -99;

const log10 = (value: number) => (value > 0 ? Math.max(Math.log10(value), NEVER).toFixed(4) : String(NEVER));

/** The model in ARPA form, which sphinxbase reads. */
export function writeArpa(model: NgramModel): string {
  const lines = ['\\data\\', ...model.map((ngrams, order) => `ngram ${order + 1}=${ngrams.size}`)];
  for (const [index, ngrams] of model.entries()) {
    lines.push('', `\\${index + 1}-grams:`);
    const longest = index === model.length - 1;
    for (const [words, { probability, backoff }] of ngrams) {
      const tail = longest || words.endsWith(SENTENCE_END) ? '' : ` ${log10(backoff)}`;
      lines.push(`${log10(probability)} ${words}${tail}`);
    }
  }
  return `${lines.join('\n')}\n\n\\end\\\n`;
}

const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
