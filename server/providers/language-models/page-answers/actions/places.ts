/** The place on the page that a visitor speaks of. */
import type { PageIndex } from '../page-index.ts';
import { readQuestion } from '../question.ts';
import type { Passage } from '../read-context.ts';
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
  const { sections, more, passages } = index.page;
  const headings = [...sections.map(({ heading }) => heading), ...more].filter(Boolean);
  const heading = bestLabel(headings, what);
  if (heading && closeness(heading, what) >= SAME) return firstOf(passages, heading);
  const found = index.find(readQuestion(what, index.knows));
  const best = found.find(({ coverage, passage }) => coverage >= ENOUGH && passage.heading);
  if (best) return { section: best.passage.heading, passage: best.passage };
  return heading === undefined ? undefined : firstOf(passages, heading);
}

const firstOf = (passages: readonly Passage[], section: string): Place => ({
  section,
  passage: passages.find(({ heading }) => heading === section),
});
