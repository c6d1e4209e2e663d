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
  /** The rest of the paragraph. */
  near: string;
  /** The rest of the section. */
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

const HEADING = /^(#{1,6}) (.*?)(?:\s*\{#[^}]*\})?$/;
const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION = /\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|Ave|approx|e\.g|i\.e|etc|vs)\.\s*$/i;

export function readContext(context: string): PageText {
  const page: PageText = { title: '', sections: [{ heading: '', level: 0 }], passages: [] };
  let inBody = false;
  let lines: string[] = [];
  const endSection = () => {
    addPassages(page, lines);
    lines = [];
  };
  for (const line of context.split('\n').map((line) => line.trim())) {
    const heading = HEADING.exec(line);
    const meta = inBody ? null : /^(Title|Address|Language): ?(.*)$/.exec(line);
    if (heading) {
      endSection();
      inBody = true;
      page.sections.push({ level: heading[1]?.length ?? 1, heading: heading[2]?.trim() ?? '' });
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

function addPassages(page: PageText, lines: readonly string[]): void {
  const section = page.sections.length - 1;
  const heading = page.sections[section]?.heading ?? '';
  const parents = parentHeadings(page.sections, section);
  let order = 0;
  lines.forEach((line, paragraph) => {
    const fragment = isFragment(line);
    if (fragment && isTableHead(lines, paragraph)) return;
    const texts = fragment ? [rowSentence(lines, paragraph)] : sentences(line);
    texts.forEach((text, index) => {
      const near = texts.filter((_, other) => other !== index).join(' ');
      page.passages.push({
        id: page.passages.length,
        text,
        implied: impliedWords(text, fragment),
        heading,
        parents,
        near,
        around: lines.filter((_, other) => other !== paragraph).join(' '),
        section,
        paragraph,
        order: order++,
        fragment,
      });
    });
  });
}

function parentHeadings(sections: readonly Section[], index: number): string {
  const above: string[] = [];
  let level = sections[index]?.level ?? 0;
  for (let at = index - 1; at >= 0 && level > 1; at--) {
    const section = sections[at];
    if (!section || section.level >= level || section.level === 0) continue;
    level = section.level;
    // The outermost heading names the page: it would make every passage match the page's own name.
    if (level > 1) above.unshift(section.heading);
  }
  return above.join(' ');
}

function sentences(line: string): string[] {
  const found: string[] = [];
  for (const { segment } of sentenceBreaks.segment(line)) {
    const last = found.at(-1);
    if (last !== undefined && ABBREVIATION.test(last)) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found.map((sentence) => sentence.trim()).filter(Boolean);
}

const isFragment = (line: string) => !/[.!?…]["'”’)]?$/.test(line);
const cells = (line: string | undefined) => (line === undefined ? [] : line.split(/,\s+/));

/** The first of several rows with equally many cells, itself without the figures that the others have. */
function isTableHead(lines: readonly string[], index: number): boolean {
  const width = cells(lines[index]).length;
  if (width < 2 || /\d/.test(lines[index] ?? '') || isRow(lines, index - 1, width)) return false;
  let rows = index + 1;
  while (isRow(lines, rows, width)) rows++;
  return rows - index > 2 && lines.slice(index + 1, rows).some((row) => /\d/.test(row));
}

function isRow(lines: readonly string[], index: number, width: number): boolean {
  const line = lines[index];
  return line !== undefined && isFragment(line) && cells(line).length === width;
}

/** "Tuesday, 10:00 to 20:00, closed" below "Day, Studio, Shop" is "Tuesday: studio 10:00 to 20:00, shop closed." */
function rowSentence(lines: readonly string[], index: number): string {
  const row = cells(lines[index]);
  const [name, ...values] = row;
  const alone = !isRow(lines, index - 1, row.length) && !isRow(lines, index + 1, row.length);
  // A phrase with a comma in it is no row.
  if (name === undefined || (alone && !values.some((value) => /^\p{Sc}?\d/u.test(value))))
    return `${lines[index]}.`;
  if (values.length === 0) return `${name}.`;
  let top = index;
  while (isRow(lines, top - 1, row.length)) top--;
  const head = top < index && isTableHead(lines, top) ? cells(lines[top]) : [];
  const parts = values.map((value, at) => {
    const label = head[at + 1]?.toLowerCase();
    return label && values.length > 1 ? `${label} ${value}` : value;
  });
  return `${name}: ${parts.join(', ')}.`;
}
