/** Words as they are compared: lower case, without accents, cut to a stem. English; other languages match by whole words. */

const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** Say nothing about what is asked. Fillers are here because recognisers write them down. */
const STOP = new Set(
  words(`a about ah all also am an and any anyone anything are as at be because been being but by can cannot cant could
    did do does doing done dont er for from had has have having he hello her here hers hey hi him his how i id if ill im in
    into is isnt it its ive just may me might mine must my of off oh ok okay on only or our ours out over please s shall
    she should so some someone something sorry t than thanks that thats the their theirs them then there theres these they
    this those to too uh um up us very was we well were what whats when where wheres which while who whos whom whose why
    will with would you youll your youre yours back really actually maybe much many other another else every everyone nobody
    somewhere anywhere somebody anybody without
    today`),
);

const IRREGULAR = new Map(
  words(`sent:send bought:buy made:make paid:pay held:hold kept:keep taught:teach began:begin begun:begin spoke:speak
    spoken:speak broke:break broken:break threw:throw thrown:throw wore:wear worn:wear sold:sell built:build brought:bring
    found:find left:leave lost:lose met:meet told:tell took:take taken:take wrote:write written:write chose:choose
    chosen:choose ate:eat drank:drink drove:drive driven:drive children:child people:person men:man women:woman
    feet:foot teeth:tooth`).map((pair): [string, string] => {
    const [form = '', base = ''] = pair.split(':');
    return [form, base];
  }),
);

/** Letters. A longer one is no English word, and would be taken apart for seconds. */
const LONGEST_WORD = 60;

/** Carry little: their absence from the page does not make a question foreign to it. */
const LIGHT = new Set(
  words(`ask bring come day find get give go got happen help keep know let like look make mean mind need new now offer
    one own page people place possible put see show still sure take talk tell thing time try use want way website work
    kind sort policy allow allowed information info question name called
    include contain treat handle exactly normally usually soon next become problem best good nice better different special join leave stay`).map(
    stem,
  ),
);

/** Between 0 and 1: how much of a question a word carries before rarity is weighed. */
export const LIGHT_WEIGHT = 0.3;

/** Lower-case words without accents, apostrophes and punctuation, in order. */
export function tokens(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\be-(?=mail)/g, 'e')
    .replace(/['’](s\b)?/g, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

export const isStopWord = (token: string): boolean => STOP.has(token);
export const isLight = (stemmed: string): boolean => LIGHT.has(stemmed);

/** A light stemmer: plural, -ing, -ed, long -er, final e and y. Two words are one when their stems are equal. */
export function stem(token: string): string {
  if (token.length < 4 || token.length > LONGEST_WORD || /\d/.test(token)) return token;
  let word = IRREGULAR.get(token) ?? token;
  if (word.endsWith('ies') && word.length > 4) word = `${word.slice(0, -3)}y`;
  else if (/(ss|x|ch|sh)es$/.test(word)) word = word.slice(0, -2);
  else if (/[^sui]s$/.test(word)) word = word.slice(0, -1);
  const ending = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(word)?.[1];
  if (ending !== undefined && ending.length > 2) word = unended(ending);
  else if (word.endsWith('er') && word.length > 6) word = undouble(word.slice(0, -2));
  // "care" and "fire" keep their e: without it they would be "car" and "fir".
  return word.replace(/(....)e$/, '$1').replace(/([^aeiou])y$/, '$1i');
}

/** "fitt" was "fit", "fir" was "fire", "park" was "park". */
function unended(word: string): string {
  const single = undouble(word);
  if (single !== word) return single;
  return /^[^aeiou]*[aeiouy][^aeiouwxy]$/.test(word) ? `${word}e` : word;
}

function undouble(word: string): string {
  return /([bdfgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
}

/** The stems of a text that can be searched for. */
export const stems = (text: string): string[] =>
  tokens(text)
    .filter((token) => !STOP.has(token))
    .map(stem);
