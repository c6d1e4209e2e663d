/** From a conversation and a page to what is said next. */
import type { ChatTurn, ToolDefinition, ToolRequest } from '../../types.ts';
import { compose, continueAfter } from './compose.ts';
import { type Heard, readHistory, type SpokenTurn } from './heard.ts';
import type { Found, PageIndex } from './page-index.ts';
import { type Question, readQuestion, unique, weakened } from './question.ts';
import { lastAnswer, NO_PAGE, notFound, notUnderstood, smallTalk } from './small-talk.ts';
import { fromTheWeb } from './web.ts';
import { isFarewell, isQuestion, wantsTheRest } from './wishes.ts';

/** Below this share of the question a passage is a coincidence, not an answer. Set on the demo page's questions. */
const ENOUGH = 0.52;
const EARLIER = [0.45, 0.25];
/** Turns that are looked at for an interrupted answer: it may have been interrupted several times. */
const MOST_INTERRUPTED = 20;
/** Characters. */
const LONGEST_QUERY = 300;

export interface Reply {
  sentences: string[];
  /** Asked for after the sentences. */
  tool?: Omit<ToolRequest, 'id'>;
}

/** `index` is null when there is no page. */
export function reply(
  index: PageIndex | null,
  history: readonly ChatTurn[],
  tools: readonly ToolDefinition[],
): Reply {
  const heard = readHistory(history);
  const { said, earlier, called, found } = heard;
  const mayCall = (name: string) => !called.has(name) && tools.some((tool) => tool.name === name);
  if (wantsTheRest(said)) {
    const rest = restOfAnswer(index, history);
    return { sentences: rest ? [rest] : goOn(index, earlier) };
  }
  const talk = smallTalk(said, index?.page ?? null, earlier);
  if (talk !== undefined)
    return isFarewell(said) && mayCall('hang_up')
      ? { sentences: [talk], tool: { name: 'hang_up', parameters: '{}' } }
      : { sentences: [talk] };
  const answer = (index && answerFromPage(index, heard)) ?? fromTheWeb(found ?? '');
  if (answer) return { sentences: answer };
  const { asks } = readQuestion(said, (word) => index?.knows(word) ?? false);
  if (asks.length > 0 && isQuestion(said) && mayCall('web_search')) {
    const parameters = JSON.stringify({ query: said.trim().slice(0, LONGEST_QUERY) });
    return { sentences: [], tool: { name: 'web_search', parameters } };
  }
  if (!index) return { sentences: [NO_PAGE] };
  return { sentences: [asks.length === 0 ? notUnderstood(index.page) : notFound(index.page)] };
}

/** What was not heard of the answer before, by making it again: the history holds only what was heard. */
function restOfAnswer(index: PageIndex | null, history: readonly ChatTurn[]): string {
  const before = history.slice(
    -MOST_INTERRUPTED,
    history.findLastIndex(({ role }) => role === 'user'),
  );
  const last = before.at(-1);
  const heard = last?.role === 'assistant' ? last.content.split(/\s+/).filter(Boolean) : [];
  const asked = last?.role === 'assistant' ? before.slice(0, -1) : before;
  if (asked.length === 0) return '';
  const whole = reply(index, asked, []).sentences.join(' ').split(/\s+/);
  return heard.every((word, at) => word === whole[at]) ? whole.slice(heard.length).join(' ') : '';
}

/** After an answer that was heard to its end. */
function goOn(index: PageIndex | null, earlier: readonly SpokenTurn[]): string[] {
  if (!index) return [NO_PAGE];
  const previous = lastAnswer(earlier);
  if (previous === undefined) return [notUnderstood(index.page)];
  const more = continueAfter(index, previous);
  return more.length > 0 ? more : ['That is all that I can say about it.'];
}

function answerFromPage(index: PageIndex, { said, earlier }: Heard): string[] | undefined {
  const previous = lastAnswer(earlier) ?? '';
  if (/\b(?:tell me more|go on|what else|more (?:details|about (?:it|that)))\b/i.test(said)) {
    const more = continueAfter(index, previous);
    if (more.length > 0) return more;
  }
  const question = readQuestion(said, index.knows);
  return pointsBack(said, question)
    ? (answerWithEarlier(index, question, earlier, previous) ?? answerTo(index, question))
    : answerTo(index, question);
}

function answerTo(index: PageIndex, question: Question): string[] | undefined {
  const found = index.find(question);
  const best = found.find(({ coverage }) => coverage >= ENOUGH);
  return best && compose(index, best, found);
}

/** "and on Sundays?", "how much is it?": not to be understood without the turn before. */
const pointsBack = (said: string, { asks }: Question) =>
  /^(?:and|or|but|so|what about|how about)\b/i.test(said.trim()) ||
  (asks.length < 3 && /\b(?:it|they|them|that|those|this|there|then|he|she|her|him|his|one)\b/i.test(said)) ||
  asks.length < 2;

/** Looks with the words of the turns before, too; the question's own words must still be answered. */
function answerWithEarlier(
  index: PageIndex,
  question: Question,
  history: readonly SpokenTurn[],
  previous: string,
): string[] | undefined {
  const earlier = history
    .filter(({ role }) => role === 'user')
    .slice(-EARLIER.length)
    .reverse();
  if (earlier.length === 0) return undefined;
  const lent = earlier.flatMap(({ content }, age) =>
    weakened(readQuestion(content, index.knows).asks, EARLIER[age] ?? 0),
  );
  const section = index.page.passages.find(({ text }) => previous.includes(text))?.section;
  const own = new Map(index.find(question).map(({ passage, coverage }) => [passage.id, coverage]));
  const found = index.find({ ...question, asks: unique([...question.asks, ...lent]) }, section);
  const isEnough = ({ passage, coverage }: Found) =>
    coverage >= ENOUGH && (question.asks.length === 0 || (own.get(passage.id) ?? 0) >= ENOUGH);
  const best = found.find(isEnough);
  return best && compose(index, best, found);
}
