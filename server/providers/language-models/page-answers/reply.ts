/** From a conversation and a page to what is said next. */
import type { ChatTurn } from '../../types.ts';
import { compose, continueAfter } from './compose.ts';
import type { Found, PageIndex } from './page-index.ts';
import { type Question, readQuestion, unique, weakened } from './question.ts';
import { lastAnswer, NO_PAGE, notFound, notUnderstood, smallTalk } from './small-talk.ts';

/** Below this share of the question a passage is a coincidence, not an answer. Set on the demo page's questions. */
const ENOUGH = 0.52;
const EARLIER = [0.45, 0.25];

/** The sentences to say. `index` is null when there is no page. */
export function reply(index: PageIndex | null, history: readonly ChatTurn[]): string[] {
  const said = history.at(-1)?.content ?? '';
  const talk = smallTalk(said, index?.page ?? null, history.slice(0, -1));
  if (talk !== undefined) return [talk];
  if (!index) return [NO_PAGE];
  const previous = lastAnswer(history.slice(0, -1)) ?? '';
  if (/\b(?:tell me more|go on|what else|more (?:details|about (?:it|that)))\b/i.test(said)) {
    const more = continueAfter(index, previous);
    if (more.length > 0) return more;
  }
  const question = readQuestion(said, index.knows);
  const answer = pointsBack(said, question)
    ? (answerWithEarlier(index, question, history, previous) ?? answerTo(index, question))
    : answerTo(index, question);
  if (answer) return answer;
  return [question.asks.length === 0 ? notUnderstood(index.page) : notFound(index.page)];
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
  history: readonly ChatTurn[],
  previous: string,
): string[] | undefined {
  const earlier = history
    .slice(0, -1)
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
