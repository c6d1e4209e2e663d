/** The page's own sentences that answer what was said. */
import { compose, continueAfter } from './compose.ts';
import { askedOf, beginning, type Focus, focusOf } from './focus.ts';
import type { Heard, SpokenTurn } from './heard.ts';
import type { Found, PageIndex } from './page-index.ts';
import { type Ask, type Question, readQuestion, unique, weakened } from './question.ts';
import { lastAnswer } from './small-talk.ts';

/** Below this share of the question a passage is a coincidence, not an answer. Set on the demo page's questions. */
const ENOUGH = 0.52;
const SURE = 0.8;
const EARLIER = [0.45, 0.25];
const FOCUS = 0.45;

export interface Answer {
  sentences: string[];
  /** Nothing that could be looked up would answer it much better. */
  sure: boolean;
}

const answerOf = (index: PageIndex, best: Found | undefined, found: readonly Found[]): Answer | undefined =>
  best && { sentences: compose(index, best, found), sure: best.coverage >= SURE };

/** `remembered` is the page with what was found for the turns before. */
export function answerFromPage(
  index: PageIndex,
  { said, earlier }: Heard,
  remembered: () => PageIndex,
): Answer | undefined {
  const previous = lastAnswer(earlier) ?? '';
  if (/\b(?:tell me more|go on|what else|more (?:details|about (?:it|that)))\b/i.test(said)) {
    const more = continueAfter(remembered(), previous);
    if (more.length > 0) return { sentences: more, sure: true };
  }
  const question = readQuestion(said, index.knows);
  const about = answerAbout(index, question, said);
  if (about) return about;
  return pointsBack(said, question)
    ? (answerWithEarlier(remembered(), question, earlier, previous) ?? answerTo(index, question))
    : answerTo(index, question);
}

function answerTo(index: PageIndex, question: Question): Answer | undefined {
  const found = index.find(question);
  const best = found.find(({ coverage }) => coverage >= ENOUGH);
  return answerOf(index, best, found);
}

/** What is said of the selected text, or of the section in view, where the question points at it. */
function answerAbout(index: PageIndex, question: Question, said: string): Answer | undefined {
  const focus = focusOf(index.page, said);
  if (!focus) return undefined;
  const { asks } = readQuestion(askedOf(said), index.knows);
  if (asks.every(({ weight }) => weight < 0.5)) {
    const said = beginning(index.page, focus);
    return said.length > 0 ? { sentences: said, sure: true } : undefined;
  }
  return answerNear(index, { ...question, asks }, focus);
}

const answerNear = (index: PageIndex, question: Question, { text, section }: Focus) =>
  answerLent(index, question, weakened(readQuestion(text, index.knows).asks, FOCUS), section);

/** "and on Sundays?", "how much is it?": not to be understood without the turn before. */
const pointsBack = (said: string, { asks }: Question) =>
  /^(?:and|or|but|so|what about|how about)\b/i.test(said.trim()) ||
  (asks.length < 3 && /\b(?:it|they|them|that|those|this|there|then|he|she|her|him|his|one)\b/i.test(said)) ||
  asks.length < 2;

/** Looks with the words of the turns before, too. */
function answerWithEarlier(
  index: PageIndex,
  question: Question,
  history: readonly SpokenTurn[],
  previous: string,
): Answer | undefined {
  const earlier = history
    .filter(({ role }) => role === 'user')
    .slice(-EARLIER.length)
    .reverse();
  if (earlier.length === 0) return undefined;
  const lent = earlier.flatMap(({ content }, age) =>
    weakened(readQuestion(content, index.knows).asks, EARLIER[age] ?? 0),
  );
  const section = index.page.passages.find(({ text }) => previous.includes(text))?.section;
  return answerLent(index, question, lent, section);
}

/** The question's own words must still be answered. */
function answerLent(
  index: PageIndex,
  question: Question,
  lent: readonly Ask[],
  section: number | undefined,
): Answer | undefined {
  const own = new Map(index.find(question).map(({ passage, coverage }) => [passage.id, coverage]));
  const found = index.find({ ...question, asks: unique([...question.asks, ...lent]) }, section);
  const isEnough = ({ passage, coverage }: Found) =>
    coverage >= ENOUGH && (question.asks.length === 0 || (own.get(passage.id) ?? 0) >= ENOUGH);
  const best = found.find(isEnough);
  return answerOf(index, best, found);
}
