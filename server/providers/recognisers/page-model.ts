import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countPatterns, countSentence, emptyCounts, type NgramCounts, SENTENCE_END } from './ngram-counts.ts';
import { estimateModel, type NgramModel, writeArpa } from './ngram-model.ts';
import { pagePhrases, readPage, type SpokenPage } from './page-text.ts';
import { modelFiles, type PocketsphinxInstall } from './pocketsphinx-install.mjs';
import type { DecoderFiles } from './pocketsphinx-messages.ts';
import type { Pocketsphinx } from './pocketsphinx-native.ts';
import { pronounce, writeDictionary } from './pronunciations.ts';
import { questionPatterns } from './question-patterns.ts';

export interface PageModelOptions {
  /** Words of general English in the dictionary, besides the page's. */
  commonWords: number;
  /** Share of the page's model in the mix, 0 to 1; the rest is the general one's. */
  pageShare: number;
  /** Times each pattern's line counts against a sentence of the page. */
  patternWeight: number;
  /** Phrases of the page that are put into the patterns. */
  phrases: number;
}

/**
 * Measured with flite's voices rms, awb and kal16 on 12 questions to a bakery's page: 12,000 words gave 9.0 % word
 * errors, 3,000 gave 12.5 %, 20,000 gave 9.8 %. Page shares of 0.35 to 0.65 and pattern weights of 5 to 20 were
 * within half a point of each other.
 */
export const PAGE_MODEL_DEFAULTS: PageModelOptions = {
  commonWords: 12_000,
  pageShare: 0.5,
  patternWeight: 10,
  phrases: 300,
};

/** Counts a page's own sentences and the questions that may be asked about it. Pure. */
export function countPage(page: SpokenPage, { patternWeight, phrases }: PageModelOptions): NgramCounts {
  const counts = emptyCounts();
  for (const words of [...page.headings, ...page.sentences]) countSentence(counts, words, 1);
  const patterns = questionPatterns();
  // A page without words still has visitors who say hello: the patterns then lose their slots.
  const things = pagePhrases(page, phrases);
  countPatterns(
    counts,
    patterns.map(([pattern, weight]) => [pattern, weight * patternWeight]),
    things.length > 0 ? things : [[['it'], 1]],
  );
  return counts;
}

/**
 * A page's model over the words that can be said. `common` holds general English words with their frequency;
 * a page word that it lacks gets the frequency of its rarest.
 */
export function modelPage(
  counts: NgramCounts,
  common: ReadonlyMap<string, number>,
  sayable: (word: string) => boolean,
): NgramModel {
  const rarest = Math.min(...common.values(), 1);
  const words = new Map<string, number>([[SENTENCE_END, common.get(SENTENCE_END) ?? 1]]);
  for (const word of [...common.keys(), ...counts.unigrams.keys()])
    if (sayable(word)) words.set(word, common.get(word) ?? rarest);
  return estimateModel(counts, words);
}

/** Builds dictionary and language model of a page into `directory`. Takes about a second of one core. */
export async function buildPageModel(
  native: Pocketsphinx,
  request: { install: PocketsphinxInstall; vocabulary: string; directory: string },
  options: PageModelOptions = PAGE_MODEL_DEFAULTS,
): Promise<DecoderFiles> {
  const { install, vocabulary, directory } = request;
  const files = modelFiles(install.modelDirectory);
  const counts = countPage(readPage(vocabulary), options);
  const common = new Map(
    native.commonWords(options.commonWords).map(([word, log10]): [string, number] => [word, 10 ** log10]),
  );
  const wanted = new Set([...common.keys(), ...counts.unigrams.keys()].filter((word) => /^[a-z]/.test(word)));
  const pronunciations = await pronounce(await readFile(files.dictionary, 'utf8'), wanted);
  const model = modelPage(counts, common, (word) => pronunciations.has(word));

  const dictionary = join(directory, 'page.dict');
  const arpa = join(directory, 'page.arpa');
  const binary = join(directory, 'page.lm.bin');
  await writeFile(dictionary, writeDictionary(pronunciations));
  await writeFile(arpa, writeArpa(model));
  native.compileModel(arpa, binary);
  await rm(arpa);
  return {
    dictionary,
    models: [
      { file: binary, weight: options.pageShare },
      { file: files.language, weight: 1 - options.pageShare },
    ],
  };
}
