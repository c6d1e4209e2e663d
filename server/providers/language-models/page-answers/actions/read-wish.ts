/** What a visitor wants done on the page, by the words alone. English, and with the capitals of what was typed. */

export type Wish =
  /** `point`: to be marked, not only brought into view. */
  | { kind: 'show'; what: string; point: boolean }
  | { kind: 'go'; what: string }
  /** The ways to understand it, the likeliest first. */
  | { kind: 'fill'; readings: Filling[] }
  | { kind: 'click'; what: string }
  | { kind: 'undo' };

export interface Filling {
  field: string;
  /** Missing where only the field was named. */
  value?: string;
}

/** Characters; what is longer is a story, and the patterns below would read it slowly. */
const LONGEST = 300;

const POLITE = new RegExp(
  `^(?:(?:${[
    'uh|um|er|well|so|ok|okay|please|kindly|hey|and|oh|sorry|now|then|just|yes',
    "(?:can|could|would|will) you|i(?:'d| would|’d)? (?:want|like) (?:you )?to|i need you to|let us|let['’]?s",
  ].join('|')})[\\s,]+)+`,
  'i',
);

/** The visitor's words without what politeness adds at either end. */
export const command = (said: string): string =>
  said
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST + 1)
    .replace(POLITE, '')
    .replace(/[\s.!?]+$/, '')
    .replace(/,? (?:please|now|for me|then|thanks|thank you)$/i, '');

const UNDO =
  /^(?:undo(?: (?:that|it|this|the last (?:one|thing|step)))?|(?:take|put) (?:that|it) back|go back|revert(?: (?:that|it))?|change (?:that|it) back)$/i;

const SHOW: readonly [RegExp, point: boolean][] = [
  [/^(?:show|point)(?: me| us)?(?: to| at| out)? (?:to )?(?:the place )?where (?<what>.+)$/i, true],
  [/^(?:highlight|mark|underline|point (?:to|at|out))(?: me)? (?<what>.+)$/i, true],
  [
    /^where(?: on| in) (?:the|this|your) (?:page|site) (?:(?:is|are|can i|do i|could i|does it|do you) )?(?:(?:find|see|read|say) )?(?:about )?(?<what>.+)$/i,
    true,
  ],
  [
    /^where (?:does|do) (?:it|you|they|(?:the|this|your) (?:page|site)) (?:say|mention|tell|talk|write|speak)(?: me)?(?: about| of| that)? (?<what>.+)$/i,
    true,
  ],
  [/^where (?:can|could|do|is|are) (?<what>.+) (?:on|in) (?:the|this) (?:page|site)$/i, true],
  [/^(?:scroll|jump|skip|move)(?: me| us)?(?: down| up| over| back)? to (?<what>.+)$/i, false],
  [/^show(?: me| us)? (?<what>.+)$/i, false],
];

const GO: readonly RegExp[] = [
  /^(?:go|get|navigate|bring|take|lead|switch)(?: me| us)?(?: over| back| on)? to (?<what>.+)$/i,
  /^(?:open|visit)(?: up)? (?<what>.+)$/i,
];

const CLICK = /^(?:press|click|hit|tap|push)(?: on)? (?:the )?(?<what>.+?)(?: (?:button|link))?$/i;

/** What a field is called when it is spoken of. */
const FIELD = '(?:my |the |your |our )?(?<field>.+?)(?: field| box)?';
const FILL: readonly RegExp[] = [
  `^my (?<field>[^,.;]{1,40}?) is (?<value>.+?)[,.;]? (?:and |so )?(?:please |can you |could you )*(?:put|enter|fill|write|type|add) (?:it|that|this)\\b.*$`,
  `^(?:fill|put|write|enter|type)(?: in| out)? ${FIELD} (?:as|with) (?<value>.+)$`,
  `^(?:enter|type|put|write|use|fill|add)(?: in)? (?<value>.+) (?:as|for|in|into|under) ${FIELD}$`,
  `^(?:set|change|switch|turn|make)(?: up)? ${FIELD} (?:to|as) (?<value>.+)$`,
  `^(?:select|choose|pick|take) (?<value>.+) (?:as|for|in|from|under) ${FIELD}$`,
  `^(?:fill|put|enter|type|write)(?: in| out)? ${FIELD}(?: for me)?$`,
].map((pattern) => new RegExp(pattern, 'i'));

const TICK = /^(?<off>un)?(?:tick|check|mark|select)(?: off)? (?:the )?(?<field>.+?)(?: box| checkbox)?$/i;

export function readWish(said: string): Wish | undefined {
  const words = command(said);
  if (words.length > LONGEST || !words) return undefined;
  if (UNDO.test(words)) return { kind: 'undo' };
  return readFill(words) ?? readShow(words) ?? readClick(words);
}

function readShow(words: string): Wish | undefined {
  for (const [pattern, point] of SHOW) {
    const what = pattern.exec(words)?.groups?.what;
    if (what) return { kind: 'show', what: thing(what), point };
  }
  for (const pattern of GO) {
    const what = pattern.exec(words)?.groups?.what;
    if (what) return { kind: 'go', what: thing(what) };
  }
  return undefined;
}

function readClick(words: string): Wish | undefined {
  const what = CLICK.exec(words)?.groups?.what;
  return what ? { kind: 'click', what } : undefined;
}

function readFill(words: string): Wish | undefined {
  const readings: Filling[] = [];
  for (const pattern of FILL) {
    const { field, value } = pattern.exec(words)?.groups ?? {};
    if (field) readings.push({ field, ...(value && { value: unquoted(value) }) });
  }
  const tick = TICK.exec(words)?.groups;
  if (tick?.field) readings.push({ field: tick.field, value: tick.off ? 'false' : 'true' });
  return readings.length > 0 ? { kind: 'fill', readings } : undefined;
}

/** "your office is" below "where" is "your office". */
const thing = (what: string) =>
  what.replace(/ (?:is|are)(?: located)?$/i, '').replace(/ (?:on|in|of) (?:the|this) (?:page|site)$/i, '');

const unquoted = (value: string) => value.replace(/^["“'‘](.+)["”'’]$/, '$1').trim();
