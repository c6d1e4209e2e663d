/** A conversation with the answers from the page, its tools run as a client runs them. */
import { createPageAnswers } from '../../server/providers/language-models/page-answers.ts';
import type { ChatTurn, ToolDefinition } from '../../server/providers/types.ts';

export interface TalkTool extends ToolDefinition {
  run(args: Record<string, unknown>): string | Promise<string>;
}

const MOST_CALLS = 8;
const model = createPageAnswers();

export function talkAbout(context: string, tools: readonly TalkTool[] = []) {
  const history: ChatTurn[] = [];
  /** Names and arguments, in order. */
  const calls: [name: string, args: Record<string, unknown>][] = [];
  const { signal } = new AbortController();

  /** What is answered, tools between. */
  async function say(content: string): Promise<string> {
    history.push({ role: 'user', content });
    const said: string[] = [];
    for (let count = 0; count <= MOST_CALLS; count += 1) {
      let called = false;
      for await (const piece of model.answer({ systemPrompt: '', context, history, tools, signal })) {
        if (typeof piece === 'string') {
          said.push(piece);
          continue;
        }
        called = true;
        const args: Record<string, unknown> = JSON.parse(piece.parameters);
        calls.push([piece.name, args]);
        const tool = tools.find(({ name }) => name === piece.name);
        const result = (await tool?.run(args)) ?? 'There is no tool of this name.';
        history.push({ role: 'tool_call', ...piece });
        history.push({ role: 'tool_result', id: piece.id, name: piece.name, content: result });
      }
      if (!called) break;
    }
    history.push({ role: 'assistant', content: said.join('') });
    return said.join('');
  }
  return { say, calls, history };
}

/** A tool as the frame declares it. */
export const talkTool = (
  name: string,
  properties: Record<string, object>,
  run: TalkTool['run'],
  { description = '', required = Object.keys(properties) } = {},
): TalkTool => ({
  name,
  description,
  parameters: JSON.stringify({ type: 'object', properties, required }),
  run,
});
