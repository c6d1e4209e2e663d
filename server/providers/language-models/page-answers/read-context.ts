/** Turns page text (widget/page writes it) into sentences that can be spoken, each with where it stands. */
import type { IsControl } from './actions/controls.ts';
import { LONGEST_HEADING, type Passage, passagesOf } from './passages.ts';

export interface Section {
  heading: string;
  /** 1 to 6; 0 before the first heading. */
  level: number;
}

export interface PageText {
  title: string;
  /** Its address, or empty. */
  address: string;
  /** The heading of the section that the visitor looks at, or empty. */
  inView: string;
  /** What the visitor has selected, or empty. */
  selected: string;
  /** The headings of what was left out. */
  more: string[];
  sections: Section[];
  passages: Passage[];
  /** Which of its lines are only there to be pressed, and no passages. */
  isControl: IsControl;
}

const HEADING = /^(#{1,6}) /;
/** Where a section is from, below its heading. */
const ADDRESS = /^From: \S+$/;
const HEAD_LINE = /^(Title|Address|Language|In view|Selected|More sections): ?(.*)$/;
/** Not a section of the page, but what its data say. */
const FACTS = '## Facts';

const none: IsControl = () => false;

/** `parted`: an empty line ends a section, so that what has no heading is not taken for the end of the one before. */
export function readContext(context: string, parted = false, isControl = none): PageText {
  const page: PageText = {
    title: '',
    address: '',
    inView: '',
    selected: '',
    more: [],
    sections: [{ heading: '', level: 0 }],
    passages: [],
    isControl,
  };
  const hasHeadings = /^#{1,6} /m.test(context);
  let inBody = false;
  /** Which section the facts are. */
  let facts = -1;
  let lines: string[] = [];
  /** The section being read and those that it is within, outermost first. */
  let open: Section[] = [];
  const endSection = () => {
    const section = page.sections.length - 1;
    page.passages.push(
      ...passagesOf(lines, {
        first: page.passages.length,
        section,
        heading: page.sections[section]?.heading ?? '',
        parents: parentHeadings(open),
        mayBeMenu: hasHeadings && section !== facts,
      }),
    );
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
      if (!isControl(line)) lines.push(line);
    }
  }
  endSection();
  return page;
}

function readHeadLine(page: PageText, name: string, value: string): void {
  if (name === 'Title') page.title = value;
  else if (name === 'Address') page.address = value;
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

/** The outermost heading names the page: it would make every passage match the page's own name. */
const parentHeadings = (open: readonly Section[]) =>
  open
    .slice(0, -1)
    .filter(({ level }) => level > 1)
    .map(({ heading }) => heading)
    .join(' ')
    .slice(-LONGEST_HEADING);

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
