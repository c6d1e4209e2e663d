/** What the context does not hold, looked up by the frame's tools: the rest of the page, then the rest of the site. */
import { LOOKUP_TOOLS } from '../../../../shared/tools/names.ts';
import { bestLabel } from './actions/labels.ts';
import type { Outcome, ToolCall } from './heard.ts';
import { indexPage, type PageIndex } from './page-index.ts';
import { phrasesOf } from './question.ts';
import { joinTexts, type PageText, readContext } from './read-context.ts';
import { isStopWord, tokens } from './words.ts';

const { searchPage, readSection, searchSite } = LOOKUP_TOOLS;
const LOOKUPS: readonly string[] = Object.values(LOOKUP_TOOLS);
/** Characters. */
const LONGEST_QUERY = 300;
/** The frame's are shorter; what another client sends shall not cost more than a page. */
const LONGEST_RESULT = 12_000;
/** A name is asked for where all of it, and little else, was said. */
const NAMED = 0.75;

/** What was found, as text of the page; undefined when nothing was. */
function foundText(outcomes: readonly Outcome[], isControl?: PageText['isControl']): PageText | undefined {
  return outcomes
    .filter(({ name }) => LOOKUPS.includes(name))
    .map(({ result }) => readContext(result.slice(0, LONGEST_RESULT), true, isControl))
    .filter(({ sections }) => sections.some(({ heading }) => heading))
    .reduce<PageText | undefined>((all, each) => (all ? joinTexts(all, each) : each), undefined);
}

/** The page with what was found besides: how rare a word is shows in all of it. */
export function withFound(index: PageIndex | null, outcomes: readonly Outcome[]): PageIndex | null {
  const found = foundText(outcomes, index?.page.isControl);
  if (!found || found.passages.length === 0) return index;
  return indexPage(index ? joinTexts(index.page, found) : found);
}

/** The next call that could answer; undefined when all were made, or there is none. */
export function nextOnPage(
  said: string,
  page: PageText | undefined,
  mayCall: (name: string) => boolean,
): ToolCall | undefined {
  const query = queryOf(said);
  if (!query) return undefined;
  if (mayCall(searchPage)) return { name: searchPage, parameters: JSON.stringify({ query }) };
  const section = page && bestLabel(page.more, said, NAMED);
  if (section && mayCall(readSection)) return { name: readSection, parameters: JSON.stringify({ section }) };
  return undefined;
}

export function nextOnSite(said: string, mayCall: (name: string) => boolean): ToolCall | undefined {
  const query = queryOf(said);
  return query && mayCall(searchSite)
    ? { name: searchSite, parameters: JSON.stringify({ query }) }
    : undefined;
}

/** The words that say something, and what ways of asking stand for. */
const queryOf = (said: string) =>
  [...new Set([...tokens(said).filter((word) => !isStopWord(word)), ...phrasesOf(said)])]
    .join(' ')
    .slice(0, LONGEST_QUERY);

/** How a section begins that was read because its name was asked for. */
export function sectionRead(outcomes: readonly Outcome[]): string[] | undefined {
  const read = outcomes.filter(({ name }) => name === readSection);
  const begins =
    foundText(read)
      ?.passages.slice(0, 2)
      .map(({ text }) => text) ?? [];
  return begins.length > 0 ? begins : undefined;
}
