import type { PageSnapshot } from '../../shared/bridge/contract.ts';

/** Characters, about 4,000 words: what small language models still read whole. */
export const BUDGET = 24_000;

/**
 * The page as the server gets it: `Title`, `Address` and `Language` lines, then each section under a heading line
 * of `#` marks with its anchor in braces. Cut at the end of a paragraph when the budget is used up.
 */
export function pageText(page: PageSnapshot, budget = BUDGET): string {
  const lines = [`Title: ${page.title}`, `Address: ${page.url}`, `Language: ${page.language}`];
  for (const { id, level, heading, text } of page.sections) {
    const anchor = id ? ` {#${id}}` : '';
    lines.push('', ...(heading ? [`${'#'.repeat(Math.max(level, 1))} ${heading}${anchor}`] : []));
    if (text) lines.push(...text.split('\n'));
  }
  let room = budget;
  const kept = lines.findIndex((line) => {
    room -= line.length + 1;
    return room < 0;
  });
  return lines
    .slice(0, kept < 0 ? lines.length : kept)
    .join('\n')
    .slice(0, budget);
}
