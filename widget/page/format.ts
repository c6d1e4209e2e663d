import type { Line, Section } from './sections.ts';

/** What a line of the page could be taken for: a heading, a line of the head, or the address of another page. */
const LIKE_OURS = /^(?:#+(?:\s|$)|(?:Title|Address|Language|In view|Selected|More sections|From|Image)\s*:)/i;

/**
 * A line of the page as the assistant gets it. What begins like one of our own lines becomes a list item, which reads the
 * same: page text must not pass for the frame's words.
 */
export function bodyLine({ kind, text }: Pick<Line, 'kind' | 'text'>): string {
  if (kind === 'a') return `Image: ${text}`;
  return kind === 'l' || LIKE_OURS.test(text) ? `- ${text}` : text;
}

/** `## Prices {#prices}`; empty where there is no heading. An anchor in the heading's own words is none. */
export function headingLine({ level, heading, id }: Pick<Section, 'level' | 'heading' | 'id'>): string {
  if (!heading) return '';
  const anchor = id && ` {#${id}}`;
  return `${'#'.repeat(Math.max(level, 1))} ${heading.replaceAll('{#', '{ #')}${anchor}`;
}
