import type { ToolDeclaration } from '../../shared/bridge/contract.ts';
import type { EviTool } from './types.ts';

const NO_ARGUMENTS = { type: 'object', properties: {} };

export interface HostTools {
  register(tool: EviTool): () => void;
  run(name: string, args: unknown): Promise<string>;
}

/** @param declare Told all of them whenever one comes or goes. */
export function createHostTools(declare: (tools: ToolDeclaration[]) => void): HostTools {
  const tools = new Map<string, ToolDeclaration & Pick<EviTool, 'run'>>();
  const changed = (): void => declare([...tools.values()].map(({ run, ...declaration }) => declaration));
  return {
    register({ name, description, parameters = NO_ARGUMENTS, timeout = 30_000, run }) {
      if (typeof run !== 'function') throw new TypeError('registerTool: the tool needs a function run');
      const tool = { name, description, parameters: JSON.stringify(parameters), timeout, run };
      tools.set(name, tool);
      changed();
      return () => {
        if (tools.get(name) === tool && tools.delete(name)) changed();
      };
    },
    async run(name, args) {
      const tool = tools.get(name);
      if (!tool) throw new Error(`no tool ${name}`);
      const result = await tool.run(args);
      return typeof result === 'string' ? result : (JSON.stringify(result) ?? 'done');
    },
  };
}
