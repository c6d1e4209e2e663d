import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { type Line, readSections, type Section } from './sections.ts';

/** Characters. A line from here on is prose, whatever stands around it. */
const PROSE = 80;
/** A line that stands on the page so often is a button or a label: "Reply", "Add to basket". */
const REPEATED = 3;
/** Of the page's text. A page with more lines on cookies is about cookies. */
const FEW = 0.1;
/** Buttons of a consent banner. */
const BUTTONS = 4;
/** The same in most languages that use it, or written like it. */
const COOKIES = /cookie|クッキー|кук[иа]|쿠키|كوكيز|ملفات تعريف الارتباط/i;
/** Names are the same in every language. Two of them in a short line are buttons for sharing. */
const NETWORKS = /facebook|whatsapp|twitter|linkedin|pinterest|telegram|reddit|فيسبوك|واتساب/gi;
/** What the law wants written over an advertisement. */
const ADVERT =
  /^(?:advertis|sponsor|anzeige\b|werbung\b|publicit|pubblicit|contenu sponsor|publicidad|patrocin|реклама|広告|广告|إعلان)/i;
const COMMENTS = /comment|kommentar|comentari|коммент|评论|留言|コメント|تعليق/i;
const OWNER = /^(?:©|\(c\)|copyright\b)/i;
const WORD = /[\p{L}\p{N}]/u;

const lengthOf = (lines: readonly Line[]): number => lines.reduce((sum, { text }) => sum + text.length, 0);
const isShort = ({ text, kind }: Line): boolean =>
  (kind === 'p' || kind === 'l') && text.length < PROSE / 2 && !/[.!?。]$/.test(text);

/** Labels of buttons, and text without a word. */
function findNoise(lines: readonly Line[], add: (line: Line) => void): void {
  const times = new Map<string, number>();
  for (const { text } of lines) times.set(text, (times.get(text) ?? 0) + 1);
  for (const line of lines) {
    const { text, kind } = line;
    const isLabel = text.length < 2 * PROSE && (ADVERT.test(text) || (text.match(NETWORKS)?.length ?? 0) > 1);
    const often = (times.get(text) ?? 0) >= REPEATED && kind !== 't' && text.length < PROSE;
    if (often || isLabel || !WORD.test(text) || (OWNER.test(text) && text.length < 2 * PROSE)) add(line);
  }
}

/** What a banner on cookies says, and the buttons behind it. */
function findConsent(lines: readonly Line[], add: (line: Line) => void): void {
  const told = lines.filter(({ text }) => COOKIES.test(text));
  if (lengthOf(told) > Math.max(lengthOf(lines) * FEW, 600)) return;
  for (const line of told) {
    // In the middle of prose it is said in passing.
    const at = lines.indexOf(line);
    if (line.text.length > 6 * PROSE) continue;
    add(line);
    for (const next of lines.slice(at + 1, at + 1 + BUTTONS)) {
      if (next.text.length > PROSE || /[.!?。]$/.test(next.text)) break;
      add(next);
    }
  }
}

/** Where the page says what it is about for the last time: after that come comments, teasers and a footer without a mark. */
function findTail(
  sections: readonly Section[],
  isNoise: (line: Line) => boolean,
  add: (line: Line) => void,
): void {
  const hasSubstance = ({ lines, heading }: Section): boolean =>
    !(heading.length < PROSE / 2 && COMMENTS.test(heading)) &&
    lines.some((line) => !isNoise(line) && (line.kind === 't' || line.text.length > PROSE));
  const last = sections.map(hasSubstance).lastIndexOf(true);
  const tail = sections.slice(last + 1);
  // A list at the end is content where nothing there shows that the content is over.
  const start = tail.findIndex(
    ({ lines, heading }) =>
      (heading.length < PROSE / 2 && COMMENTS.test(heading)) || (lines.length > 0 && lines.every(isNoise)),
  );
  if (last < 0 || start < 0) return;
  for (const { lines } of tail.slice(start)) for (const line of lines) add(line);
}

/** Short lines between links are links' labels, dates and counts: teasers, tags, pagers. */
function findBetween(
  lines: readonly Line[],
  isNoise: (line: Line) => boolean,
  add: (line: Line) => void,
): void {
  let start = 0;
  while (start < lines.length) {
    let end = start;
    for (let line = lines[end]; line && !isNoise(line) && isShort(line); line = lines[end]) end += 1;
    const [before, after] = [lines[start - 1], lines[end]];
    const within = (!before || isNoise(before)) && (!after || isNoise(after));
    const atLinks = [before, after].some((line) => line && (line.kind === 'k' || line.beside));
    if (end > start && end - start <= 3 && within && atLinks)
      for (const line of lines.slice(start, end)) add(line);
    start = end + 1;
  }
}

/**
 * The lines that the page is about, by structure: what its markup puts beside them, what is mostly links, and what
 * repeats itself is not. Where that leaves nothing, the page is made of such lines, and they are its content.
 */
export function mainLines(sections: readonly Section[]): ReadonlySet<Line> {
  const all = sections.flatMap(({ lines }) => lines);
  const inside = all.filter(({ beside }) => !beside);
  const noise = new Set<Line>();
  const add = (line: Line): void => void noise.add(line);
  findNoise(inside, add);
  findConsent(inside, add);
  const prose = inside.filter((line) => line.kind !== 'k' && !noise.has(line));
  // A list of products or of chapters is made of links, and a page that marks what is beside it means what it leaves.
  const isIndex = lengthOf(prose) < lengthOf(inside) * 0.3 && inside.length < all.length;
  if (!isIndex) {
    for (const line of inside) if (line.kind === 'k') add(line);
    const isNoise = (line: Line): boolean => line.beside || noise.has(line);
    for (const { lines } of sections) findBetween(lines, isNoise, add);
    findTail(sections, isNoise, add);
  }
  const main = inside.filter((line) => !noise.has(line));
  if (lengthOf(main) * 20 >= lengthOf(all)) return new Set(main);
  return new Set(inside.length ? inside : all);
}

/** What the page is about, in reading order: headings, and their lines. */
export function mainContent({ sections }: Pick<PageSnapshot, 'sections'>): string[] {
  const read = readSections(sections);
  const main = mainLines(read);
  const lines: string[] = [];
  /** Headings above what comes, for as long as nothing has come. */
  let waiting: Section[] = [];
  for (const section of read) {
    waiting = [...waiting.filter(({ level }) => level < section.level), section];
    const kept = section.lines.filter((line) => main.has(line));
    if (!kept.length) continue;
    lines.push(...waiting.map(({ heading }) => heading).filter(Boolean), ...kept.map(({ text }) => text));
    waiting = [];
  }
  return lines;
}
