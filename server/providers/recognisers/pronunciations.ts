import { guessPronunciations } from './letter-to-sound.ts';

/** Phones of each way to say a word, as CMUdict writes them. */
export type Pronunciations = Map<string, string[]>;

/** Common on websites, missing from the 2014 CMUdict that comes with pocketsphinx. */
const WEB_WORDS: Readonly<Record<string, string>> = {
  wifi: 'W AY F AY',
  wi: 'W AY',
  covid: 'K OW V IH D',
  cappuccino: 'K AE P UH CH IY N OW',
  checkout: 'CH EH K AW T',
  app: 'AE P',
  apps: 'AE P S',
};

/** Unknown words beyond these are left out; a page with more is mostly names or another language. */
const GUESSED_WORDS = 300;

/** Reads a CMUdict file: `word PHONES`, and `word(2) PHONES` for another way to say it. */
export function parseDictionary(text: string, wanted: ReadonlySet<string>): Pronunciations {
  const known: Pronunciations = new Map();
  for (const line of text.split('\n')) {
    const split = line.search(/\s/);
    if (split < 0) continue;
    const entry = line.slice(0, split);
    const variant = entry.indexOf('(');
    const word = variant > 0 ? entry.slice(0, variant) : entry;
    if (!wanted.has(word)) continue;
    const phones = line.slice(split).trim();
    const variants = known.get(word);
    if (variants) variants.push(phones);
    else known.set(word, [phones]);
  }
  return known;
}

/** How each of `words` is said, by the dictionary, else by its letters. Words that neither can read are missing. */
export async function pronounce(dictionary: string, words: ReadonlySet<string>): Promise<Pronunciations> {
  const known = parseDictionary(dictionary, words);
  const unknown: string[] = [];
  for (const word of words) {
    if (known.has(word)) continue;
    const phones = WEB_WORDS[word];
    const stem = word.endsWith("'s") ? known.get(word.slice(0, -2)) : undefined;
    if (phones) known.set(word, [phones]);
    else if (stem) known.set(word, stem.map(possessive));
    else if (word.length > 1) unknown.push(word);
  }
  for (const [word, phones] of await guessPronunciations(unknown.slice(0, GUESSED_WORDS)))
    known.set(word, [phones]);
  return known;
}

function possessive(phones: string) {
  const last = phones.slice(phones.lastIndexOf(' ') + 1);
  if (['S', 'Z', 'SH', 'ZH', 'CH', 'JH'].includes(last)) return `${phones} IH Z`;
  return `${phones} ${['P', 'T', 'K', 'F', 'TH'].includes(last) ? 'S' : 'Z'}`;
}

/** The form that pocketsphinx reads. */
export function writeDictionary(pronunciations: Pronunciations): string {
  const lines = [...pronunciations].flatMap(([word, variants]) =>
    variants.map((phones, index) => `${word}${index ? `(${index + 1})` : ''} ${phones}`),
  );
  return `${lines.join('\n')}\n`;
}
