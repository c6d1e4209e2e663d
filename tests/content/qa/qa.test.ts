/** What the offline language model answers about the corpus' pages, as they were read in Chromium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PageSnapshot } from '../../../shared/bridge/contract.ts';
import { OPTIONS } from '../../../shared/options/table.ts';
import { type Content, readContent } from '../../../widget/page/content.ts';
import { type TalkTool, talkAbout } from '../../support/page-talk.ts';
import { type PageQuestions, QUESTIONS } from './questions.ts';

const REFUSAL = /^I (?:could not find that on this page|did not catch a question)/;
const BUDGET = Number(OPTIONS.contextBudget.default);

interface Judged {
  half: keyof PageQuestions;
  question: string;
  answer: string;
  answerable: boolean;
  /** Answered rightly, or refused where there is no answer. */
  right: boolean;
  /** Anything wrong but a refusal. */
  wrong: boolean;
  /** The section that the answer is said to be from; undefined where nothing was answered rightly. */
  source: string | undefined;
  section: string;
}

const snapshotOf = (name: string): PageSnapshot =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'snapshots', `${name}.json`), 'utf8'));

const toolsOf = ({ tools }: Content): TalkTool[] =>
  tools.map(({ name, description, parameters, run }) => ({ name, description, parameters, run }));

async function judge(name: string, budget: number): Promise<Judged[]> {
  const snapshot = snapshotOf(name);
  const content = readContent(snapshot, { language: 'en', budget, knowledge: '' });
  const judged: Judged[] = [];
  for (const half of ['tuned', 'heldOut'] as const) {
    for (const asked of QUESTIONS[name]?.[half] ?? []) {
      const [question, fact, section] = typeof asked === 'string' ? [asked, undefined, ''] : asked;
      const answer = await talkAbout(content.text, toolsOf(content)).say(question);
      const refused = REFUSAL.test(answer);
      const right = fact ? fact.test(answer) : refused;
      const source = fact && right ? content.sourceOf(answer)?.label : undefined;
      judged.push({
        half,
        question,
        answer,
        answerable: fact !== undefined,
        right,
        wrong: !right && !refused,
        source,
        section,
      });
    }
  }
  return judged;
}

const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;

function figures(judged: readonly Judged[]) {
  const answerable = judged.filter((each) => each.answerable);
  const answered = answerable.filter(({ right }) => right);
  const wrong = judged.filter((each) => each.wrong);
  const sourced = answered.filter(({ source, section }) => source === section);
  return {
    questions: judged.length,
    answered: answered.length / answerable.length,
    wrong: wrong.length / judged.length,
    sourced: sourced.length / answered.length,
    row: {
      questions: judged.length,
      'answered rightly': percent(answered.length, answerable.length),
      'answered falsely': percent(wrong.length, judged.length),
      'right source': percent(sourced.length, answered.length),
    },
  };
}

async function judgeAll(budget: number): Promise<Judged[]> {
  const all: Judged[] = [];
  // One page after the other, because the model keeps only a few of them indexed.
  for (const name of Object.keys(QUESTIONS)) all.push(...(await judge(name, budget)));
  return all;
}

/** Of the half that may be looked at. */
const misses = (judged: readonly Judged[]) =>
  judged
    .filter(({ half }) => half === 'tuned')
    .filter(({ right, source, section, answerable }) => !right || (answerable && source !== section))
    .map(({ question, answer, right, source, section }) =>
      [question, right ? `source ${source} instead of ${section}` : 'not right', answer].join(' -> '),
    )
    .join('\n');

test('there are at least 100 questions over at least 20 pages, a third of them without an answer', () => {
  const all = Object.values(QUESTIONS).flatMap(({ tuned, heldOut }) => [...tuned, ...heldOut]);
  expect(all.length).toBeGreaterThanOrEqual(100);
  expect(Object.keys(QUESTIONS).length).toBeGreaterThanOrEqual(20);
  expect(all.filter((each) => typeof each === 'string').length * 3).toBeGreaterThanOrEqual(all.length);
});

/** The goals are 85 % and 5 %; the floors are what is reached. */
test.each([
  ['the default budget', BUDGET, { answered: 0.9, wrong: 0.045, sourced: 0.9 }],
  ['a budget that leaves most to be looked up', 1000, { answered: 0.88, wrong: 0.045, sourced: 0.9 }],
])('with %s', async (_, budget, floor) => {
  const judged = await judgeAll(budget);
  const all = figures(judged);
  console.table({
    tuned: figures(judged.filter(({ half }) => half === 'tuned')).row,
    'held out': figures(judged.filter(({ half }) => half === 'heldOut')).row,
    all: all.row,
  });
  expect(all.answered, misses(judged)).toBeGreaterThanOrEqual(floor.answered);
  expect(all.wrong, misses(judged)).toBeLessThanOrEqual(floor.wrong);
  expect(all.sourced, misses(judged)).toBeGreaterThanOrEqual(floor.sourced);
});
