/** What is only there to be pressed: the labels of the page's buttons and links, as its tools list them. */
import { ACTION_TOOLS } from '../../../../../shared/tools/names.ts';
import type { ToolDefinition } from '../../../types.ts';
import { choicesOf } from './schema.ts';

/** Characters; a longer line is no row of buttons. */
const LONGEST = 200;

/** Says whether a line of the page consists of such labels, alone or with a few words between: it is no answer to anything. */
export type IsControl = (line: string) => boolean;

export function labelsOfControls(tools: readonly ToolDefinition[]): string[] {
  const { click, goTo } = ACTION_TOOLS;
  // The frame numbers those of one name.
  return [...choicesOf(tools, click, 'button'), ...choicesOf(tools, goTo, 'page')].map((label) =>
    label.replace(/ \(\d+\)$/, ''),
  );
}

export function controlsOf(labels: readonly string[]): IsControl {
  const longestFirst = labels
    .map(bare)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  return (line) => {
    // A list of links tells what there is.
    if (line.length > LONGEST || line.startsWith('- ')) return false;
    const all = ` ${bare(line)} `;
    let left = all;
    let count = 0;
    for (const label of longestFirst) {
      if (!left.includes(` ${label} `)) continue;
      left = left.replace(` ${label} `, '  ');
      count += 1;
    }
    const others = left.replaceAll(' ', '').length;
    return count > 0 && (others === 0 || (count > 2 && others < all.length / 2));
  };
}

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
