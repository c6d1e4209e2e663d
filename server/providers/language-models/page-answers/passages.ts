/** The sentences of a section, each with where it stands. */
import { impliedWords } from './implied.ts';
import { isImage, readEntries, withoutMark } from './rows.ts';

export interface Passage {
  id: number;
  /** A sentence, or a table row or list item put into words. Ends with punctuation. */
  text: string;
  /** Words that the text stands for without saying them. */
  implied: string;
  heading: string;
  /** The headings above `heading`, outermost first. */
  parents: string;
  /** The sentences of the paragraph beside it. */
  near: string;
  /** The lines of the section beside its own. */
  around: string;
  section: number;
  paragraph: number;
  /** 0 for the first of its section. */
  order: number;
  /** From a table row, a list or a label rather than from prose. */
  fragment: boolean;
}

/**
 * Every passage has its own copy of its headings and neighbours, so without limits the index would grow with the square
 * of a long section. Lengths are in characters; the neighbours are those on each side.
 */
export const LONGEST_HEADING = 200;
const NEIGHBOURS = 6;
const LONGEST_BESIDE = 600;
const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION = /\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|Ave|approx|e\.g|i\.e|etc|vs)\.\s*$/i;

const MOST_WORDS_ASKED = 16;
const isQuestion = (line: string) =>
  line.endsWith('?') && line.length <= LONGEST_HEADING && line.split(' ').length <= MOST_WORDS_ASKED;
/** Of every site, and of none in particular. */
const isFurniture = (line: string) =>
  /^(?:- )?(?:skip to|accept all|reject all|sign (?:up|in)$|log ?in$|subscribe$|share (?:on|this)|search this site|read more$|leave a (?:comment|reply)|advertisement|sponsored|we (?:and our \d+ partners|use cookies)|this (?:web)?site uses cookies|©|all rights reserved|menu$)/i.test(
    line,
  );
const PICTURE = 'picture image';

interface Place extends Pick<Passage, 'section' | 'heading' | 'parents'> {
  /** The id of the first. */
  first: number;
  /** The page has headings, and these are no facts. */
  mayBeMenu: boolean;
}

/** The sentences of one section, tables and lists put into words. */
export function passagesOf(lines: readonly string[], place: Place): Passage[] {
  const { first, section, heading, parents, mayBeMenu } = place;
  const passages: Passage[] = [];
  const entries = readEntries(lines);
  // What stands before the first heading of a page with headings is its menu.
  const isMenu = mayBeMenu && heading === '';
  let order = 0;
  let asked = '';
  lines.forEach((line, paragraph) => {
    const entry = entries[paragraph];
    if (entry?.head || isFurniture(line) || (isMenu && entry && !/\d/.test(line))) return;
    // Questions with their answers beneath are often no headings, and name what follows like one.
    if (isQuestion(line) && lines[paragraph + 1]) {
      asked = withoutMark(line);
      order = 0;
      return;
    }
    const texts = entry ? [entry.text] : sentences(withoutMark(line));
    const around = beside(lines, paragraph);
    texts.forEach((text, index) => {
      passages.push({
        id: first + passages.length,
        text,
        implied: [impliedWords(text, entry !== undefined), entry?.labels, isImage(line) && PICTURE]
          .filter(Boolean)
          .join(' '),
        heading: asked || heading,
        parents: asked ? `${parents} ${heading}`.trim() : parents,
        near: beside(texts, index),
        around,
        section,
        paragraph,
        order: order++,
        fragment: entry !== undefined,
      });
    });
  });
  return passages;
}

/** What stands before and after one of `texts`, in order, the nearest first to be kept. */
function beside(texts: readonly string[], index: number): string {
  const before = texts.slice(Math.max(0, index - NEIGHBOURS), index).join(' ');
  const after = texts.slice(index + 1, index + 1 + NEIGHBOURS).join(' ');
  return `${before.slice(-LONGEST_BESIDE)} ${after.slice(0, LONGEST_BESIDE)}`.trim();
}

function sentences(line: string): string[] {
  const found: string[] = [];
  let goesOn = false;
  for (const { segment } of sentenceBreaks.segment(line)) {
    if (goesOn) found.push(`${found.pop() ?? ''}${segment}`);
    else found.push(segment);
    goesOn = ABBREVIATION.test(segment);
  }
  return found.map((sentence) => sentence.trim()).filter(Boolean);
}
