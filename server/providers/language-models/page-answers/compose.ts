/** Makes an answer out of found passages: one or two sentences that stand alone when spoken. */
import type { Found, PageIndex } from './page-index.ts';
import type { Passage } from './passages.ts';

/** Words; about 15 seconds of speech. */
const LONGEST = 48;
/** A difference in coverage that is no accident of wording. */
const CLEARLY = 0.1;

export function compose(index: PageIndex, best: Found, found: readonly Found[]): string[] {
  const { passage } = best;
  const { passages } = index.page;
  if (passage.fragment) return fragmentAnswer(passages, best);
  const spoken = [passage.text];
  const before = passages[passage.id - 1];
  const after = passages[passage.id + 1];
  if (leansBack(passage.text) && before && sameParagraph(before, passage)) spoken.unshift(before.text);
  const fuller = found
    .filter((other) => other.passage.section === passage.section && other.coverage > best.coverage + CLEARLY)
    .sort((a, b) => b.coverage - a.coverage)[0];
  // Found for its words, yet a sentence nearby covers more of what was asked: both are said.
  if (fuller) spoken.push(fuller.passage.text);
  else if (after && sameParagraph(after, passage) && completes(after, best, found)) spoken.push(after.text);
  while (spoken.length > 1 && wordCount(spoken) > LONGEST) spoken.pop();
  return spoken;
}

/** The sentences that follow where `spoken` ended, for "tell me more". */
export function continueAfter(index: PageIndex, spoken: string): string[] {
  const { passages } = index.page;
  const last = passages.findLast(({ text }) => spoken.includes(text));
  if (!last) return [];
  return passages
    .slice(last.id + 1)
    .filter(({ section, fragment }) => section === last.section && !fragment)
    .slice(0, 2)
    .map(({ text }) => text);
}

/** A bare label, figure or list item, with the heading that says what it is of. */
function fragmentAnswer(passages: readonly Passage[], { passage, own }: Found): string[] {
  const items = [passage];
  if (own < 0.3) {
    for (const next of passages.slice(passage.id + 1)) {
      const fits = wordCount(items.map(({ text }) => text)) < LONGEST / 2;
      if (next.section !== passage.section || !next.fragment || !fits) break;
      items.push(next);
    }
  }
  const said = items.map(({ text }) => text.replace(/\.$/, '')).join(', ');
  const label = passage.heading.endsWith('?') ? '' : passage.heading.replace(/[.:!]+$/, '');
  // What was asked for is named by the words themselves, and a heading would only delay it.
  if (!label || own > 0.8 || said.includes(label)) return [`${said}.`];
  return [`${label}${said.includes(': ') ? ',' : ':'} ${said}.`];
}

const leansBack = (text: string) =>
  /^(?:it|its|they|them|their|these|those|this|that|she|he|her|his|there|otherwise|also|both|after that|then|but|and|or)\b/i.test(
    text,
  );

/** What comes next belongs to the answer if it refers back to it, or covers the question about as well. */
function completes(after: Passage, best: Found, found: readonly Found[]): boolean {
  if (leansBack(after.text)) return true;
  const next = found.find(({ passage }) => passage.id === after.id);
  return next !== undefined && next.coverage >= best.coverage * 0.85;
}

const sameParagraph = (a: Passage, b: Passage) => a.section === b.section && a.paragraph === b.paragraph;
const wordCount = (texts: readonly string[]) => texts.join(' ').split(/\s+/).length;
