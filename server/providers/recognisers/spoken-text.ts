import {
  CURRENCIES,
  spokenCardinal,
  spokenDecimal,
  spokenDigits,
  spokenMoney,
  spokenOrdinal,
  spokenTime,
  spokenYear,
} from './spoken-numbers.ts';

const AMOUNT = String.raw`(?<!\d)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)`;
const plain = (amount: string) => amount.replaceAll(',', '');
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS = 'January February March April June July August September October November December'.split(' ');

/** Each is tried on the whole text, in this order: what is longer or more telling comes first. */
const RULES: readonly [pattern: RegExp, spoken: (...groups: string[]) => string][] = [
  [/\b(?:https?:\/\/|www\.)\S+/gi, () => ' '],
  // As long as an address can be: text of any shape comes here, and a longer one would be looked for from each letter on.
  [/[^\s@]{1,64}@[^\s@]{1,255}\.\w+/g, () => ' '],
  [/\b24\s*\/\s*7\b/g, () => 'twenty four seven'],
  [/\b([ap])\.\s?m\.?(?![a-z])/gi, (_, half = '') => `${half}m`],
  [/\+?\(?\d[\d ()-]{7,}\d/g, (number = '') => (isTelephone(number) ? spokenDigits(number) : number)],
  // A range needs its `to` before either end is read.
  [/(\d(?:\s?[ap]m)?)\s*[-–—]\s*(?=[$£€]?\d)/gi, (_, before = '') => `${before} to `],
  [
    new RegExp(`\\b(${[...DAYS, ...MONTHS].map(shortened).join('|')})\\b\\.?`, 'g'),
    (_, name = '') => [...DAYS, ...MONTHS].find((full) => full.startsWith(name.slice(0, 3))) ?? name,
  ],
  [dayRange(), (_, from = '', to = '') => `${from} to ${to}`],
  [
    /\b(\d{1,2})[:.](\d{2})\s*([ap])m\b/gi,
    (_, hour, minute, half) => spokenTime(Number(hour), Number(minute), `${half?.toLowerCase()}m`),
  ],
  [/\b(\d{1,2})\s*([ap])m\b/gi, (_, hour, half) => spokenTime(Number(hour), 0, `${half?.toLowerCase()}m`)],
  [/\b([01]?\d|2[0-4]):([0-5]\d)\b/g, (_, hour, minute) => spokenTime(Number(hour), Number(minute), '')],
  [
    new RegExp(`([$£€])\\s?(${AMOUNT})`, 'g'),
    (_, sign = '', amount = '') => {
      const currency = CURRENCIES[sign];
      return currency ? spokenMoney(plain(amount), currency) : amount;
    },
  ],
  [/\b(\d+)(?:st|nd|rd|th)\b/gi, (_, number) => spokenOrdinal(Number(number))],
  [new RegExp(`(${AMOUNT})\\s?%`, 'g'), (_, amount = '') => `${spokenDecimal(plain(amount))} percent`],
  [
    new RegExp(`(${AMOUNT})\\s?(${unitNames()})\\b`, 'g'),
    (_, amount = '', unit = '') => `${spokenDecimal(plain(amount))} ${UNITS[unit] ?? unit}`,
  ],
  [/\b(1[1-9]\d\d|20[0-4]\d)(s?)\b/g, (_, year, plural) => spokenYear(Number(year)) + (plural ? 's' : '')],
  [/\b\d{1,3}(?:,\d{3})+\b/g, (number = '') => spokenCardinal(Number(plain(number)))],
  [/\b\d+\.\d+\b/g, (number = '') => spokenDecimal(number)],
  [
    /\d+/g,
    (number = '') =>
      /^0\d|\d{7}/.test(number) ? spokenDigits(number) : ` ${spokenCardinal(Number(number))} `,
  ],
  [/&/g, () => ' and '],
];

const UNITS: Readonly<Record<string, string>> = {
  g: 'grams',
  kg: 'kilograms',
  lb: 'pounds',
  lbs: 'pounds',
  oz: 'ounces',
  mm: 'millimeters',
  cm: 'centimeters',
  m: 'meters',
  km: 'kilometers',
  ft: 'feet',
  ml: 'milliliters',
  l: 'liters',
  min: 'minutes',
  mins: 'minutes',
  hr: 'hours',
  hrs: 'hours',
  h: 'hours',
};

function unitNames() {
  return 'kg|lbs|lb|oz|mm|cm|km|ft|ml|mins|min|hrs|hr|g|m|l|h';
}

/** `Mon`, `Tues`, `Sept`: three letters and whatever else of the name, but not `Sun` or `Mar` inside other words. */
function shortened(name: string) {
  const tail = name.slice(3);
  let optional = '';
  for (const letter of [...tail].reverse()) optional = `(?:${letter}${optional})?`;
  return name.slice(0, 3) + optional;
}

function dayRange() {
  const day = DAYS.join('|');
  return new RegExp(`\\b(${day})\\s*[-–—/]\\s*(${day})\\b`, 'g');
}

const isTelephone = (text: string) => text.replace(/\D/g, '').length >= 9 || /^[+(0]/.test(text);

/**
 * Words of a text as they would be said, lower case, one array a sentence or line. Figures, prices, times, dates and
 * units are spelled out; web addresses and other scripts than Latin are left out.
 */
export function spokenSentences(text: string): string[][] {
  let spelled = text.normalize('NFKC').replace(/[‘’]/g, "'");
  for (const [pattern, spoken] of RULES)
    spelled = spelled.replace(pattern, (match: string, ...rest: unknown[]) =>
      spoken(match, ...rest.filter((group): group is string => typeof group === 'string')),
    );
  return spelled
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/(?<![\n.!?;:|•·])[\n.!?;:|•·]+(?=\s|$)|\n/)
    .map((sentence) => sentence.match(/[a-z]+(?:'[a-z]+)*/g) ?? [])
    .filter((words) => words.length > 0);
}
