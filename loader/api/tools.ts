import type { ToolDeclaration } from '../../shared/bridge/contract.ts';
import type { OfferedTool } from '../page/part.ts';
import type { EviTool } from './types.ts';

export interface HostTools {
  register(tool: EviTool): () => void;
  /** All that come from elsewhere; a registered one of the same name goes before. */
  offer(tools: OfferedTool[]): void;
  run(name: string, args: unknown): Promise<string>;
}

/** @param declare Told all of them whenever one comes or goes. */
export function createHostTools(declare: (tools: ToolDeclaration[]) => void): HostTools {
  const tools = new Map<string, OfferedTool>();
  let others: [name: string, OfferedTool][] = [];
  const all = () => new Map([...others, ...tools]);
  const changed = (): void => declare(Array.from(all().values(), ([declaration]) => declaration));
  return {
    register({ name, description, parameters, timeout = 30_000, confirm = true, run }) {
      if (typeof run !== 'function') throw new TypeError('registerTool: the tool needs a function run');
      const schema = JSON.stringify(parameters ?? { type: 'object', properties: {} });
      const declaration: ToolDeclaration = { name, description, parameters: schema, timeout };
      // Left out, the question is made by the frame. Only what says false asks nothing: a text may have come out empty.
      if (confirm === false) declaration.confirm = '';
      else if (confirm && confirm !== true) declaration.confirm = confirm;
      const tool: OfferedTool = [declaration, run];
      tools.set(name, tool);
      changed();
      return () => {
        if (tools.get(name) === tool && tools.delete(name)) changed();
      };
    },
    offer(offered) {
      others = offered.map((tool) => [tool[0].name, tool]);
      changed();
    },
    async run(name, args) {
      const [, call] = all().get(name) ?? [];
      if (!call) throw new Error(`no tool ${name}`);
      const result = await call(args);
      return typeof result === 'string' ? result : (JSON.stringify(result) ?? 'done');
    },
  };
}
