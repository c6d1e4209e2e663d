/**
 * What a text stands for without saying it. "Tuesday to Friday" holds Wednesday, "8:00 to 18:00" are opening hours and
 * "$5" is a price, though the words that visitors ask with are nowhere near.
 */
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY_SPAN =
  /\b(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[a-z]*\.?\s*(?:to|until|till|through|[-\u2013\u2014])\s*(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)/gi;

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const MONTH_SPAN =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*(?:to|until|till|through|[-\u2013\u2014])\s*(?:the end of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gi;

const TIMES = /\d\s*(?:[:.]\d\d|[ap]\.?m)\b.{1,4}\d/i;
const MONEY = /\p{Sc}\s?\d|\d\s?(?:\p{Sc}|(?:EUR|USD|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|JPY)\b)/u;

const DEGREES = /\d\s?°/;
const AGE =
  /\byears? (?:old|of age)\b|\b(?:(?:must be|aged?|over|under) \d{1,2}|(?:from|at least|over|under) (?:\d{1,2}|\p{L}{3,9}) years)\b(?!\s?(?:[%°£$€]|[:.]\d)|\s?(?:cm|km|kg|m|am|pm)\b)/iu;
const WEIGHT = /\d\s?kg\b/;

/** Words to search a text by, too; empty when there are none. `fragment`: of a table or a list. */
export const impliedWords = (text: string, fragment: boolean): string =>
  [
    ...within(DAYS, DAY_SPAN, text),
    ...within(MONTHS, MONTH_SPAN, text),
    fragment && TIMES.test(text) ? 'opening hours' : '',
    fragment && MONEY.test(text) ? 'cost price' : '',
    DEGREES.test(text) ? 'temperature degree' : '',
    AGE.test(text) ? 'age old' : '',
    WEIGHT.test(text) ? 'weight kilogram' : '',
  ]
    .filter(Boolean)
    .join(' ');

/** The names within the spans that a text has, ends included. */
function within(names: readonly string[], span: RegExp, text: string): string[] {
  const found: string[] = [];
  const at = (start: string) => names.findIndex((name) => name.startsWith(start.toLowerCase().slice(0, 3)));
  for (const [, from = '', to = ''] of text.matchAll(span)) {
    const first = at(from);
    const length = (at(to) - first + names.length) % names.length;
    for (let step = 0; step <= length; step++) found.push(names[(first + step) % names.length] ?? '');
  }
  return found;
}
