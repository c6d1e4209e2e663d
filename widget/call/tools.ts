import type { FunctionTool, ToolCall, ToolError, ToolResponse } from '../../shared/evi/messages.ts';
import { createRecent } from './recent.ts';

/** Milliseconds. */
const PATIENCE = 30_000;
/** Characters of a result; a language model reads all of it before it answers. */
const MOST_CONTENT = 20_000;

/** Something that the assistant can have done in the visitor's browser. */
export interface Tool {
  name: string;
  /** What the server is told of it; missing for one that only a server's config declares. */
  declaration?: FunctionTool;
  /** Answers with what the assistant shall know. `signal` aborts when nobody waits for it any more. */
  run(args: unknown, signal: AbortSignal): Promise<string> | string;
  /** Milliseconds, 30 s unless told. */
  timeout?: number;
}

export interface Tools {
  /** Answers with the way to take it back. */
  register(tool: Tool): () => void;
  /** Of those that have one. */
  readonly declarations: FunctionTool[];
  /** Replies once, or not at all when it was cancelled meanwhile. */
  call(call: ToolCall, reply: (message: ToolResponse | ToolError) => void): void;
  /** Nobody waits for what runs now. */
  cancel(): void;
}

const errorOf = (id: string, error: string): ToolError => ({
  type: 'tool_error',
  tool_call_id: id,
  tool_type: 'function',
  error,
  content: `The tool failed: ${error}`,
});

/** Settles as the tool does, or rejects as soon as `signal` aborts: a tool need not listen to it. */
const run = (tool: Tool, parameters: string, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    const args: unknown = JSON.parse(parameters);
    Promise.resolve(tool.run(args, signal)).then(resolve, reject);
  });

export function createTools(): Tools {
  const tools = new Map<string, Tool>();
  const running = new Set<AbortController>();
  /** A call that comes twice is answered once. */
  const seen = createRecent(100);

  const answer = async (call: ToolCall, signal: AbortSignal): Promise<ToolResponse | ToolError> => {
    const { tool_call_id: id, name } = call;
    const tool = tools.get(name);
    if (!tool) return errorOf(id, `There is no tool of the name ${name} here.`);
    const { timeout = PATIENCE } = tool;
    const tooLong = new AbortController();
    const timer = setTimeout(
      () => tooLong.abort(new Error(`No result after ${timeout / 1000} seconds.`)),
      timeout,
    );
    try {
      const content = await run(tool, call.parameters, AbortSignal.any([signal, tooLong.signal]));
      return {
        type: 'tool_response',
        tool_call_id: id,
        tool_name: name,
        tool_type: 'function',
        content: String(content).slice(0, MOST_CONTENT),
      };
    } catch (error) {
      return errorOf(id, (error instanceof Error ? error.message : String(error)).slice(0, MOST_CONTENT));
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    register(tool) {
      tools.set(tool.name, tool);
      return () => {
        if (tools.get(tool.name) === tool) tools.delete(tool.name);
      };
    },
    get declarations() {
      return [...tools.values()].flatMap(({ declaration }) => declaration ?? []);
    },
    call(call, reply) {
      const id = call.tool_call_id;
      if (!call.response_required || call.tool_type !== 'function' || seen.has(id)) return;
      seen.add(id);
      const life = new AbortController();
      running.add(life);
      void answer(call, life.signal).then((message) => {
        if (life.signal.aborted) return;
        running.delete(life);
        reply(message);
      });
    },
    cancel() {
      for (const life of running) life.abort();
      running.clear();
    },
  };
}
