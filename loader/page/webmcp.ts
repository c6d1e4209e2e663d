import { mayDo } from './act/allowed.ts';
import type { OfferedTool, PageHost } from './part.ts';

/** As far as it is used (https://webmachinelearning.github.io/webmcp/). */
interface ModelContextTool {
  name: string;
  description: string;
  /** Older browsers give it as text. */
  inputSchema?: object | string;
  annotations?: { readOnlyHint?: boolean };
  /** Of the document that it belongs to. */
  origin?: string;
}

interface ModelContext extends EventTarget {
  getTools(): Promise<ModelContextTool[]>;
  executeTool(tool: ModelContextTool, input: object): Promise<unknown>;
}

function modelContext(): ModelContext | undefined {
  const found = [Reflect.get(document, 'modelContext'), Reflect.get(navigator, 'modelContext')];
  return found.find((one) => typeof one?.getTools === 'function' && typeof one.executeTool === 'function');
}

const offered = (context: ModelContext, tool: ModelContextTool): OfferedTool => {
  const { name, description, inputSchema, annotations } = tool;
  const schema = inputSchema ?? { type: 'object', properties: {} };
  return [
    {
      name,
      description,
      parameters: typeof schema === 'string' ? schema : JSON.stringify(schema),
      timeout: 30_000,
      // What only looks something up need not ask.
      ...(annotations?.readOnlyHint && { confirm: '' }),
    },
    (args) => context.executeTool(tool, Object(args)),
  ];
};

/** Offers the page's WebMCP tools for as long as the owner allows it, and answers with the way to look at that anew. */
export function offerPageTools(host: PageHost): () => void {
  const context = modelContext();
  if (!context) return () => undefined;
  let any = false;
  const offer = async (): Promise<void> => {
    const allowed = (): boolean => mayDo(host.attributes(), 'webmcp');
    if (!allowed() && !any) return;
    const tools = allowed() ? await context.getTools() : [];
    if (host.signal.aborted) return;
    // Other frames may show theirs, too; they are not the page. And the owner may have changed the setting meanwhile.
    const own = tools.filter(({ origin = location.origin }) => allowed() && origin === location.origin);
    any = own.length > 0;
    host.offer(own.map((tool) => offered(context, tool)));
  };
  // What the page's own tools lack is for its developer's tools to say.
  const look = (): void => void offer().catch(() => undefined);
  context.addEventListener?.('toolchange', look, { signal: host.signal });
  look();
  return look;
}
