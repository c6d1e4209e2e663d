import { cut, oneLine } from '../plain.ts';
import { isNode, listOf, type Node, nameIn } from './nodes.ts';

/** Characters of one value. */
const LONGEST = 400;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const SYMBOLS: Record<string, string> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', INR: '₹' };
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/;
const DURATION = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d+S)?)?$/;

/** Text that may have markup in it, as one line without. */
export const plain = (text: string): string =>
  cut(
    oneLine(
      text
        .slice(0, 10 * LONGEST)
        .replace(/<[^<>]*>/g, ' ')
        .replace(/&(?:#(\d{1,6})|(\w{2,5}));/g, (whole, code, name) =>
          code ? String.fromCodePoint(Number(code)) : (ENTITIES[name] ?? whole),
        ),
    ).replace(/ (?=[.,;:!?](?:\s|$))/g, ''),
    LONGEST,
  );

/** What a value says: a text, or the name of what it describes. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return plain(value);
  if (typeof value === 'number') return String(value);
  if (!isNode(value)) return '';
  return textOf(value['@value'] ?? value.name ?? value.text ?? value.value);
}

export const textsOf = (value: unknown): string =>
  cut([...new Set(listOf(value).map(textOf).filter(Boolean))].join(', '), LONGEST);

/** `InStock` is "in stock". */
export const inWords = (name: string): string =>
  nameIn(name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

/** In the page's own way of writing dates; what is no date is left as it is. */
export function dateOf(value: unknown, language: string): string {
  const text = textOf(value);
  const [, year, month, day, time] = DATE.exec(text) ?? [];
  if (!year) return text;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  let written: string;
  try {
    written = new Intl.DateTimeFormat(language || 'en', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
  } catch {
    return text;
  }
  return time && time !== '00:00' ? `${written}, ${time}` : written;
}

export function durationOf(value: unknown): string {
  const text = textOf(value);
  const found = DURATION.exec(text);
  if (!found) return text;
  const parts = ['day', 'hour', 'minute'].flatMap((unit, at) => {
    const count = Number(found[at + 1] ?? 0);
    return count ? [`${count} ${unit}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.join(' ');
}

export function addressOf(value: unknown): string {
  const parts = (node: Node): string =>
    [
      textOf(node.streetAddress),
      [textOf(node.postalCode), textOf(node.addressLocality)].filter(Boolean).join(' '),
      textOf(node.addressRegion),
      textOf(node.addressCountry),
    ]
      .filter(Boolean)
      .join(', ');
  return listOf(value)
    .map((item) => (isNode(item) && parts(item)) || textOf(item))
    .filter(Boolean)
    .join('; ');
}

export const moneyOf = (amount: string, currency: string): string => {
  const symbol = SYMBOLS[currency];
  return symbol ? `${symbol}${amount}` : `${amount} ${currency}`.trim();
};

/** How the page itself may have written it. */
export const writtenMoney = (amount: string, currency: string): string[] =>
  [amount, amount.replace('.', ','), amount.replace(/[.,]00$/, '')].flatMap((number) =>
    [SYMBOLS[currency] ?? currency, currency].flatMap((sign) => [
      `${sign}${number}`,
      `${sign} ${number}`,
      `${number}${sign}`,
      `${number} ${sign}`,
    ]),
  );
