/** What is only there to be pressed: the labels of the page's buttons and links, as its tools list them. */
import { ACTION_TOOLS } from '../../../../../shared/tools/names.ts';
import type { ToolDefinition } from '../../../types.ts';
import { choicesOf } from './schema.ts';

/** Characters; a longer line is no row of buttons. */
const LONGEST = 200;

/** Says whether a line of the page consists of such labels alone: it is no answer to anything. */
export type IsControl = (line: string) => boolean;

export function labelsOfControls(tools: readonly ToolDefinition[]): string[] {
  const { click, goTo } = ACTION_TOOLS;
  return [...choicesOf(tools, click, 'button'), ...choicesOf(tools, goTo, 'page')];
}

export function controlsOf(labels: readonly string[]): IsControl {
  const longestFirst = labels.map((label) => label.toLowerCase()).sort((a, b) => b.length - a.length);
  return (line) => {
    // A list of links tells what there is.
    if (line.length > LONGEST || line.startsWith('- ')) return false;
    const rest = longestFirst.reduce((left, label) => left.replace(label, ' '), line.toLowerCase());
    return rest !== line.toLowerCase() && !/[\p{L}\p{N}]/u.test(rest);
  };
}
