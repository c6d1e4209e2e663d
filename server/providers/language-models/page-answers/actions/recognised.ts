/** Dates, addresses and names among the words of an order. */
import type { Parameter } from './schema.ts';
import type { Word } from './words-said.ts';

const DATE =
  /^(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december|next|weekend)$/i;
const DAY = /day|\d{4}-|today|tomorrow|tonight|weekend/i;
const BEFORE_NAME = /^(?:name|named|called|under)$/;

/** What kind of text is wanted, where it can be told from other words. */
export function kindOf({ words }: Parameter): 'date' | 'email' | 'name' | undefined {
  if (/\b(?:date|day|when)\b/i.test(words)) return 'date';
  if (/\be-?mail\b/i.test(words)) return 'email';
  return /\bname of (?:the )?(?:visitor|customer|guest|person)\b|^(?:full |your )?name\b/i.test(words)
    ? 'name'
    : undefined;
}

/** Where the words are that can be nothing else. */
export function recognised(
  parameter: Parameter,
  words: readonly Word[],
  used: ReadonlySet<number>,
): number[] {
  const free = words.map((_, at) => at).filter((at) => !used.has(at));
  const said = (at: number) => words[at]?.said ?? '';
  switch (kindOf(parameter)) {
    case 'date': {
      const dates = free.filter((at) => DATE.test(said(at)));
      const months = dates.some((at) => /^\p{L}{3,}$/u.test(said(at)) || DAY.test(said(at)));
      return months ? dates : [];
    }
    case 'email':
      return free.filter((at) => said(at).includes('@')).slice(0, 1);
    case 'name': {
      const start = free.findLastIndex((at) => BEFORE_NAME.test(said(at).toLowerCase()));
      return start < 0 ? [] : free.slice(start + 1).filter((at) => !/^(?:is|name|as)$/i.test(said(at)));
    }
    default:
      return [];
  }
}
