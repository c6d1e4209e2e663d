/** What a question asks for: groups of interchangeable stems, each with its weight. */
import { isNumberWord, withDigits } from './actions/numbers.ts';
import { synonyms } from './synonyms.ts';
import { isLight, isStopWord, LIGHT_WEIGHT, stem, tokens } from './words.ts';

export interface Ask {
  /** Stem to how well it stands for what was said: 1 for the word itself, less for a synonym. */
  readonly alternatives: ReadonlyMap<string, number>;
  /** 0 to 1, before rarity is weighed. */
  readonly weight: number;
  /** Whether a misheard or unfinished form may match, too. */
  readonly loose: boolean;
  /** A number or a model's name: what lacks it is about something else. */
  readonly exact: boolean;
  /** What is asked of the thing, or the thing itself: what says nothing like it is no answer. */
  readonly essential: boolean;
}

export type Kind = 'price' | 'time' | 'number' | 'person' | 'other';

export interface Question {
  asks: readonly Ask[];
  kind: Kind;
  /** The stems of what was said. */
  said: ReadonlySet<string>;
}

const SYNONYM = 0.75;

/** Ways of asking that mean more than their words do. Each is taken out of the question and becomes one ask. */
const TURNS_OF_PHRASE: readonly { pattern: RegExp; stands: string; weight: number; essential?: true }[] = [
  {
    pattern:
      /\bhow (?:much(?: money)?(?= (?:is|are|was|were|does|do|did|will|would|for|to|the|an?)\b|$)|expensive)\b|\bwhat(?: is|s| does)? (?:the )?(?:price|cost)\b/,
    stands: 'cost price dollar',
    weight: 0.7,
  },
  { pattern: /\b(?:how old|(?:what|which|minimum) age)\b/, stands: 'old age', weight: 1, essential: true },
  { pattern: /\bhow late\b/, stands: 'open close until', weight: 0.4 },
  {
    pattern: /\bhow many (?:people|persons|guests)(?: can)?(?: (?:fit|sit|stay|come|eat|go))?(?: in)?\b/,
    stands: 'seat people person guest group place',
    weight: 0.6,
  },
  { pattern: /\bhow (?:big|large|small)\b/, stands: 'size person meter metre feet area', weight: 0.4 },
  { pattern: /\bhow long\b/, stands: 'hour minute day week month year length', weight: 0.4 },
  { pattern: /\bhow heavy\b/, stands: 'weight weigh kilogram', weight: 0.8, essential: true },
  { pattern: /\bhow (?:hot|warm|cold)\b/, stands: 'temperature degree', weight: 0.8, essential: true },
  { pattern: /\bhow (?:tall|high)\b/, stands: 'height high tall meter metre', weight: 0.8, essential: true },
  { pattern: /\bhow (?:deep|wide|thick)\b/, stands: 'deep depth wide width thick meter metre', weight: 0.6 },
  { pattern: /\bhow (?:often|many times)\b/, stands: 'often time every twice once', weight: 0.4 },
  { pattern: /\b(?:get|getting) rid of\b/, stands: 'remove stain clean', weight: 0.3 },
  {
    pattern:
      /\bhow (?:do|can|would|could|should) (?:i|we|you|one) (?:get|come|drive|reach|travel|find)\b|\bway to get\b|\bdirections?\b/,
    stands: 'getting direction walk find address station',
    weight: 0.8,
  },
  {
    pattern:
      /\bwhere (?:are|is|can i find|do i find) (?:you|it|this|your|the) ?(?:place|located|shop|store|studio)?\b|\bwhere you are\b/,
    stands: 'address find located street lane road avenue',
    weight: 0.8,
  },
  { pattern: /\b(?:tele)?phone number\b/, stands: 'phone telephone call', weight: 1, essential: true },
  { pattern: /\be ?mail address\b/, stands: 'email contact', weight: 1, essential: true },
  {
    pattern: /\baddress\b(?! (?:for|of) (?:the )?e?mail)/,
    stands: 'address find located street lane road avenue',
    weight: 0.8,
  },
  { pattern: /\bhow far\b/, stands: 'minute walk mile kilometer', weight: 0.6 },
  { pattern: /\bmoney back\b/, stands: 'refund money', weight: 1 },
  {
    pattern: /\b(?:takes?|taking) care of\b|\blook(?:s|ing)? after\b|\b(?:is|are) responsible for\b/,
    stands: 'look care responsible charge',
    weight: 0.3,
  },
  {
    pattern: /\b(?:send|write) (?:to )?you(?: an?)?(?: email| message)?\b|\bemail you\b/,
    stands: 'email reach contact',
    weight: 1,
  },
  { pattern: /\b(?:call|phone|ring) you\b/, stands: 'phone number', weight: 1 },
];

/** `known` says whether the page has a stem. */
export function readQuestion(text: string, known: (stemmed: string) => boolean): Question {
  let rest = tokens(text).join(' ');
  const asks: Ask[] = [];
  const said = new Set(rest.split(' ').map(stem));
  const { kind, thing } = aboutOf(rest);
  for (const { pattern, stands, weight, essential = false } of TURNS_OF_PHRASE) {
    if (!pattern.test(rest)) continue;
    rest = rest.replace(pattern, ' ');
    const alternatives = new Map(stands.split(' ').map((word) => [stem(word), 0.9]));
    asks.push({ alternatives, weight, loose: false, exact: false, essential });
  }
  const left = rest.split(' ').filter(Boolean);
  for (let at = 0; at < left.length; at++) {
    const token = left[at] ?? '';
    const joined = stem(token + (left[at + 1] ?? ''));
    // "dish washer", as a recogniser may write it.
    if (left[at + 1] && !known(stem(token)) && known(joined)) {
      asks.push(askFor(joined));
      at++;
    } else if (!isStopWord(token)) {
      asks.push({ ...askFor(stem(token), token), essential: token === thing });
    }
  }
  return { asks: unique(asks), kind, said };
}

const THING =
  /\b(?:who (?:is|was|are|were)|what (?:is|are)|how much (?:is|are|does|do)) (?:(?:the|an?|your|one) )?((?:\w+ ){0,3}\w+)/;

/** What kind of answer is wanted, and the first word of what it is about that says something. */
function aboutOf(text: string): { kind: Kind; thing: string | undefined } {
  const words = THING.exec(text)?.[1]?.split(' ') ?? [];
  return { kind: kindOf(text), thing: words.find((word) => !isStopWord(word) && !isLight(stem(word))) };
}

/** The words that ways of asking stand for. */
export const phrasesOf = (text: string): string[] => {
  const said = tokens(text).join(' ');
  return TURNS_OF_PHRASE.filter(({ pattern }) => pattern.test(said)).flatMap(({ stands }) =>
    stands.split(' '),
  );
};

function askFor(stemmed: string, token = stemmed): Ask {
  const alternatives = new Map([[stemmed, 1]]);
  if (isNumberWord(token)) alternatives.set(withDigits(token), 1);
  for (const other of synonyms(stemmed)) alternatives.set(other, SYNONYM);
  return {
    alternatives,
    weight: isLight(stemmed) ? LIGHT_WEIGHT : 1,
    loose: true,
    exact: /\d/.test(stemmed),
    essential: false,
  };
}

/** The same words, weaker: what an earlier question lends to a follow-up. */
export const weakened = (asks: readonly Ask[], factor: number): Ask[] =>
  asks.map((ask) => ({ ...ask, weight: ask.weight * factor }));

/** A word said twice counts once, at its greatest weight. */
export function unique(asks: readonly Ask[]): Ask[] {
  const byWord = new Map<string, Ask>();
  for (const ask of asks) {
    const word = [...ask.alternatives.keys()][0] ?? '';
    if ((byWord.get(word)?.weight ?? 0) < ask.weight) byWord.set(word, ask);
  }
  return [...byWord.values()];
}

const YES_OR_NO =
  /^(?:and |so |but )?(?:is|are|was|were|am|do|does|did|has|have|can|could|may|might|will|would|should|must)\b/;

function kindOf(text: string): Kind {
  if (YES_OR_NO.test(text)) return 'other';
  if (/\bhow (?:much|expensive)\b|\b(?:price|cost|fee|charge)s?\b/.test(text)) return 'price';
  if (/\b(?:when|what time|how long|how late|how early|what day|which day)s?\b/.test(text)) return 'time';
  if (/\bhow (?:many|big|large|high|far|old)\b/.test(text)) return 'number';
  if (/\b(?:who|whos|whose)\b(?! (?:can|could|may|must|should|needs?|has|have|gets?|pays?)\b)/.test(text))
    return 'person';
  return 'other';
}
