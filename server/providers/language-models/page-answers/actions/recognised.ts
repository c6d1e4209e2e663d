/** Dates, addresses and names among the words of an order. */
import type { Parameter } from './schema.ts';
import type { Word } from './words-said.ts';

const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/i;
const DAY =
  /^(?:today|tomorrow|tonight|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d)$/i;
const DAY_OF_MONTH = /^\d{1,2}(?:st|nd|rd|th)?$/i;
const TIME = /^(?:\d{1,2}[:.]\d\d(?:[ap]m)?|\d{1,2}[ap]m|noon|midnight)$/i;
const BEFORE_NAME = /^(?:name|named|called|under)$/i;
/** What a name may be said with, and ends with. */
const BESIDE_NAME = /^(?:is|name|as|of|the)$/i;
const AFTER_NAME = /^(?:on|for|at|from|in|with|to|by|and|please)$/i;

/** What kind of text is wanted, where it can be told from other words. */
export function kindOf({ words, format }: Parameter): 'date' | 'time' | 'email' | 'name' | undefined {
  if (format === 'date' || format === 'time' || format === 'email') return format;
  if (/\b(?:date|day|when)\b/i.test(words)) return 'date';
  if (/\be-?mail\b/i.test(words)) return 'email';
  if (/^(?:time|hour)\b/i.test(words)) return 'time';
  return /\bname of (?:the )?(?:visitor|customer|guest|person)\b|^(?:full |your |(?:guest|customer|visitor)(?:['’]?s)? )?name\b/i.test(
    words,
  )
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
  const those = (pattern: RegExp) => free.filter((at) => pattern.test(said(at)));
  switch (kindOf(parameter)) {
    case 'date': {
      const months = those(MONTH);
      const days = months.length > 0 ? those(DAY_OF_MONTH) : [];
      // "May" alone is a word like any other.
      const dated = days.length > 0 ? [...months, ...days] : [];
      const named = [...dated, ...those(DAY)];
      return named.length === 0 ? [] : [...named, ...those(/^next$/i)].sort((a, b) => a - b);
    }
    case 'time':
      return those(TIME).slice(0, 1);
    case 'email':
      return those(/@/).slice(0, 1);
    case 'name':
      return nameIn(words, used);
    default:
      return [];
  }
}

const isCapital = (word: string) => /^\p{Lu}\p{L}/u.test(word) && !DAY.test(word) && !MONTH.test(word);

/** "Under the name Ada Hill", or "for Ada" where it was typed with its capital. */
function nameIn(words: readonly Word[], used: ReadonlySet<number>): number[] {
  const introduced = words.findLastIndex(({ said }) => BEFORE_NAME.test(said));
  const given = words.findLastIndex(
    ({ said }, at) => /^for$/i.test(said) && isCapital(words[at + 1]?.said ?? ''),
  );
  let at = (introduced < 0 ? given : introduced) + 1;
  if (at === 0) return [];
  while (BESIDE_NAME.test(words[at]?.said ?? '')) at += 1;
  const name: number[] = [];
  for (; at < words.length && !used.has(at) && !AFTER_NAME.test(words[at]?.said ?? ''); at++) name.push(at);
  return name;
}
