import type { Source } from '../models.ts';
import type { Passage } from './passages.ts';
import { isEmptyWord, isUnspaced, wordsOf } from './words.ts';

/** Where a passage is, and what it says, as words with single spaces between and around them. */
interface Searched {
  source: Source;
  text: string;
  /** What names it: its heading and its table's first row. */
  names: string;
}

/** Words of the sentence that are looked at. */
const MOST_WORDS = 40;
/** Of the sentence's weight that must be in one passage. */
const SHARE = 0.6;
/** Fewer words than these together may be in any passage by chance. */
const LEAST = 2.5;

const spaced = (text: string): string =>
  ` ${(text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ')} `;

function searched({ section, lines, head }: Passage, source: Source): Searched {
  return {
    source,
    text: spaced(lines.map(({ text }) => text).join(' ')),
    names: spaced(`${section.heading} ${head?.text ?? ''}`),
  };
}

interface Sought {
  /** As it stands in a text: a script without spaces has it anywhere. */
  form: string;
  weight: number;
  isFigure: boolean;
}

function soughtOf(word: string): Sought | undefined {
  if (isUnspaced(word)) return { form: word, weight: word.length > 1 ? 1 : 0.25, isFigure: false };
  // A figure is seldom said by chance.
  if (/\d/.test(word)) return { form: ` ${word} `, weight: word.length > 1 ? 1.5 : 0.75, isFigure: true };
  if (word.length < 3 || isEmptyWord(word)) return undefined;
  // Without its ending where it is long: the assistant may have put the word into another form.
  return {
    form: ` ${word.length > 5 ? word.slice(0, -2) : word}`,
    weight: word.length > 3 ? 1 : 0.5,
    isFigure: false,
  };
}

/** Of the passage's words, how far what is said in a row is said there in a row, too: 0 to 1. */
function verbatim(words: readonly string[], text: string): number {
  let pairs = 0;
  for (let at = 0; at + 1 < words.length; at++)
    if (text.includes(` ${words[at]} ${words[at + 1]} `)) pairs += 1;
  return words.length > 1 ? pairs / (words.length - 1) : 0;
}

export interface Origin {
  source: Source;
  /** How surely the sentence is from there; comparable between finders. */
  score: number;
}

/** Looks sentences up in the passages; made once for a page. */
export function sourceFinder(
  passages: readonly { passage: Passage; source: Source }[],
): (sentence: string) => Origin | null {
  let texts: Searched[] | undefined;
  return (sentence) => {
    texts ??= passages.map(({ passage, source }) => searched(passage, source));
    const words = wordsOf(sentence.toLowerCase()).slice(0, MOST_WORDS);
    const sought = [...new Set(words)].flatMap((word) => soughtOf(word) ?? []);
    const all = sought.reduce((sum, { weight }) => sum + weight, 0);
    if (!all) return null;
    const isAllFigures = sought.every(({ isFigure }) => isFigure);
    let best: Origin | null = null;
    for (const { source, text, names } of texts) {
      let found = 0;
      let there = 0;
      // Figures alone are in many tables.
      let hasWord = isAllFigures;
      for (const { form, weight, isFigure } of sought) {
        const inText = text.includes(form);
        if (inText) there += weight;
        if (!inText && !names.includes(form)) continue;
        found += weight;
        hasWord ||= !isFigure;
      }
      const share = found / all;
      if (share < SHARE - 0.2 || !there || !hasWord) continue;
      const run = verbatim(words, text);
      // A short sentence that stands there word for word is from there, however little it says.
      const enough = found >= LEAST || (run >= 0.6 && words.length > 2) || (share === 1 && there >= 1.5);
      const score = share + run * 0.5 + Math.min(there / all, 1) * 0.1;
      if (enough && share + run * 0.5 >= SHARE && score > (best?.score ?? 0)) best = { source, score };
    }
    return best;
  };
}
