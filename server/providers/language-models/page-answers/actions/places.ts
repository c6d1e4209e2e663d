/** The place on the page that a visitor speaks of. */
import type { PageIndex } from '../page-index.ts';
import type { Passage } from '../passages.ts';
import { readQuestion } from '../question.ts';
import type { PageText } from '../read-context.ts';
import { bestLabel, closeness } from './labels.ts';

export interface Place {
  /** The section's heading. */
  section: string;
  /** What there is about it; undefined where only the heading is known. */
  passage: Passage | undefined;
}

/** Below this share of the words a passage is there by coincidence. */
const ENOUGH = 0.52;
/** A heading of which all was said, and of whose words nearly nothing else was. */
const SAME = 0.9;

export function placeOf(index: PageIndex, what: string): Place | undefined {
  const { sections, more } = index.page;
  const headings = [...sections.map(({ heading }) => heading), ...more].filter(Boolean);
  const heading = bestLabel(headings, what);
  if (heading && closeness(heading, what) >= SAME) return firstOf(index.page, heading);
  const found = index.find(readQuestion(what, index.knows));
  const nameOf = (passage: Passage) => sections[passage.section]?.heading ?? '';
  const best = found.find(({ coverage, passage }) => coverage >= ENOUGH && nameOf(passage));
  if (best) return { section: nameOf(best.passage), passage: best.passage };
  return heading === undefined ? undefined : firstOf(index.page, heading);
}

const firstOf = ({ sections, passages }: PageText, section: string): Place => ({
  section,
  passage: passages.find((passage) => sections[passage.section]?.heading === section),
});
