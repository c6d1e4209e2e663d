/** A conversation as this model reads it: what was said, and what tools came to. */
import { ASKED } from '../../../../shared/tools/names.ts';
import type { ChatTurn, ToolRequest } from '../../types.ts';

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
  /** What the visitor was asked last, before this turn, and has not answered: the call that waits for it. */
  asked: ToolCall | undefined;
}

/** Results of turns before that may be asked about once more. */
const REMEMBERED = 4;

export function readHistory(history: readonly ChatTurn[]): Heard {
  const last = history.findLastIndex(({ role }) => role === 'user');
  const turn = history[last];
  const since = history.slice(last + 1);
  const previous = history.slice(0, Math.max(0, last));
  const latest = outcomes(previous.slice(previous.findLastIndex(({ role }) => role === 'user') + 1)).at(-1);
  return {
    said: turn?.role === 'user' ? turn.content : '',
    earlier: previous.filter((each) => isSpoken(each)),
    called: new Set(since.flatMap((each) => (each.role === 'tool_call' ? [each.name] : []))),
    since: outcomes(since),
    before: outcomes(previous.slice(-REMEMBERED * 4)).slice(-REMEMBERED),
    asked: latest?.result.startsWith(ASKED) ? latest : undefined,
  };
}

function outcomes(turns: readonly ChatTurn[]): Outcome[] {
  return turns.flatMap((call, at) => {
    const result = turns[at + 1];
    if (call.role !== 'tool_call' || result?.role !== 'tool_result' || result.id !== call.id) return [];
    return [{ name: call.name, parameters: call.parameters, result: result.content }];
  });
}

const isSpoken = (turn: ChatTurn): turn is SpokenTurn => turn.role === 'user' || turn.role === 'assistant';
