import type { Signal } from '@preact/signals';
import type { ToolDeclaration } from '../../shared/bridge/contract.ts';
import { ACTION_TOOLS, LOOKUP_TOOLS } from '../../shared/tools/names.ts';
import type { PageTool } from '../models.ts';

export interface PageTools {
  /** Takes those that can be used, and warns the page's developer of each that cannot. */
  declare(tools: readonly unknown[]): void;
}

/** As EVI's: https://dev.hume.ai/docs/speech-to-speech-evi/features/tool-use */
const NAME = /^[\w-]{1,64}$/;
const MOST = 64;
/** Milliseconds. */
const LONGEST_TIMEOUT = 600_000;
/** Characters. */
const LONGEST_QUESTION = 300;

const isSchema = (text: unknown): text is string => {
  if (typeof text !== 'string' || text.length > 20_000) return false;
  try {
    return Object(JSON.parse(text)).type === 'object';
  } catch {
    return false;
  }
};

/** Of the server itself and of the widget. */
const TAKEN = new Set<string>([
  'web_search',
  'hang_up',
  'set_volume',
  ...Object.values(LOOKUP_TOOLS),
  ...Object.values(ACTION_TOOLS),
]);

/** Throws, in words for the page's developer. */
function read(tool: unknown): ToolDeclaration {
  const { name, description, parameters, timeout, confirm }: Record<string, unknown> = Object(tool);
  if (typeof name !== 'string' || !NAME.test(name))
    throw new TypeError('a tool’s name has 1 to 64 letters, digits, "_" or "-".');
  const problem = (what: string): TypeError => new TypeError(`${name}: ${what}`);
  if (TAKEN.has(name)) throw problem('the assistant has a tool of this name; give yours another one.');
  if (typeof description !== 'string' || !description || description.length > 2000)
    throw problem('its description has 1 to 2000 characters.');
  if (!isSchema(parameters))
    throw problem(
      'its parameters are a JSON Schema with "type": "object", at most 20,000 characters of JSON.',
    );
  if (typeof timeout !== 'number' || !(timeout >= 1 && timeout <= LONGEST_TIMEOUT))
    throw problem(`its timeout is 1 to ${LONGEST_TIMEOUT} milliseconds.`);
  if (confirm !== undefined && (typeof confirm !== 'string' || confirm.length > LONGEST_QUESTION))
    throw problem(
      `its confirm is a question of at most ${LONGEST_QUESTION} characters, or false to ask nothing.`,
    );
  return { name, description, parameters, timeout, ...(confirm !== undefined && { confirm }) };
}

/** @param declared Where those that can be used are put. */
export function createPageTools(
  declared: Signal<readonly PageTool[]>,
  run: (name: string, args: unknown) => Promise<string>,
): PageTools {
  /** All of them are declared again with each that comes. */
  const told = new Set<string>();
  const usable = (tool: unknown): PageTool[] => {
    try {
      const declaration = read(tool);
      return [{ ...declaration, run: async (args) => String(await run(declaration.name, args)) }];
    } catch (error) {
      const warning = `evi-widget: registerTool: ${error instanceof Error ? error.message : error}`;
      if (!told.has(warning)) console.warn(warning);
      told.add(warning);
      return [];
    }
  };
  return {
    declare(tools) {
      if (tools.length > MOST)
        console.warn(`evi-widget: registerTool: only the first ${MOST} tools are used.`);
      declared.value = tools.slice(0, MOST).flatMap(usable);
    },
  };
}
