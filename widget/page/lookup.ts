import { bodyLine, headingLine } from './format.ts';
import type { Passage } from './passages.ts';
import { cut, oneLine } from './plain.ts';
import type { Line, Section } from './sections.ts';

/** Characters of a tool's result. */
const MOST = 4000;
/** Characters of what the assistant looks for. */
const LONGEST_ARGUMENT = 300;

interface Printed {
  section: Section;
  lines: readonly Line[];
  /** Of the page that the section is on, where that is another one. */
  url?: string;
}

/** Sections as in the context, as many lines as fit. */
export function printSections(parts: readonly Printed[], most = MOST): { text: string; whole: boolean } {
  const printed: string[] = [];
  let room = most;
  let whole = true;
  for (const { section, lines, url } of parts) {
    const top = [headingLine(section), url ? `From: ${url}` : ''].filter(Boolean);
    const start = top.join('\n').length + 2;
    const first = lines[0] ? bodyLine(lines[0]).length + 1 : 0;
    if (start + first > room) {
      whole = false;
      continue;
    }
    room -= start;
    const kept: string[] = [];
    for (const line of lines.map(bodyLine)) {
      room -= line.length + 1;
      if (room < 0) break;
      kept.push(line);
    }
    if (kept.length < lines.length) whole = false;
    printed.push([...top, ...kept].join('\n'));
    if (room < 0) break;
  }
  return { text: printed.join('\n\n'), whole };
}

/** Passages under their sections' headings, the section with the best passage first. */
export function printPassages(passages: readonly (Passage & { url?: string })[]): string {
  const bySection = new Map<Section, Set<Line>>();
  const urls = new Map<Section, string>();
  // In the order of what was found, so that what is cut off is the least fitting.
  for (const { section, lines, head, url } of passages) {
    const found = bySection.get(section) ?? new Set();
    bySection.set(section, found);
    if (url) urls.set(section, url);
    for (const line of head ? [head, ...lines] : lines) found.add(line);
  }
  const parts = [...bySection].map(([section, found]) => ({
    section,
    lines: section.lines.filter((line) => found.has(line)),
    url: urls.get(section) ?? '',
  }));
  return printSections(parts).text;
}

/** An argument of a tool call, which the model may have made up. Throws in words for the model. */
export function textArgument(args: unknown, name: string): string {
  const { [name]: value }: Record<string, unknown> = Object(args);
  const text = typeof value === 'string' ? oneLine(value) : '';
  if (!text) throw new TypeError(`Give "${name}" as a text, like {"${name}": "opening hours"}.`);
  return cut(text, LONGEST_ARGUMENT);
}

/** JSON Schema of an object with one text in it. */
export const oneText = (name: string, description: string): string =>
  JSON.stringify({
    type: 'object',
    properties: { [name]: { type: 'string', description } },
    required: [name],
  });
