import type { ReadonlySignal } from '@preact/signals';
import type { ActingDictionary } from '../i18n/acting.ts';
import type { PageTool } from '../models.ts';
import type { Wish } from './approvals.ts';
import { visible } from './visible.ts';

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));

/** The same for the same arguments, in whatever order they come. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || !value) return value;
  const parts = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  // Not the same as a list of such pairs.
  return { of: parts.map(([name, part]) => [name, inOrder(part)]) };
};

/** Names are made for programs. */
const spaced = (name: string): string => name.replace(/[_-]+/g, ' ');

const detailsOf = (args: unknown): [name: string, value: string][] =>
  Object.entries(typeof args === 'object' && args ? args : { '': args }).map(([name, value]) => [
    spaced(visible(name)),
    visible(textOf(value)),
  ]);

/** A function of the page as the assistant gets it: it asks first, unless the owner wants nothing asked. */
export function askingTool(
  tool: PageTool,
  words: () => ActingDictionary,
  request: (wish: Wish) => Promise<string>,
  offered: ReadonlySignal<readonly PageTool[]>,
): PageTool {
  if (tool.confirm === '') return tool;
  const run = (args: unknown): Promise<string> => {
    const { spoken, question, details } = words();
    const given = detailsOf(args);
    const listed = given.map(([name, value]) => `${name}: ${value}`).join('; ');
    return request({
      call: JSON.stringify([tool.name, inOrder(args)]),
      question: tool.confirm ? visible(tool.confirm) : question,
      spoken: tool.confirm || spoken.tool(spaced(tool.name), listed),
      details: [[details.tool, spaced(tool.name)], ...given],
      async act() {
        // A page that renders anew registers the same tool again; another one of its name is not what was asked about.
        if (offered.value.some((one) => JSON.stringify(one) === JSON.stringify(tool))) return tool.run(args);
        throw new Error('there is no tool of this name.');
      },
    });
  };
  return { ...tool, run };
}
