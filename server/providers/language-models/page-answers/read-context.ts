/** Turns the page context (widget/page writes it) into sentences that can be spoken, each with where it stands. */
import { impliedWords } from './implied.ts';

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
  sections: Section[];
  passages: Passage[];
}

const HEADING = /^(#{1,6}) /;
/**
 * Every passage has its own copy of its headings and neighbours, so without limits the index would grow with the square
 * of a long section. Lengths are in characters; the neighbours are those on each side.
 */
const LONGEST_HEADING = 200;
const NEIGHBOURS = 6;
const LONGEST_BESIDE = 600;
const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION = /\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|Ave|approx|e\.g|i\.e|etc|vs)\.\s*$/i;

export function readContext(context: string): PageText {
  const page: PageText = { title: '', sections: [{ heading: '', level: 0 }], passages: [] };
  let inBody = false;
  let lines: string[] = [];
  /** The section being read and those that it is within, outermost first. */
  let open: Section[] = [];
  const endSection = () => {
    addPassages(page, lines, parentHeadings(open));
    lines = [];
  };
  for (const line of context.split('\n').map((line) => line.trim())) {
    const heading = readHeading(line);
    const meta = inBody ? null : /^(Title|Address|Language): ?(.*)$/.exec(line);
    if (heading) {
      endSection();
      inBody = true;
      page.sections.push(heading);
      open = [...open.filter(({ level }) => level < heading.level), heading];
    } else if (meta) {
      if (meta[1] === 'Title') page.title = meta[2] ?? '';
    } else if (line) {
      inBody = true;
      lines.push(line);
    }
  }
  endSection();
  return page;
}

/** `## Prices {#prices}`. By hand, because one expression for all of it takes quadratic time on hostile lines. */
function readHeading(line: string): Section | undefined {
  const marks = HEADING.exec(line);
  if (!marks?.[1]) return undefined;
  const id = line.endsWith('}') ? line.lastIndexOf('{#') : -1;
  const text = line.slice(marks[0].length, id > 0 ? id : undefined).trim();
  return { level: marks[1].length, heading: text.slice(0, LONGEST_HEADING) };
}

function addPassages(page: PageText, lines: readonly string[], parents: string): void {
  const section = page.sections.length - 1;
  const heading = page.sections[section]?.heading ?? '';
  const rows = readRows(lines);
  let order = 0;
  lines.forEach((line, paragraph) => {
    const row = rows[paragraph];
    if (row && row === row.table.head) return;
    const texts = row ? [rowSentence(line, row)] : sentences(line);
    const around = beside(lines, paragraph);
    texts.forEach((text, index) => {
      page.passages.push({
        id: page.passages.length,
        text,
        implied: impliedWords(text, row !== undefined),
        heading,
        parents,
        near: beside(texts, index),
        around,
        section,
        paragraph,
        order: order++,
        fragment: row !== undefined,
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

interface Row {
  cells: readonly string[];
  table: Table;
}

/** Lines in a row with equally many cells. One line alone may be a phrase with a comma in it. */
interface Table {
  rows: Row[];
  head?: Row;
}

const isFragment = (line: string) => !/[.!?…]["'”’)]?$/.test(line);

/** One entry a line; undefined for prose. */
function readRows(lines: readonly string[]): (Row | undefined)[] {
  const tables: Table[] = [];
  let table: Table | undefined;
  const rows = lines.map((line) => {
    if (!isFragment(line)) {
      table = undefined;
      return undefined;
    }
    const cells = line.split(/,\s+/);
    if (table?.rows[0]?.cells.length !== cells.length) {
      table = { rows: [] };
      tables.push(table);
    }
    const row = { cells, table };
    table.rows.push(row);
    return row;
  });
  for (const each of tables) {
    const [first, ...others] = each.rows;
    if (first && first.cells.length > 1 && others.length > 1 && !hasFigure(first) && others.some(hasFigure))
      each.head = first;
  }
  return rows;
}

const hasFigure = ({ cells }: Row) => cells.some((cell) => /\d/.test(cell));

/** "Tuesday, 10:00 to 20:00, closed" below "Day, Studio, Shop" is "Tuesday: studio 10:00 to 20:00, shop closed." */
function rowSentence(line: string, { cells, table }: Row): string {
  const [name, ...values] = cells;
  const alone = table.rows.length === 1;
  if (name === undefined || (alone && !values.some((value) => /^\p{Sc}?\d/u.test(value)))) return `${line}.`;
  if (values.length === 0) return `${name}.`;
  const parts = values.map((value, at) => {
    const label = table.head?.cells[at + 1]?.toLowerCase();
    return label && values.length > 1 ? `${label} ${value}` : value;
  });
  return `${name}: ${parts.join(', ')}.`;
}
