/**
 * Text as an answer writes it, to the plain ASCII words that flite reads. flite knows numbers, `$29.99`, `9:30am`,
 * years, ordinals, `Dr.` and `St.`; it reads every other sign as junk or not at all.
 */

type Replacement = string | ((match: string, ...groups: string[]) => string);
type Rule = readonly [pattern: RegExp, replacement: Replacement];

const DAYS = new Map([
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
]);
const CURRENCIES = new Map([
  ['€', ['euro', 'euros', 'cents']],
  ['eur', ['euro', 'euros', 'cents']],
  ['£', ['pound', 'pounds', 'pence']],
  ['gbp', ['pound', 'pounds', 'pence']],
  ['$', ['dollar', 'dollars', 'cents']],
  ['usd', ['dollar', 'dollars', 'cents']],
]);
const UNITS = new Map([
  ['km/h', 'kilometres per hour'],
  ['km', 'kilometres'],
  ['m', 'metres'],
  ['cm', 'centimetres'],
  ['mm', 'millimetres'],
  ['kg', 'kilograms'],
  ['g', 'grams'],
  ['ml', 'millilitres'],
]);
/** Letters that Unicode does not decompose. */
const LETTERS = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'Ae'],
  ['œ', 'oe'],
  ['Œ', 'Oe'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

const AMOUNT = String.raw`(\d{1,3}(?:,\d{3})+|\d+)(?:[.,](\d\d?))?`;
const SCALE = String.raw`(?:\s?(thousand|million|billion|k|m|bn)\b)?`;
const DAY = '(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)';

/**
 * In order: what reads several signs together comes before what reads one of them. Quantifiers are bounded where a
 * match could start at every character, else a hostile text would take quadratic time.
 */
const RULES: readonly Rule[] = [
  [/[^\S\n]+/g, ' '],
  [/ ?\n[ \n]*/g, '\n'],
  // Markdown, which language models write whatever they are told.
  [/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1'],
  [/\*+|`+|^\s*(?:#{1,6}|[-•])\s+/gm, ''],
  [/<\/?[a-z][^<>]*>/gi, ' '],
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/["\u201c-\u201f\u2033\u00ab\u00bb]/g, ' '],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, (email) => spell(email.replace('@', ' at '))],
  [/\bhttps?:\/\/[^\s<>)]*[^\s<>).,;:!?]/gi, (url) => spellUrl(url)],
  [/\bwww\.[^\s<>)]*[^\s<>).,;:!?]/gi, (url) => spellUrl(`http://${url}`)],
  [
    /\b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|edu|gov|io|dev|co\.uk|uk|de|fr|eu)\b/gi,
    (host) => spell(host),
  ],
  [/\be\.g\.,?/gi, 'for example'],
  [/\bi\.e\.,?/gi, 'that is'],
  [/\b24\/7\b/g, 'twenty four seven'],
  [
    new RegExp(String.raw`\b${DAY}\.?\s?[-\u2013\u2014]\s?${DAY}\b\.?`, 'gi'),
    (_, a, b) => `${day(a)} to ${day(b)}`,
  ],
  [/\b([01]?\d|2[0-4])[:.]([0-5]\d)\s?([ap])\.?m\b\.?/gi, (_, h, m, half) => clock(h, m, half)],
  [/\b([01]?\d|2[0-4]):([0-5]\d)\b(?!:)/g, (_, h, m) => clock(h, m)],
  [/\b(\d{1,2})\s?([ap])\.?m\b/gi, (_, h, half) => `${h} ${half?.toLowerCase()} m`],
  // A range: "10-12", but not the parts of a telephone number or a date.
  [/(?<![\d-])(\d{1,4}|o'clock|[ap] m) ?[\u2012-\u2015] ?(?=\d|[$€£])/g, '$1 to '],
  [/(?<![\d-]|\d )(\d{1,3})-(?=\d{1,3}(?![\d-]| \d))/g, '$1 to '],
  [
    new RegExp(String.raw`([€£$]|\b(?:EUR|GBP|USD) ?) ?${AMOUNT}${SCALE}(?!\d)`, 'g'),
    (_, sign, ...n) => money(sign, n),
  ],
  [
    new RegExp(String.raw`\b${AMOUNT}${SCALE} ?(€|£|EUR\b|GBP\b|USD\b)`, 'g'),
    (_, a, b, c, sign) => money(sign, [a, b, c]),
  ],
  [/(\d)\s?[½]/g, '$1 and a half'],
  [/(\d)\s?[¼]/g, '$1 and a quarter'],
  [/(\d)\s?[¾]/g, '$1 and three quarters'],
  [/½|(?<![\d/])1\/2(?![\d/])/g, 'one half'],
  [/¼|(?<![\d/])1\/4(?![\d/])/g, 'one quarter'],
  [/¾|(?<![\d/])3\/4(?![\d/])/g, 'three quarters'],
  [/°\s?C\b|℃/g, ' degrees Celsius'],
  [/°\s?F\b|℉/g, ' degrees Fahrenheit'],
  [/[°º]/g, ' degrees '],
  [
    /(\d)\s?(km\/h|km|cm|mm|kg|ml|m|g)(²|³)?(?![\w'])/g,
    (_, n, unit, power) => `${n} ${power ? `${power === '²' ? 'square' : 'cubic'} ` : ''}${UNITS.get(unit)}`,
  ],
  [/²/g, ' squared'],
  [/³/g, ' cubed'],
  [/(?<=\d)\s?[x×]\s?(?=\d)/g, ' by '],
  [/[™®©℠]/g, ''],
  [/\bn[°º]\s?(?=\d)|№\s?|#(?=\d)/gi, 'number '],
  [/\s*(?:[\u2013-\u2015]|(?<=\s)--?(?=\s))\s*/g, ', '],
  [/\u2026|\.{3,}/g, '. '],
  [/\s*[•·|\n]+\s*/g, ', '],
];

/** After the text is ASCII. */
const SIGNS: readonly Rule[] = [
  [/&/g, ' and '],
  [/%/g, ' percent '],
  [/\+/g, ' plus '],
  [/=/g, ' equals '],
  [/@/g, ' at '],
  [/\b(and)\/(or)\b/gi, '$1 $2'],
  [/(?<=\w)\/(?=\w)/g, ' slash '],
  [/[^\w\s.,;:!?'$()-]|_/g, ' '],
  [/\s+/g, ' '],
  [/ (?=[.,;:!?])/g, ''],
  [/([,;:])(?:\s?[,;:])+/g, '$1'],
  [/^[\s,;:.-]+|[\s,;:-]+$/g, ''],
];

/** ASCII without line breaks; empty when there is nothing to say (emoji, or a script that the voice cannot read). */
export function normalise(text: string): string {
  const words = apply(RULES, text.normalize('NFC'));
  const letters = words.replace(/[^\p{ASCII}]/gu, (letter) => LETTERS.get(letter) ?? letter);
  // Two steps: an accent belongs to its letter and vanishes, a foreign word must not glue its neighbours together.
  const ascii = letters
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{ASCII}]+/gu, ' ');
  const plain = apply(SIGNS, ascii);
  return /[a-z0-9]/i.test(plain) ? plain : '';
}

function apply(rules: readonly Rule[], text: string): string {
  return rules.reduce(
    (result, [pattern, by]) =>
      typeof by === 'string' ? result.replace(pattern, by) : result.replace(pattern, by),
    text,
  );
}

function day(name: string | undefined): string {
  return DAYS.get((name ?? '').slice(0, 3).toLowerCase()) ?? '';
}

/** "18:00" as people say it. Without `half` (a or p) an hour up to 12 stays as written, because it may be either. */
function clock(hours: string | undefined, minutes: string | undefined, half?: string): string {
  const hour = Number(hours);
  const past = minutes === '00' ? '' : minutes?.startsWith('0') ? ` oh ${minutes.slice(1)}` : ` ${minutes}`;
  if (half !== undefined) return `${hour}${past} ${half.toLowerCase()} m`;
  if (hour === 0 || hour === 24) return past === '' ? 'midnight' : `12${past} a m`;
  if (hour > 12) return `${hour - 12}${past} p m`;
  return past === '' ? `${hour} o'clock` : `${hour}${past}`;
}

function money(sign: string | undefined, [whole, cents, scale]: readonly (string | undefined)[]): string {
  const [one, many, small] = CURRENCIES.get((sign ?? '').trim().toLowerCase()) ?? [];
  if (scale !== undefined) {
    const word = { k: 'thousand', m: 'million', bn: 'billion' }[scale] ?? scale;
    return `${whole}${cents === undefined ? '' : `.${cents}`} ${word} ${many}`;
  }
  if (cents?.length === 1) return `${whole}.${cents} ${many}`;
  const unit = whole === '1' ? one : many;
  if (cents === undefined || cents === '00') return `${whole} ${unit}`;
  return `${whole} ${unit} ${cents.startsWith('0') ? `and ${cents.slice(1)} ${small}` : cents}`;
}

function spell(address: string): string {
  return address.replace(/\./g, ' dot ').replace(/_/g, ' underscore ').replace(/\+/g, ' plus ');
}

/** The query and the fragment mean nothing to a listener. */
function spellUrl(url: string): string {
  const { hostname = '', path = '' } =
    /^https?:\/\/(?:www\.)?(?<hostname>[^/?#:]*)(?::\d+)?(?<path>[^?#]*)/i.exec(url)?.groups ?? {};
  return `${spell(hostname)}${spell(path.replace(/\/+$/, '')).replace(/[/]+/g, ' slash ')}`;
}
