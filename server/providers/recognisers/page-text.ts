import { spokenSentences } from './spoken-text.ts';

/** A page as the language model sees it, in spoken words. */
export interface SpokenPage {
  headings: string[][];
  sentences: string[][];
}

/** Characters of page text that are read. What follows is not worth the time it takes to learn. */
const READ_LIMIT = 60_000;

/**
 * Reads the page text that widget/page writes: lines of its head, then markdown headings with `{#anchor}`, and lines of
 * the page. Any other text is taken as paragraphs.
 */
export function readPage(vocabulary: string): SpokenPage {
  const headings: string[] = [];
  const paragraphs: string[] = [];
  for (const line of vocabulary.slice(0, READ_LIMIT).split('\n')) {
    const text = line.replace(/\{#[^{}]*\}\s*$/, '').trim();
    // Of what is left out of the text, too, visitors ask by its name.
    const heading = /^(?:#{1,6}\s+|Title:|In view:|More sections:)(.*)$/.exec(text)?.[1];
    if (heading !== undefined) headings.push(...heading.split(';'));
    else if (text && !/^(?:Address|Language|From):/.test(text))
      paragraphs.push(text.replace(/^(?:- |Image:|Selected:)/, '').replaceAll(' | ', ', '));
  }
  return {
    headings: spokenSentences(headings.join('\n')),
    sentences: spokenSentences(paragraphs.join('\n')),
  };
}

/** Function words and words that say little alone: a phrase neither begins nor ends with one. */
const STOP_WORDS = new Set(
  `a about above after again all also always am an and any are as at be because been before being below between both but by
  can could did do does doing down during each every few for from further get had has have having he her here hers him his
  how i if in into is it its it's just let's like many may me might more most much must my no nor not now of off on once
  only or other our ours out over own per please same shall she should so some such than that the their theirs them then
  there these they this those through to too under until up us very was we we're well were what when where which while
  who whom why will with within without would yes you your yours you're`.split(/\s+/),
);

const LONGEST_PHRASE = 3;

/**
 * What the page is about: runs of up to three content words, with how often each occurs. A heading counts
 * `HEADING_WEIGHT` times. The weightiest come first, at most `limit`.
 */
export function pagePhrases(page: SpokenPage, limit: number): [phrase: string[], weight: number][] {
  const weights = new Map<string, number>();
  const count = (words: readonly string[], weight: number) => {
    for (let start = 0; start < words.length; start++) {
      for (let length = 1; length <= LONGEST_PHRASE && start + length <= words.length; length++) {
        if (STOP_WORDS.has(words[start + length - 1] ?? '')) break;
        const phrase = words.slice(start, start + length).join(' ');
        // A longer phrase is rarer, and better evidence of what visitors call the thing.
        weights.set(phrase, (weights.get(phrase) ?? 0) + weight * length);
      }
    }
  };
  for (const words of page.headings) count(words, HEADING_WEIGHT);
  for (const words of page.sentences) count(words, 1);
  return [...weights]
    .sort((one, other) => other[1] - one[1])
    .slice(0, limit)
    .map(([phrase, weight]) => [phrase.split(' '), weight]);
}

const HEADING_WEIGHT = 3;
