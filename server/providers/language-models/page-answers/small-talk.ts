/** What needs no page: greetings, thanks, questions about the assistant, and the words for having nothing to say. */
import type { ChatTurn } from '../../types.ts';
import type { SpokenTurn } from './heard.ts';
import type { PageText } from './read-context.ts';
import { topics } from './topics.ts';
import { isFarewell, plainWords } from './wishes.ts';

const is = (...phrases: string[]) => new RegExp(`^(?:${phrases.join('|')})$`);

const REPEAT = is(
  '(?:can|could|would) you (?:please )?(?:say|repeat) (?:that|it)(?: again)?(?: please)?',
  '(?:say|repeat) (?:that|it)(?: again)?(?: please)?',
  '(?:once|one more time|again)(?: more| please)*',
  'pardon(?: me)?',
  'what (?:did|was) (?:you say|that)(?: again)?',
  'come again',
);
const GREETING = is(
  '(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings)(?: (?:there|again|everyone))?(?: how are you(?: doing)?(?: today)?)?',
  'how are you(?: doing)?(?: today)?',
);
const THANKS = is(
  '(?:no )?(?:many )?(?:thanks|thank you)(?: (?:very much|so much|a lot|again|for (?:your|the) help|that (?:is|s) all))*',
  '(?:that (?:is|was) )?(?:great|perfect|good|nice|awesome)(?: thanks| thank you)?',
);
const GOODBYE = is(
  '(?:good ?bye|bye(?: bye)?|see you(?: later| soon)?|have a (?:nice|good) (?:day|one)|that (?:is|s) (?:all|it))(?: (?:now|then|thanks|thank you))*',
);
const WHO = is(
  '(?:who|what) are you',
  'what (?:is|s) your name',
  'are you (?:a )?(?:robot|human|real|person|machine|real person|bot|computer|ai)',
  'who am i (?:talking|speaking) (?:to|with)',
);
const CAN = is(
  'what (?:can|do) you do',
  'what can i (?:ask|say)(?: you)?',
  'what (?:can|do) you (?:know|tell me)(?: about)?',
  '(?:can you )?help(?: me)?',
  'how (?:does|do) (?:this|it|you) work',
  'what can you help(?: me)? with',
);
const ABOUT = is(
  '(?:tell me )?what (?:is|s) (?:this|the|on this) (?:page|site|website|web page|place)?(?: about| for)?',
  'what (?:is|s) this(?: all)?(?: about)?',
  '(?:what (?:is|s)|tell me) about this (?:page|site|website|place)',
  '(?:summarize|summarise|describe) (?:this|the) (?:page|site)',
  'where am i',
  '(?:give me )?(?:a|an) (?:summary|overview)(?: of (?:this|the) page)?',
  'what (?:does|do) (?:this|the) page say',
);
const YES_NO = is(
  '(?:yes|no|yeah|nope|yep|sure|fine|right|never ?mind|stop|wait|nothing)(?: please| thanks)?',
);

/** An answer that needs no searching, or undefined. `said` is the visitor's turn. */
export function smallTalk(
  said: string,
  page: PageText | null,
  history: readonly SpokenTurn[],
): string | undefined {
  const words = plainWords(said);
  if (REPEAT.test(words))
    return lastAnswer(history) ?? 'I have not said anything yet. What would you like to know?';
  if (GREETING.test(words)) return `Hello. ${canTell(page)}`;
  if (THANKS.test(words)) return 'You are welcome.';
  if (GOODBYE.test(words) || isFarewell(said)) return 'Goodbye, and thank you for asking.';
  if (WHO.test(words))
    return 'I am the voice assistant of this page, a computer. I answer with what the page says.';
  if (CAN.test(words)) return `I answer questions with what this page says. ${canTell(page)}`;
  if (ABOUT.test(words)) return page ? about(page) : NO_PAGE;
  if (YES_NO.test(words)) return 'All right. What would you like to know?';
  return undefined;
}

/** After a silence: not the same twice in a row. */
export function speakUp(history: readonly ChatTurn[]): string {
  const last = history.at(-1);
  const said = last?.role === 'assistant' ? last.content : '';
  const before = NUDGES.findIndex((nudge) => said.endsWith(nudge));
  return NUDGES[before + 1] ?? NUDGES[0];
}
const NUDGES = [
  'Is there anything else that you would like to know about this page?',
  'I am still here. What would you like to know?',
  'Take your time. Ask me whenever you like.',
] as const;

export const NO_PAGE = 'I cannot see the text of this page, so I have nothing to answer from.';

/** Names what was not found by naming what can be. */
export const notFound = (page: PageText) => `I could not find that on this page. ${canTell(page)}`;
export const notUnderstood = (page: PageText) => `I did not catch a question. ${canTell(page)}`;

function canTell(page: PageText | null): string {
  if (!page) return 'I cannot see the text of this page at the moment.';
  const names = topics(page, 3);
  return names.length > 0
    ? `I can tell you about ${list(names, 'or')}.`
    : 'You can ask me about what it says.';
}

function about(page: PageText): string {
  const name = page.title || page.sections.find(({ heading }) => heading)?.heading || '';
  const first = page.passages.find(({ fragment }) => !fragment)?.text ?? '';
  const names = topics(page, 5);
  const tells = names.length > 0 ? `It tells about ${list(names, 'and')}.` : '';
  return [name && `This page is called ${name.replace(/[.!?]$/, '')}.`, first, tells]
    .filter(Boolean)
    .join(' ');
}

export const lastAnswer = (history: readonly SpokenTurn[]): string | undefined =>
  history.findLast(({ role, content }) => role === 'assistant' && content.trim() !== '')?.content;

const list = (names: readonly string[], word: string) => {
  if (names.length < 2) return names.join('');
  const comma = names.some((name) => / and /.test(name)) ? ',' : '';
  return `${names.slice(0, -1).join(', ')}${comma} ${word} ${names.at(-1)}`;
};
