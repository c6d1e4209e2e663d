/** Turns page text (widget/page writes it) into sentences that can be spoken, each with where it stands. */
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

export interface Section {
  heading: string;
  /** 1 to 6; 0 before the first heading. */
  level: number;
}

export interface PageText {
  title: string;
  /** The heading of the section that the visitor looks at, or empty. */
  inView: string;
  /** What the visitor has selected, or empty. */
  selected: string;
  /** The headings of what was left out. */
  more: string[];
  sections: Section[];
  passages: Passage[];
}

const HEADING = /^(#{1,6}) /;
/** Where a section is from, below its heading. */
const ADDRESS = /^From: \S+$/;
/**
 * Every passage has its own copy of its headings and neighbours, so without limits the index would grow with the square
 * of a long section. Lengths are in characters; the neighbours are those on each side.
 */
const LONGEST_HEADING = 200;
const NEIGHBOURS = 6;
const LONGEST_BESIDE = 600;
const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION = /\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|Ave|approx|e\.g|i\.e|etc|vs)\.\s*$/i;

const HEAD_LINE = /^(Title|Address|Language|In view|Selected|More sections): ?(.*)$/;
/** Not a section of the page, but what its data say. */
const FACTS = '## Facts';

/** `parted`: an empty line ends a section, so that what has no heading is not taken for the end of the one before. */
export function readContext(context: string, parted = false): PageText {
  const page: PageText = {
    title: '',
    inView: '',
    selected: '',
    more: [],
    sections: [{ heading: '', level: 0 }],
    passages: [],
  };
  const hasHeadings = /^#{1,6} /m.test(context);
  let inBody = false;
  /** Which section the facts are. */
  let facts = -1;
  let lines: string[] = [];
  /** The section being read and those that it is within, outermost first. */
  let open: Section[] = [];
  const endSection = () => {
    addPassages(page, lines, parentHeadings(open), hasHeadings && page.sections.length - 1 !== facts);
    lines = [];
  };
  for (const line of context.split('\n').map((line) => line.trim())) {
    const heading = line === FACTS && !inBody ? { heading: '', level: 0 } : readHeading(line);
    const meta = inBody ? null : HEAD_LINE.exec(line);
    if (heading) {
      endSection();
      if (!heading.heading && !inBody) facts = page.sections.length;
      inBody = true;
      page.sections.push(heading);
      open = [...open.filter(({ level }) => level < heading.level), heading];
    } else if (meta) {
      readHeadLine(page, meta[1] ?? '', meta[2] ?? '');
    } else if (!line && lines.length > 0 && (parted || page.sections.length - 1 === facts)) {
      // The text before the page's first heading has none to begin with.
      endSection();
      page.sections.push({ heading: '', level: 0 });
    } else if (line && !(lines.length === 0 && ADDRESS.test(line))) {
      inBody = true;
      lines.push(line);
    }
  }
  endSection();
  return page;
}

function readHeadLine(page: PageText, name: string, value: string): void {
  if (name === 'Title') page.title = value;
  else if (name === 'In view') page.inView = value;
  else if (name === 'Selected') page.selected = value;
  else if (name === 'More sections')
    page.more = value
      .split(';')
      .map((each) => each.trim())
      .filter(Boolean);
}

/** `## Prices {#prices}`. By hand, because one expression for all of it takes quadratic time on hostile lines. */
function readHeading(line: string): Section | undefined {
  const marks = HEADING.exec(line);
  if (!marks?.[1]) return undefined;
  const id = line.endsWith('}') ? line.lastIndexOf('{#') : -1;
  const text = line.slice(marks[0].length, id > 0 ? id : undefined).trim();
  return { level: marks[1].length, heading: text.slice(0, LONGEST_HEADING) };
}

const MOST_WORDS_ASKED = 16;
const isQuestion = (line: string) => line.endsWith('?') && line.split(' ').length <= MOST_WORDS_ASKED;
/** Of every site, and of none in particular. */
const isFurniture = (line: string) =>
  /^(?:- )?(?:skip to|accept all|reject all|sign (?:up|in)$|log ?in$|subscribe$|share (?:on|this)|search this site|read more$|leave a (?:comment|reply)|advertisement|sponsored|©|all rights reserved|menu$)/i.test(
    line,
  );
const PICTURE = 'picture image';

function addPassages(page: PageText, lines: readonly string[], parents: string, mayBeMenu: boolean): void {
  const section = page.sections.length - 1;
  const heading = page.sections[section]?.heading ?? '';
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
      page.passages.push({
        id: page.passages.length,
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
}

/** What stands before and after one of `texts`, in order, the nearest first to be kept. */
function beside(texts: readonly string[], index: number): string {
  const before = texts.slice(Math.max(0, index - NEIGHBOURS), index).join(' ');
  const after = texts.slice(index + 1, index + 1 + NEIGHBOURS).join(' ');
  return `${before.slice(-LONGEST_BESIDE)} ${after.slice(0, LONGEST_BESIDE)}`.trim();
}

/** The outermost heading names the page: it would make every passage match the page's own name. */
const parentHeadings = (open: readonly Section[]) =>
  open
    .slice(0, -1)
    .filter(({ level }) => level > 1)
    .map(({ heading }) => heading)
    .join(' ')
    .slice(-LONGEST_HEADING);

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

/** Both as one: `more` is what was found besides. */
export function joinTexts(page: PageText, more: PageText): PageText {
  const { sections, passages } = page;
  const added = more.passages.map((passage) => ({
    ...passage,
    id: passages.length + passage.id,
    section: sections.length + passage.section,
  }));
  return { ...page, sections: [...sections, ...more.sections], passages: [...passages, ...added] };
}
