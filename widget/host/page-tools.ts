import { type ReadonlySignal, signal } from '@preact/signals';
import type { ToolDeclaration } from '../../shared/bridge/contract.ts';
import type { PageTool } from '../models.ts';

export interface PageTools {
  declared: ReadonlySignal<readonly PageTool[]>;
  /** Throws, in words for the page's developer, when one of them cannot be used; then none is taken over. */
  declare(tools: readonly unknown[]): void;
}

/** As EVI's: https://dev.hume.ai/docs/speech-to-speech-evi/features/tool-use */
const NAME = /^[\w-]{1,64}$/;
const MOST = 64;
/** Milliseconds. */
const LONGEST_TIMEOUT = 600_000;

const isSchema = (text: unknown): text is string => {
  if (typeof text !== 'string' || text.length > 20_000) return false;
  try {
    return Object(JSON.parse(text)).type === 'object';
  } catch {
    return false;
  }
};

function read(tool: unknown): ToolDeclaration {
  const { name, description, parameters, timeout }: Record<string, unknown> = Object(tool);
  if (typeof name !== 'string' || !NAME.test(name))
    throw new TypeError('A tool’s name has 1 to 64 letters, digits, "_" or "-".');
  const problem = (what: string): TypeError => new TypeError(`The tool ${name}: ${what}`);
  if (typeof description !== 'string' || !description || description.length > 2000)
    throw problem('its description has 1 to 2000 characters.');
  if (!isSchema(parameters)) throw problem('its parameters are a JSON Schema with "type": "object".');
  if (typeof timeout !== 'number' || !(timeout >= 1 && timeout <= LONGEST_TIMEOUT))
    throw problem(`its timeout is 1 to ${LONGEST_TIMEOUT} ms.`);
  return { name, description, parameters, timeout };
}

export function createPageTools(run: (name: string, args: unknown) => Promise<string>): PageTools {
  const declared = signal<readonly PageTool[]>([]);
  return {
    declared,
    declare(tools) {
      if (tools.length > MOST) throw new TypeError(`A page has at most ${MOST} tools.`);
      declared.value = tools.map((tool) => {
        const declaration = read(tool);
        return { ...declaration, run: async (args) => String(await run(declaration.name, args)) };
      });
    },
  };
}
