/** A conversation as this model reads it: what was said, and what tools of its own came to. */
import type { ChatTurn } from '../../types.ts';

export type SpokenTurn = Extract<ChatTurn, { role: 'user' | 'assistant' }>;

export interface Heard {
  /** The visitor's last turn. */
  said: string;
  /** What was spoken before it. Tools are left out: this model asks for none but its own two, each once. */
  earlier: SpokenTurn[];
  /** The tools that were asked for since. */
  called: ReadonlySet<string>;
  /** What `web_search` has found since. */
  found: string | undefined;
}

export function readHistory(history: readonly ChatTurn[]): Heard {
  const last = history.findLastIndex(({ role }) => role === 'user');
  const since = history.slice(last + 1);
  const turn = history[last];
  return {
    said: turn?.role === 'user' ? turn.content : '',
    earlier: history.slice(0, Math.max(0, last)).filter((each) => isSpoken(each)),
    called: new Set(since.flatMap((each) => (each.role === 'tool_call' ? [each.name] : []))),
    found: since.flatMap((each) => (isSearchResult(each) ? [each.content] : [])).at(-1),
  };
}

const isSpoken = (turn: ChatTurn): turn is SpokenTurn => turn.role === 'user' || turn.role === 'assistant';
const isSearchResult = (turn: ChatTurn): turn is Extract<ChatTurn, { role: 'tool_result' }> =>
  turn.role === 'tool_result' && turn.name === 'web_search';
