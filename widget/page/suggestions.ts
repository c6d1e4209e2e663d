import type { PageSection } from '../../shared/bridge/contract.ts';
import type { Dictionary } from '../i18n/index.ts';

const MOST = 3;
/** Characters. A longer heading is a slogan, and no question can be made of it. */
const LONGEST_HEADING = 40;

/** Up to three questions that the page can answer, made from its own headings: known topics before others. */
export function suggestionsFor(sections: readonly PageSection[], words: Dictionary['suggest']): string[] {
  const headings = sections.filter(({ level, text }) => level > 1 && text).map(({ heading }) => heading);
  const known = words.known.flatMap(([topic, question]) =>
    headings.some((heading) => !heading.endsWith('?') && topic.test(heading)) ? [question] : [],
  );
  const asked = headings.filter((heading) => heading.endsWith('?'));
  const others = headings
    .filter((heading) => !heading.endsWith('?') && heading.length <= LONGEST_HEADING)
    .filter((heading) => !words.known.some(([topic]) => topic.test(heading)))
    .map(words.about);
  return [...new Set([...known, ...asked, ...others])].slice(0, MOST);
}
