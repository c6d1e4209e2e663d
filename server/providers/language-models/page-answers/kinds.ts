/** What an answer must have to be one at all: a price its figure, a person a name. */
import type { Passage } from './passages.ts';
import type { Question } from './question.ts';
import { stems } from './words.ts';

const NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/i;
const PRICE =
  /\p{Sc}|\b(?:free|nothing|dollars?|euros?|pounds?|crowns?|cents?|EUR|USD|GBP|CHF|included|percent|half)\b/iu;
const TIME =
  /\b(?:o'?clock|hours?|days?|weeks?|months?|years?|minutes?|morning|noon|afternoon|evening|night|midnight|until|after|before|always|never|closed|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december)\b/i;
const NO_NAME =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|The|A)$/;
export function answersKind({ kind, said }: Question, { text, fragment }: Passage): boolean {
  if (kind === 'price') return PRICE.test(text) || (fragment ? /\d/ : /\d[.,]\d\d\b/).test(text);
  if (kind === 'time') return NUMBER.test(text) || TIME.test(text);
  if (kind === 'number') return NUMBER.test(text);
  // Not the capital that a sentence begins with, after a label either.
  if (kind === 'person')
    return [...text.matchAll(/(\S)\s+(\p{Lu}\p{Ll}+)(?=(\s+\p{Ll})?)/gu)].some(
      ([, before, word = '', goesOn]) =>
        !(before === ':' && goesOn) && !NO_NAME.test(word) && !stems(word).some((each) => said.has(each)),
    );
  return true;
}
