/** "This", "here": what the visitor has selected, or looks at. */
import type { PageText } from './read-context.ts';

export interface Focus {
  /** Its words, which a question about it leaves out. */
  text: string;
  section: number | undefined;
}

/** "This page" and "this shop" are all that there is, and no place on it. */
const WHOLE =
  /\b(?:this|the|here on this) (?:(?:whole|entire) )?(?:page|site|website|place|company|shop|store|business|world|year|month|week|weekend|morning|afternoon|evening|time|moment|kind|way)\b/gi;
const POINTING = /\b(?:this|these|here|(?:that|the) (?:part|paragraph|selected|selection|highlighted))\b/i;
/** Asks for what stands there, and nothing of it in particular. */
const JUST_THAT =
  /\b(?:this|these|here|that|it|section|part|paragraph|passage|bit|text|word|sentence|selected|selection|highlighted|explain|summari[sz]e|read|aloud|out|loud|mean|means|say|says|tell|describe|stand|stands|written|please)\b/gi;

/** Words of what is selected: a whole chapter says no more than its beginning. */
const MOST_WORDS = 30;

export function focusOf(page: PageText, said: string): Focus | undefined {
  if (!POINTING.test(said.replace(WHOLE, ' '))) return undefined;
  const { selected, inView, sections, passages } = page;
  if (selected) {
    const words = selected.split(/\s+/).slice(0, MOST_WORDS).join(' ');
    const holder = passages.find(({ text }) => text.includes(words) || selected.includes(text));
    return { text: words, section: holder?.section };
  }
  const section = inView ? sections.findIndex(({ heading }) => heading === inView) : -1;
  return section < 0 ? undefined : { text: inView, section };
}

/** What is asked of the thing; empty where all of it is. */
export const askedOf = (said: string): string => said.replace(JUST_THAT, ' ');

/** The beginning of what is selected, or looked at. */
export function beginning(page: PageText, { text, section }: Focus): string[] {
  const inside = page.passages.filter((passage) => passage.section === section);
  const at = inside.findIndex(
    (passage) => page.selected && (passage.text.includes(text) || text.includes(passage.text)),
  );
  return inside.slice(Math.max(0, at), Math.max(0, at) + 2).map((passage) => passage.text);
}
