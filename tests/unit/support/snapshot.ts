import type { PageSection, PageSnapshot } from '../../../shared/bridge/contract.ts';

/** A part of a page. Of a line that begins with a kind's letter and a space, `t Day | Hours`, that is its kind. */
export function part(
  heading: string,
  lines: readonly string[] = [],
  more: Partial<PageSection> = {},
): PageSection {
  const letter = (line: string): string => /^([pltakPLTAK]) /.exec(line)?.[1] ?? 'p';
  return {
    id: '',
    level: heading ? 2 : 0,
    heading,
    text: lines.map((line) => line.replace(/^[pltakPLTAK] /, '')).join('\n'),
    kinds: lines.map(letter).join(''),
    key: heading && `key-${heading}`,
    ...more,
  };
}

export const snapshot = (
  sections: readonly PageSection[],
  more: Partial<PageSnapshot> = {},
): PageSnapshot => ({
  title: 'Old Mill Pottery',
  url: 'https://a.com/shop',
  language: 'en',
  sections: [...sections],
  ...more,
});
