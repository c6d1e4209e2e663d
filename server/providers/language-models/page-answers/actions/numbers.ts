/** Numbers as they are said, in digits. English. */

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const VALUES = new Map<string, number>([
  ...SMALL.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, at): [string, number] => [word, (at + 2) * 10]),
  ['oh', 0],
  ['dozen', 12],
]);
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
]);

export const isNumberWord = (word: string): boolean => VALUES.has(word) || SCALES.has(word);

/** "twenty one" is "21", "five five five oh one" is "55501"; what is no number stays as it is. */
export function withDigits(text: string): string {
  const said = text
    .replace(/[-\u2010-\u2015](?=\p{L})/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const written: string[] = [];
  let number: string[] = [];
  const endNumber = () => {
    if (number.length > 0) written.push(digits(number));
    number = [];
  };
  said.forEach((word, at) => {
    const plain = word.toLowerCase().replace(/[,.]$/, '');
    const next = said[at + 1]?.toLowerCase() ?? '';
    if (isNumberWord(plain)) number.push(plain);
    else if (plain === 'a' && (SCALES.has(next) || next === 'dozen')) number.push('one');
    else if (plain !== 'and' || number.length === 0 || !isNumberWord(next)) {
      endNumber();
      written.push(word);
    }
  });
  endNumber();
  return written.join(' ');
}

/** A telephone number is said digit after digit, an amount with tens and hundreds. */
function digits(words: readonly string[]): string {
  const values = words.map((word) => VALUES.get(word));
  if (words.length > 1 && values.every((value) => value !== undefined && value < 10)) return values.join('');
  let total = 0;
  let part = 0;
  for (const word of words) {
    const scale = SCALES.get(word);
    if (scale === 100) part = Math.max(part, 1) * scale;
    else if (scale !== undefined) {
      total += Math.max(part, 1) * scale;
      part = 0;
    } else if (word === 'dozen') part = Math.max(part, 1) * 12;
    else part += VALUES.get(word) ?? 0;
  }
  return String(total + part);
}
