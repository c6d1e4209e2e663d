import type { ToolDeclaration } from '../../shared/bridge/contract.ts';
import type { EviTool } from './types.ts';

const NO_ARGUMENTS = { type: 'object', properties: {} };

export interface HostTools {
  register(tool: EviTool): () => void;
  run(name: string, args: unknown): Promise<string>;
}

/** @param declare Told all of them whenever one comes or goes. */
export function createHostTools(declare: (tools: ToolDeclaration[]) => void): HostTools {
  const tools = new Map<string, EviTool>();
  const changed = (): void =>
    declare(
      [...tools.values()].map(({ name, description, parameters = NO_ARGUMENTS, timeout = 30_000 }) => ({
        name,
        description,
        parameters: JSON.stringify(parameters),
        timeout,
      })),
    );
  return {
    register(tool) {
      if (typeof tool?.run !== 'function') throw new TypeError('registerTool: the tool needs a function run');
      tools.set(tool.name, tool);
      changed();
      return () => {
        if (tools.get(tool.name) === tool && tools.delete(tool.name)) changed();
      };
    },
    async run(name, args) {
      const result = await tools.get(name)?.run(args);
      return typeof result === 'string' ? result : `${JSON.stringify(result)}`;
    },
  };
}
