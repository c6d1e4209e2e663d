import MiniSearch from 'minisearch';
import type { Passage } from './passages.ts';
import { isEmptyWord, plainWord, wordsOf } from './words.ts';

interface Indexed {
  id: number;
  heading: string;
  text: string;
}

/** Passages that an index takes in one go; a longer page is indexed between frames. */
const AT_ONCE = 100;
/** Of a word's length that may be misheard or misspelt. */
const FUZZY = 0.2;

/** Words to look for, and beginnings of long ones: the page may have them with another ending. */
function termsOf(query: string): { words: string[]; stems: Set<string> } {
  const all = wordsOf(query.toLowerCase());
  const telling = all.filter((word) => !isEmptyWord(word));
  const words = telling.length ? telling : all;
  const long = words.filter((word) => word.length > 6);
  return { words, stems: new Set(long.map((word) => plainWord(word).slice(0, -3))) };
}

/** Looks words up in passages. The index is made with the first search. */
export function createSearch<Found extends Passage>(
  passages: readonly Found[],
): (query: string) => Promise<Found[]> {
  let index: Promise<MiniSearch<Indexed>> | undefined;
  const make = async (): Promise<MiniSearch<Indexed>> => {
    const made = new MiniSearch<Indexed>({
      fields: ['heading', 'text'],
      tokenize: wordsOf,
      processTerm: plainWord,
    });
    const documents = passages.map(({ section: { heading }, lines, head }, id) => ({
      id,
      heading: `${heading} ${head?.text ?? ''}`,
      text: lines.map(({ text }) => text).join(' '),
    }));
    if (documents.length > AT_ONCE) await made.addAllAsync(documents, { chunkSize: AT_ONCE });
    else made.addAll(documents);
    return made;
  };
  return async (query) => {
    index ??= make();
    const { words, stems } = termsOf(query);
    const found = (await index).search([...words, ...stems].join(' '), {
      boost: { heading: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => term.length > 4 && !stems.has(term) && FUZZY,
      boostTerm: (term) => (stems.has(term) ? 0.3 : 1),
    });
    return found.flatMap(({ id }) => passages[id] ?? []);
  };
}
