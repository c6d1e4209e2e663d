import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { bodyLine, headingLine } from './format.ts';
import { mainLines } from './main-content.ts';
import { cut, oneLine } from './plain.ts';
import type { Line, Section } from './sections.ts';

export interface Context {
  text: string;
  /** Characters that it would have with all of the page in it. */
  whole: number;
}

interface Page extends Pick<PageSnapshot, 'title' | 'url' | 'language' | 'selection' | 'inView'> {
  sections: readonly Section[];
  /** Made by `factSection`. */
  facts: Section;
}

/** Characters. */
const LONGEST = { title: 200, address: 500, language: 35, heading: 200, selection: 1000, names: 600 };
/** Characters of a section that are its lead. */
const LEAD = 300;

const said = (name: string, value: string, most: number): string => `${name}: ${cut(oneLine(value), most)}`;

/** What the page's data say beyond its text, as a part of the page. */
export const factSection = (lines: readonly string[]): Section => ({
  key: '',
  id: '',
  level: 2,
  heading: 'Facts',
  lines: lines.map((text) => ({ text, kind: 'p', beside: false })),
});

/** What is taken into the context, counted as it will be printed. */
class Selection {
  readonly lines = new Set<Line>();
  readonly #begun = new Set<Section>();
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** Of the lines that are not there yet, as many as fit: none after one that does not. */
  add(section: Section, lines: readonly Line[], most = Number.POSITIVE_INFINITY): void {
    const before = this.#room;
    for (const line of lines) {
      if (this.lines.has(line)) continue;
      const length = bodyLine(line).length + 1;
      const cost = length + (this.#begun.has(section) ? 0 : this.#costOf(section));
      if (cost > this.#room || before - this.#room + cost > Math.max(most, cost)) return;
      this.#room -= cost;
      this.#begun.add(section);
      this.lines.add(line);
    }
    if (!section.lines.length) this.#addHeading(section);
  }

  has(section: Section): boolean {
    return this.#begun.has(section);
  }

  #addHeading(section: Section): void {
    const cost = this.#costOf(section);
    if (this.has(section) || cost > this.#room) return;
    this.#room -= cost;
    this.#begun.add(section);
  }

  /** An empty line and the heading. */
  #costOf(section: Section): number {
    const heading = headingLine(section);
    return heading ? heading.length + 2 : 1;
  }
}

/** The best first: what the visitor looks at, then what the page is about, then what its data say, then the rest. */
function select(page: Page, room: number): Selection {
  const chosen = new Selection(room);
  const main = mainLines(page.sections);
  const inView = page.sections.find(({ key }) => key && key === page.inView);
  const mainOf = ({ lines }: Section): Line[] => lines.filter((line) => main.has(line));
  if (inView) chosen.add(inView, mainOf(inView), room / 2);
  for (const section of page.sections) {
    const lines = mainOf(section);
    if (lines.length || !section.lines.length) chosen.add(section, lines, LEAD);
  }
  if (page.facts.lines.length) chosen.add(page.facts, page.facts.lines, room / 4);
  for (const section of page.sections) chosen.add(section, mainOf(section));
  // An address in the footer is worth more than a list of links.
  for (const links of [false, true])
    for (const section of page.sections)
      chosen.add(
        section,
        section.lines.filter((line) => !main.has(line) && (line.kind === 'k') === links),
      );
  return chosen;
}

const print = (chosen: Selection, sections: readonly Section[]): string[] =>
  sections
    .filter((section) => chosen.has(section))
    .flatMap((section) => [
      '',
      ...[headingLine(section)].filter(Boolean),
      ...section.lines.filter((line) => chosen.lines.has(line)).map(bodyLine),
    ]);

/** Names of what is left out, in reading order, as far as they fit. */
function namesOf(sections: readonly Section[], most: number): string {
  const names = [...new Set(sections.map(({ heading }) => heading.replaceAll(';', ',')).filter(Boolean))];
  let text = '';
  for (const name of names) {
    const longer = text ? `${text}; ${name}` : name;
    if (longer.length > most) break;
    text = longer;
  }
  return text;
}

/**
 * The page as the assistant gets it at once. Never longer than the budget; where the page's title and address alone are
 * longer, just those.
 */
export function contextOf(page: Page, budget: number): Context {
  const head = [
    said('Title', page.title, LONGEST.title),
    said('Address', page.url, LONGEST.address),
    said('Language', page.language, LONGEST.language),
  ];
  const lengthOf = (lines: readonly string[]): number => lines.join('\n').length;
  const addToHead = (line: string): void => {
    if (lengthOf([...head, line]) <= budget) head.push(line);
  };
  const inView = page.sections.find(({ key }) => key && key === page.inView)?.heading;
  if (inView) addToHead(said('In view', inView, LONGEST.heading));
  if (page.selection) addToHead(said('Selected', page.selection, Math.min(LONGEST.selection, budget / 4)));

  const sections = [page.facts, ...page.sections];
  const leftOut = (chosen: Selection): Section[] =>
    sections.filter((section) => section.lines.some((line) => !chosen.lines.has(line)));

  const printed = (chosen: Selection): string => [...head, ...print(chosen, sections)].join('\n');
  const all = printed(select(page, Number.POSITIVE_INFINITY));
  if (all.length <= budget) return { text: all, whole: all.length };
  // What is left out has to be named, so there is less room for the rest. Without a budget the names are all there is.
  const room = budget - lengthOf(head);
  const forNames = Math.min(LONGEST.names, room > 0 ? room / 5 : LONGEST.names);
  const chosen = select(page, room - forNames);
  const names = namesOf(leftOut(chosen), forNames - 'More sections: \n'.length);
  if (names) head.push(`More sections: ${names}`);
  return { text: printed(chosen), whole: all.length };
}
