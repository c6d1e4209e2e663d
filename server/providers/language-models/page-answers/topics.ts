/** The page's headings as they can be said in the middle of a sentence. */
import type { PageText } from './read-context.ts';

/** At most `count` of the page's main headings, in reading order. */
export function topics(page: PageText, count: number): string[] {
  const nameable = page.sections.filter(({ heading, level }) => level > 1 && isName(heading));
  const top = Math.min(...nameable.map(({ level }) => level));
  return nameable
    .filter(({ level }) => level === top)
    .slice(0, count)
    .map(({ heading }) => midSentence(page, heading));
}

/** A heading that names a thing, rather than asking or telling. */
const isName = (heading: string) =>
  heading !== '' && !/[.!?:]|\b(?:I|we|you|your|our)\b/i.test(heading) && heading.split(/\s+/).length <= 5;

function midSentence(page: PageText, heading: string): string {
  const [first = ''] = heading.split(/\s+/);
  const isProper =
    /^\p{Lu}.*\p{Lu}/u.test(first) || page.passages.some(({ text }) => text.includes(` ${first}`));
  return isProper ? heading : heading.charAt(0).toLowerCase() + heading.slice(1);
}
