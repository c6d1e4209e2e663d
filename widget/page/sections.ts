import type { PageSection } from '../../shared/bridge/contract.ts';
import { oneLine, pieces } from './plain.ts';

/** As in the contract: prose, list item, table row, alternative text, links. */
export type Kind = 'p' | 'l' | 't' | 'a' | 'k';

export interface Line {
  text: string;
  kind: Kind;
  /** In a header, a footer or an aside. */
  beside: boolean;
}

/** A part of the page, as it may be shown to a model: lines that are lines, without what nobody sees. */
export interface Section {
  key: string;
  id: string;
  /** 1 to 6; 0 before the first heading. */
  level: number;
  heading: string;
  lines: Line[];
}

/** Characters. What is longer is taken apart at the ends of sentences, so that a budget can be kept. */
const LONGEST_LINE = 1000;
const LONGEST_HEADING = 200;
const KINDS = 'pltak';

const isKind = (letter: string): letter is Kind => letter.length === 1 && KINDS.includes(letter);

function readLines({ text, kinds = '' }: PageSection): Line[] {
  return text.split('\n').flatMap((line, at) => {
    const letter = kinds[at] ?? 'p';
    const kind = letter.toLowerCase();
    return pieces(oneLine(line), LONGEST_LINE)
      .filter(Boolean)
      .map((piece) => ({ text: piece, kind: isKind(kind) ? kind : 'p', beside: letter !== kind }));
  });
}

/** A button or an anchor in a heading: `History[edit]`, `History #`. */
const ENDING = /\s*(?:\[[\p{L}\s|]{1,40}\]|[#¶§🔗])$/u;

/** Without an ending that several of them have: it is no part of their names. */
function namesOf(headings: readonly string[]): string[] {
  const times = new Map<string, number>();
  const endingOf = (heading: string): string => ENDING.exec(heading)?.[0] ?? '';
  for (const ending of headings.map(endingOf)) times.set(ending, (times.get(ending) ?? 0) + 1);
  return headings.map((heading) => {
    const ending = endingOf(heading);
    return ending && (times.get(ending) ?? 0) > 1 ? heading.slice(0, -ending.length) : heading;
  });
}

/** Sections without a word are left out. */
export function readSections(sections: readonly PageSection[]): Section[] {
  const names = namesOf(sections.map(({ heading }) => oneLine(heading)));
  return sections
    .map((section, at) => ({
      key: section.key ?? '',
      // Only what can stand in the braces of a heading line.
      id: /^[^\s{}]{1,200}$/.test(oneLine(section.id)) ? oneLine(section.id) : '',
      level: section.level,
      heading: (names[at] ?? '').slice(0, LONGEST_HEADING),
      lines: readLines(section),
    }))
    .filter(({ heading, lines }) => heading || lines.length);
}
