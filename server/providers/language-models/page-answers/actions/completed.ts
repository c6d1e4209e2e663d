/**
 * The visitor's answer to what this model asked for. What was asked is made again from the visitor's own turns, because an
 * answer may be a sentence of the page's that only looks like such a question.
 */
import type { Heard, SpokenTurn } from '../heard.ts';
import { unheard } from '../unheard.ts';
import { isQuestion } from '../wishes.ts';
import { type Act, act, type Done, type Scene } from './act.ts';
import { argumentsFrom } from './arguments.ts';
import { readConsent } from './consent.ts';
import { valueFor } from './fill.ts';
import { wantedTool } from './page-tools.ts';
import { readWish } from './read-wish.ts';
import { kindOf } from './recognised.ts';
import { LEFT, questionFor } from './respond.ts';
import { type Parameter, parametersOf } from './schema.ts';
import { wordsOf } from './words-said.ts';

/** Questions in a row. */
const MOST = 5;

interface Turn {
  said: string;
  /** What was heard of the answer: a visitor who types has read all of it, and interrupts. */
  heard: string;
}

export function completed({ said, earlier }: Heard, scene: Scene): Act | undefined {
  if (isQuestion(said)) return undefined;
  const turns = turnsOf(earlier).slice(-MOST);
  const last = turns.at(-1);
  if (!last) return undefined;
  const filled = filledWith(said, last, scene);
  if (filled) return filled;
  for (let first = turns.length - 1; first >= 0; first--) {
    const done = carriedOn(turns.slice(first), said, scene);
    if (done) return done;
  }
  return undefined;
}

function turnsOf(earlier: readonly SpokenTurn[]): Turn[] {
  const turns: Turn[] = [];
  for (const { role, content } of earlier) {
    const last = turns.at(-1);
    if (role === 'user') turns.push({ said: content, heard: '' });
    else if (last) last.heard = `${last.heard} ${content}`.trim();
  }
  return turns;
}

const mayHaveAsked = ({ heard }: Turn, question: string): boolean =>
  heard.endsWith(question) || unheard(question, heard) !== undefined;

const FOR = /^What shall I put in for “(.+)”\?$/;

function filledWith(said: string, before: Turn, scene: Scene): Act | undefined {
  const first = act(before.said, scene);
  const question = first && 'say' in first ? first.say.join(' ') : '';
  const label = FOR.exec(question)?.[1];
  if (!label || !mayHaveAsked(before, question)) return undefined;
  if (readConsent(said) === false) return { say: [LEFT] };
  return act(`${before.said} as ${valueFor(label, answered(said))}`, scene);
}

/** The answer to what was asked for, without the words around it. */
const answered = (said: string) =>
  said
    .trim()
    .replace(/^(?:it is|it['’]s|(?:my|the) .{1,30} is)\s+/i, '')
    .replace(/[.!]$/, '');

/** An order, each answer after it, and what was said now. Undefined where the questions between were not asked. */
function carriedOn([order, ...answers]: readonly Turn[], said: string, { tools }: Scene): Done | undefined {
  const wish = order && wantedTool(order.said, tools);
  if (!wish) return undefined;
  const parameters = parametersOf(wish.tool);
  let { values } = wish;
  let before: Turn = order;
  for (const turn of [...answers, { said, heard: '' }]) {
    const wanted = missingOf(parameters, values);
    if (!wanted || !mayHaveAsked(before, questionFor(wanted))) return undefined;
    if (readConsent(turn.said) === false) return turn.said === said ? { say: [LEFT] } : undefined;
    const more = answerTo(wanted, turn.said, parameters, values);
    if (!more) return undefined;
    values = { ...values, ...more };
    before = turn;
  }
  const missing = missingOf(parameters, values);
  if (missing) return { say: [questionFor(missing)] };
  return { call: { name: wish.tool.name, parameters: JSON.stringify(values) } };
}

const missingOf = (parameters: readonly Parameter[], values: Record<string, unknown>) =>
  parameters.find(({ name, required }) => required && !(name in values));

function answerTo(
  wanted: Parameter,
  said: string,
  parameters: readonly Parameter[],
  values: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const others = parameters.filter(({ name }) => name !== wanted.name && !(name in values));
  // In front of it stands what a command begins with: the words are all values.
  const order = wordsOf(`use ${said}`);
  const alone = argumentsFrom([wanted], order, []).values;
  const isFree = wanted.type === 'string' && wanted.choices.length === 0;
  if (!isFree) return wanted.name in alone ? alone : undefined;
  const kind = kindOf(wanted);
  // Another order, not an answer; but a name may be like one.
  if (kind !== 'name' && readWish(said)) return undefined;
  // What else was said in the same breath is taken, too.
  if (kind && wanted.name in alone)
    return { ...argumentsFrom(others.filter(kindOf), order, []).values, ...alone };
  return { [wanted.name]: answered(said) };
}
