/**
 * What the words of English sentences promise, for ./turn-reading.ts. Lower case, as recognisers write them; a word may be in
 * several lists. Another language takes another file of the same lists.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Sounds of somebody who thinks. */
export const FILLERS = words('um uh uhm er erm hmm mm eh');

/** Whole turns that nobody goes on from. */
export const PHRASES: ReadonlySet<string> = new Set([
  'bye',
  'go ahead',
  'goodbye',
  'go on',
  'good night',
  'never mind',
  'no thank you',
  'no thanks',
  'of course',
  'okay thank you',
  'see you',
  'tell me more',
  'thank you so much',
  'thank you very much',
  'thank you',
  'thanks a lot',
  'thanks',
  "that's all",
  "that's it",
  'yes of course',
  'yes please',
]);

/** Nothing ends on one of these: what they belong to comes after them. */
export const OPENERS = words(`
  a an the my your our their its every each another some any no not
  i we they he she who i'm i've i'd i'll we're we've we'd you're they're he's she's it's there's that's what's where's how's
  of for with from into onto by about between during without within against towards upon than via per near behind beside
  and or but because if unless until while although whether whose
  very quite rather really just maybe perhaps almost nearly
  is are am was were been being has had does did will would shall may might must can could should
  isn't aren't wasn't don't doesn't didn't won't wouldn't can't couldn't shouldn't
`);

/** Of these, what may be left alone by a question whose first word they belong to: `what is it made of`. */
export const STRANDED = words('of for with from about by than');

/** May end a sentence after what they go with (`pick it up`), and want something otherwise. */
export const PARTICLES = words('to at in on up out off over around through after before');

export const DETERMINERS = words(
  'a an the my your our their his her its this that these those any some all both',
);

/** Subjects of one word. */
export const PRONOUNS = words(
  'i you we they he she it this that these those there anyone someone everyone people children dogs',
);

/** Auxiliaries that stand before a main verb. */
export const AUXILIARIES = words(`
  do does did have has had can could will would should shall may might must
  don't doesn't didn't haven't hasn't can't couldn't won't wouldn't shouldn't
`);

export const BE = words("is are was were am isn't aren't wasn't weren't");

/** Open a clause with a verb of its own. */
export const SUBORDINATORS = words('if when where why how because while until unless although whether');

/** Want an object, unless the words that open the question are it (`what should I bring`). */
export const TRANSITIVE = words(`
  have need want get buy bring find make take use give send put like show tell say see recommend offer sell keep include provide
  accept mean lose forget forgot contact rent reserve explain install add remove contain describe
`);

/** Often have an object. */
export const AMBITRANSITIVE = words(`
  order cook bake learn teach hear read write ask answer join enter cancel refund return exchange ship deliver pick drop wear try break
  repair fix clean wash move meet share change improve visit watch touch carry book repeat pay play park
`);

/** Want to be told what, after whom. */
export const DATIVE = words('tell show give send bring');
export const RECEIVERS = words('me us him her them');

/** Other verbs that visitors use. */
export const VERBS = words(`
  cost open close start begin end finish stop work go come leave arrive last happen look sound eat drink sit stand stay sleep drive walk
  ride swim know think understand help speak talk call register subscribe sign log fit dry run wait smoke travel fly depend matter
  apply expire count become charge serve support allow live grow weigh measure hold differ compare rain snow increase celebrate
  listen got made bought found sold went came told did gone been be taken given paid lost kept wrote written built sent began ran knew thought taught won chose broke
  painted
`);
export const VERB_ENDING = /(?:s|es|d|ed|ing)$/;

/** Stand between subject and verb without being either. */
export const ADVERBS = words(
  'also still always usually often ever already only really just even then actually please',
);

/** What `is the studio …` waits for. */
export const PREDICATES = words(`
  open closed free full ready safe far near big small old new hot cold long short high low cheap expensive cheaper better worse
  hard difficult good bad right wrong true fresh vegan vegetarian busy quiet nice there here mine yours online today tomorrow inside
  outside upstairs downstairs nearby valid broken made sold gone late early fine okay enough correct different important
`);
export const PREDICATE_ENDING = /(?:ed|ing|able|ible|est|ary|ful)$/;

const KNOWN = [
  FILLERS,
  OPENERS,
  PARTICLES,
  DETERMINERS,
  PRONOUNS,
  AUXILIARIES,
  BE,
  SUBORDINATORS,
  TRANSITIVE,
  AMBITRANSITIVE,
  RECEIVERS,
  VERBS,
  ADVERBS,
  PREDICATES,
];

/** Whether the word is in any of the lists. */
export const isKnown = (word: string) => KNOWN.some((list) => list.has(word)) || ASKING.has(word);
const ASKING = words('what which whom');
