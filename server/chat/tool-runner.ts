import type { BuiltinTool, FunctionTool, SubscribeEvent, ToolCall } from '../../shared/evi/messages.ts';
import type { ToolDefinition, ToolRequest, WebSearch } from '../providers/types.ts';
import { reasonOf } from '../reason-of.ts';
import type { ToolCalls } from './tool-calls.ts';

export interface ToolRunnerOptions {
  toolCalls: ToolCalls;
  /** `null`: the operator has set no search address. */
  webSearch: WebSearch | null;
  tools(): { functions: readonly FunctionTool[]; builtins: readonly BuiltinTool[] };
  /** Sends the message, and keeps it as an event where that is due. */
  send(message: SubscribeEvent): void;
  /** Told of each call; answers with what takes the result that the assistant is given for it. */
  called(request: ToolRequest): (result: string) => void;
  /** The assistant wants to end the chat, once all is said. */
  hangUp(): void;
  /** For the operator's log. */
  log(line: string): void;
}

const BUILTIN_DEFINITIONS: Record<BuiltinTool['name'], ToolDefinition> = {
  web_search: {
    name: 'web_search',
    description: 'Searches the web, for what the page does not tell.',
    parameters: JSON.stringify({
      type: 'object',
      properties: { query: { type: 'string', description: 'What to search for' } },
      required: ['query'],
    }),
  },
  hang_up: {
    name: 'hang_up',
    description: 'Ends the conversation, when the visitor wants to. Say goodbye first.',
    parameters: JSON.stringify({ type: 'object', properties: {} }),
  },
};

/** What the language model is told it may ask for. */
export const toolDefinitions = (
  functions: readonly FunctionTool[],
  builtins: readonly BuiltinTool[],
): ToolDefinition[] => [
  ...functions.map(({ name, description, parameters }) => ({
    name,
    description: description ?? '',
    parameters,
  })),
  ...builtins.map(({ name }) => BUILTIN_DEFINITIONS[name]),
];

/** Answers false when the chat is to end with what was said. Rejects with the signal's reason when aborted. */
export function createToolRunner(options: ToolRunnerOptions) {
  const { toolCalls, webSearch, send, log } = options;

  async function search(request: ToolRequest, tool: BuiltinTool, signal: AbortSignal): Promise<string> {
    const call = { tool_call_id: request.id, tool_type: 'builtin' as const };
    try {
      if (!webSearch)
        throw new Error('This server has no web search. Its operator can set EVI_WEB_SEARCH_URL.');
      const content = JSON.stringify(await webSearch.search(queryOf(request.parameters), signal));
      send({ type: 'tool_response', ...call, tool_name: tool.name, content });
      return content;
    } catch (error) {
      signal.throwIfAborted();
      log(`web_search: ${reasonOf(error)}`);
      const content = tool.fallback_content || 'The web search is not available now.';
      // Not the error's own words: they may name the operator's search address (security case S32).
      send({ type: 'tool_error', ...call, error: 'The web search failed.', content, level: 'warn' });
      return content;
    }
  }

  async function ask(request: ToolRequest, tool: FunctionTool, signal: AbortSignal): Promise<string> {
    const outcome = await toolCalls.wait(request.id, signal);
    if (outcome.kind === 'response') return outcome.content;
    if (outcome.kind === 'error') return outcome.content || tool.fallback_content || outcome.error;
    const content = tool.fallback_content || 'The tool gave no result.';
    send({
      type: 'tool_error',
      tool_call_id: request.id,
      tool_type: 'function',
      error: outcome.why,
      content,
      level: 'warn',
    });
    return content;
  }

  return async (request: ToolRequest, signal: AbortSignal): Promise<boolean> => {
    const { functions, builtins } = options.tools();
    const builtin = builtins.find(({ name }) => name === request.name);
    const tool = functions.find(({ name }) => name === request.name);
    const result = options.called(request);
    if (!builtin && !tool) {
      result('There is no tool of this name.');
      return true;
    }
    const { id, name, parameters } = request;
    const call: ToolCall = {
      type: 'tool_call',
      tool_call_id: id,
      name,
      parameters,
      tool_type: tool ? 'function' : 'builtin',
      response_required: tool !== undefined,
    };
    send(call);
    if (tool) result(await ask(request, tool, signal));
    else if (builtin?.name === 'web_search') result(await search(request, builtin, signal));
    else {
      result('The conversation ends.');
      options.hangUp();
      return false;
    }
    return true;
  };
}

function queryOf(parameters: string): string {
  try {
    const value: unknown = JSON.parse(parameters);
    if (typeof value === 'object' && value && 'query' in value && typeof value.query === 'string')
      return value.query;
  } catch {
    // Below: a query is needed either way.
  }
  throw new Error('The language model asked for a search without a query.');
}
