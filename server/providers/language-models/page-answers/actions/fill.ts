/** The value of a field as a form wants it, from the words that a visitor said. */
import { withDigits } from './numbers.ts';

const NUMERIC =
  /\b(?:numbers?|how many|count|quantity|amount|guests?|people|persons?|adults?|children|nights?|days?|hours?|age|year|zip|postal|postcode|phone|telephone|mobile|tickets?|seats?|size)\b/i;
const PHONE = /\b(?:phone|telephone|mobile|zip|postal|postcode|number)\b/i;
const EMAIL = /\be-?mail\b/i;
const NAME = /\b(?:names?|surname|city|town|country)\b/i;

export function valueFor(field: string, said: string): string {
  if (EMAIL.test(field)) return address(said);
  if (NUMERIC.test(field)) {
    const written = withDigits(said);
    // What is asked for is a figure, so "four people" is 4; the parts of a telephone number belong together.
    if (PHONE.test(field) && /^[\d\s()+/-]+$/.test(written)) return written;
    return /^\D*(\d+)\D*$/.exec(written)?.[1] ?? said;
  }
  // A recogniser writes no capitals.
  if (NAME.test(field) && said === said.toLowerCase())
    return said.replace(/(?<![\p{L}\p{M}'’])\p{Ll}/gu, (first) => first.toUpperCase());
  return said;
}

/** "ada at example dot com" */
const address = (said: string) =>
  said.includes('@')
    ? said
    : said
        .replace(/\s+at\s+/gi, '@')
        .replace(/\s+(?:dot|point)\s+/gi, '.')
        .replace(/\s+underscore\s+/gi, '_')
        .replace(/\s+(?:dash|hyphen|minus)\s+/gi, '-')
        .replace(/\s+/g, '')
        .toLowerCase();
