import type { ToolDeclaration } from '../../shared/bridge/contract.ts';
import type { EviTool } from './types.ts';

export interface HostTools {
  register(tool: EviTool): () => void;
  run(name: string, args: unknown): Promise<string>;
}

/** @param declare Told all of them whenever one comes or goes. */
export function createHostTools(declare: (tools: ToolDeclaration[]) => void): HostTools {
  const tools = new Map<string, [declaration: ToolDeclaration, run: EviTool['run']]>();
  const changed = (): void => declare(Array.from(tools.values(), ([declaration]) => declaration));
  return {
    register({ name, description, parameters, timeout = 30_000, run }) {
      if (typeof run !== 'function') throw new TypeError('registerTool: the tool needs a function run');
      const schema = JSON.stringify(parameters ?? { type: 'object', properties: {} });
      const tool: [ToolDeclaration, EviTool['run']] = [
        { name, description, parameters: schema, timeout },
        run,
      ];
      tools.set(name, tool);
      changed();
      return () => {
        if (tools.get(name) === tool && tools.delete(name)) changed();
      };
    },
    async run(name, args) {
      const [, call] = tools.get(name) ?? [];
      if (!call) throw new Error(`no tool ${name}`);
      const result = await call(args);
      return typeof result === 'string' ? result : (JSON.stringify(result) ?? 'done');
    },
  };
}
