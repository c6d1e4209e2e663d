/** A conversation as this model reads it: what was said, and what tools came to. */
import { ASKED, LOOKUP_TOOLS } from '../../../../shared/tools/names.ts';
import type { ChatTurn, ToolRequest } from '../../types.ts';
import { readConsent } from './actions/consent.ts';

export type SpokenTurn = Extract<ChatTurn, { role: 'user' | 'assistant' }>;
export type ToolCall = Omit<ToolRequest, 'id'>;
export interface Outcome extends ToolCall {
  result: string;
}

export interface Heard {
  /** The visitor's last turn. */
  said: string;
  /** What was spoken before it. */
  earlier: SpokenTurn[];
  /** The tools that were asked for since. */
  called: ReadonlySet<string>;
  /** What they came to, oldest first. */
  since: Outcome[];
  /** What they came to before, oldest first: of the turns that are still talked about. */
  before: Outcome[];
  /** What the visitor was asked before this turn and has not answered: the call that waits for it. */
  asked: ToolCall | undefined;
  /** Nothing else was said since. */
  askedJustNow: boolean;
}

const LOOKUPS: readonly string[] = [...Object.values(LOOKUP_TOOLS), 'web_search'];
/** Results of turns before that may be asked about once more. */
const REMEMBERED = 4;

export function readHistory(history: readonly ChatTurn[]): Heard {
  const last = history.findLastIndex(({ role }) => role === 'user');
  const turn = history[last];
  const since = history.slice(last + 1);
  const previous = history.slice(0, Math.max(0, last));
  return {
    said: turn?.role === 'user' ? turn.content : '',
    earlier: previous.filter((each) => isSpoken(each)),
    called: new Set(since.flatMap((each) => (each.role === 'tool_call' ? [each.name] : []))),
    since: outcomes(since),
    before: outcomes(previous.slice(-REMEMBERED * 4)).slice(-REMEMBERED),
    ...askedBefore(previous),
  };
}

/** Turns of the visitor's after which nobody knows what a yes is to. */
const PATIENCE = 3;

function askedBefore(previous: readonly ChatTurn[]): Pick<Heard, 'asked' | 'askedJustNow'> {
  const turns = previous.flatMap(({ role }, at) => (role === 'user' ? [at] : []));
  const latest = outcomes(previous.slice(turns.at(-PATIENCE) ?? 0))
    .filter(({ name }) => !LOOKUPS.includes(name))
    .at(-1);
  const asked = latest?.result.startsWith(ASKED) ? latest : undefined;
  if (!asked) return { asked, askedJustNow: false };
  const since = previous.slice(previous.findLastIndex((each) => isCallOf(each, asked)));
  const answered = since.some((each, at) => {
    // One that nothing follows came twice: a page was left in between.
    const followed = (since[at + 1]?.role ?? 'user') !== 'user';
    return followed && each.role === 'user' && readConsent(each.content) !== undefined;
  });
  return {
    asked: answered ? undefined : asked,
    askedJustNow: !since.some(({ role }) => role === 'user'),
  };
}

const isCallOf = (turn: ChatTurn, { name, parameters }: ToolCall) =>
  turn.role === 'tool_call' && turn.name === name && turn.parameters === parameters;

function outcomes(turns: readonly ChatTurn[]): Outcome[] {
  return turns.flatMap((call, at) => {
    const result = turns[at + 1];
    if (call.role !== 'tool_call' || result?.role !== 'tool_result' || result.id !== call.id) return [];
    return [{ name: call.name, parameters: call.parameters, result: result.content }];
  });
}

const isSpoken = (turn: ChatTurn): turn is SpokenTurn => turn.role === 'user' || turn.role === 'assistant';
