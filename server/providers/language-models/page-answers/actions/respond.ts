/** What follows from the tools that do something: a question for the visitor, the call after the yes, what came of it. */
import { LOOKUP_TOOLS } from '../../../../../shared/tools/names.ts';
import type { ToolDefinition } from '../../../types.ts';
import type { Heard, Outcome } from '../heard.ts';
import { lastAnswer } from '../small-talk.ts';
import { isQuestion } from '../wishes.ts';
import { type Act, act, type Done, type Scene } from './act.ts';
import { argumentsFrom } from './arguments.ts';
import { readConsent } from './consent.ts';
import { valueFor } from './fill.ts';
import { questionOf, told } from './outcome.ts';
import { wantedTool } from './page-tools.ts';
import { type Parameter, parametersOf } from './schema.ts';
import { wordsOf } from './words-said.ts';

const LOOKUPS: readonly string[] = Object.values(LOOKUP_TOOLS);
const TELLERS: readonly string[] = [...LOOKUPS, 'web_search', 'hang_up'];

/** After a tool that does something: what it asks, or what it did. */
export function outcomeOf(since: readonly Outcome[], tools: readonly ToolDefinition[]): string | undefined {
  const last = since.at(-1);
  if (!last || TELLERS.includes(last.name) || !tools.some(({ name }) => name === last.name)) return undefined;
  return questionOf(last.result) ?? told(last.result);
}

/** The visitor's answer to a tool's question. */
export function answerToQuestion({ said, asked }: Heard, tools: readonly ToolDefinition[]): Done | undefined {
  const yes = asked && readConsent(said);
  if (!asked || yes === undefined) return undefined;
  if (!yes) return { say: ['All right, I have left it as it is.'] };
  if (tools.some(({ name }) => name === asked.name))
    return { call: { name: asked.name, parameters: asked.parameters } };
  return { say: ['I am sorry, that cannot be done any more.'] };
}

/** An order for one of the page's own functions, or a question that only such a one answers. */
export function callPageTool(said: string, { tools, mayCall }: Scene): Done | undefined {
  const wish = wantedTool(
    said,
    tools.filter(({ name }) => mayCall(name)),
  );
  if (!wish) return undefined;
  const { tool, values, missing } = wish;
  if (missing) return { say: [questionFor(missing)] };
  return { call: { name: tool.name, parameters: JSON.stringify(values) } };
}

/**
 * The visitor's answer to what this model asked for. It is read from the visitor's own turn before, because an answer may be
 * a sentence of the page's that only looks like such a question.
 */
export function completed(heard: Heard, scene: Scene): Act | undefined {
  const { said, earlier } = heard;
  if (isQuestion(said)) return undefined;
  const before = earlier.findLast(({ role }) => role === 'user')?.content ?? '';
  const asked = lastAnswer(earlier);
  const first = act(before, scene) ?? callPageTool(before, scene);
  if (!asked || !first || !('say' in first) || !asked.endsWith(first.say.join(' '))) return undefined;
  return filledWith(said, before, asked, scene) ?? toolWith(said, before, scene.tools);
}

const FOR = /^What shall I put in for (.+)\?$/;

function filledWith(said: string, before: string, asked: string, scene: Scene): Act | undefined {
  const label = FOR.exec(asked)?.[1];
  if (!label) return undefined;
  return act(`${before} as ${valueFor(label, answered(said))}`, scene);
}

/** The answer to what was asked for, without the words around it. */
const answered = (said: string) =>
  said
    .trim()
    .replace(/^(?:it is|it['’]s|(?:my|the) .{1,30} is)\s+/i, '')
    .replace(/[.!]$/, '');

function toolWith(said: string, before: string, tools: readonly ToolDefinition[]): Done | undefined {
  const wish = wantedTool(before, tools);
  if (!wish?.missing) return undefined;
  const { missing: wanted } = wish;
  // In front of it stands what a command begins with: the words are all values.
  const more = argumentsFrom([wanted], wordsOf(`use ${said}`), []);
  const asText = wanted.type === 'string' && wanted.choices.length === 0;
  if (more.missing && !asText) return undefined;
  const values = { ...wish.values, ...(asText ? { [wanted.name]: answered(said) } : more.values) };
  const missing = parametersOf(wish.tool).find(({ name, required }) => required && !(name in values));
  if (missing) return { say: [questionFor(missing)] };
  return { call: { name: wish.tool.name, parameters: JSON.stringify(values) } };
}

const MOST_CHOICES = 5;

function questionFor({ label, choices, type }: Parameter): string {
  if (choices.length > 0 && choices.length <= MOST_CHOICES)
    return `Which ${label}: ${choices.slice(0, -1).join(', ')}${choices.length > 1 ? ' or ' : ''}${choices.at(-1)}?`;
  if (type === 'number' || type === 'integer') return `What number shall I take for the ${label}?`;
  return `What shall I take for the ${label}?`;
}
