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

/** A line as it is printed, and what it is. */
interface Item {
  text: string;
  rank: 'main' | 'beside' | 'links';
}

/** A section as it is printed. */
interface Part {
  section: Section;
  heading: string;
  items: Item[];
}

function partsOf(sections: readonly Section[]): Part[] {
  const main = mainLines(sections);
  const rankOf = (line: Line): Item['rank'] => {
    if (main.has(line)) return 'main';
    return line.kind === 'k' ? 'links' : 'beside';
  };
  return sections.map((section) => ({
    section,
    heading: headingLine(section),
    items: section.lines.map((line) => ({ text: bodyLine(line), rank: rankOf(line) })),
  }));
}

/** With an empty line above it. */
const headingCost = ({ heading }: Part): number => (heading ? heading.length + 2 : 1);
const costOf = (part: Part): number =>
  part.items.reduce((sum, { text }) => sum + text.length + 1, headingCost(part));

/** What is taken into the context, counted as it will be printed. */
class Selection {
  readonly items = new Set<Item>();
  readonly parts = new Set<Part>();
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** Of the lines that are not there yet, as many as fit: none after one that does not. */
  add(part: Part, ranks: readonly Item['rank'][], most = Number.POSITIVE_INFINITY): void {
    if (!part.items.length) this.#open(part);
    let spent = 0;
    for (const item of part.items) {
      if (this.items.has(item) || !ranks.includes(item.rank)) continue;
      const length = item.text.length + 1;
      const cost = length + (this.parts.has(part) ? 0 : headingCost(part));
      spent += cost;
      if (cost > this.#room || spent > Math.max(most, cost)) return;
      this.#open(part);
      this.#room -= length;
      this.items.add(item);
    }
  }

  #open(part: Part): void {
    const cost = headingCost(part);
    if (this.parts.has(part) || cost > this.#room) return;
    this.#room -= cost;
    this.parts.add(part);
  }
}

/** The best first: what the visitor looks at, then what the page is about, then what its data say, then the rest. */
function select(parts: readonly Part[], facts: Part, inView: string, room: number): Selection {
  const chosen = new Selection(room);
  const looked = parts.find(({ section: { key } }) => key && key === inView);
  if (looked) chosen.add(looked, ['main'], room / 2);
  for (const part of parts) chosen.add(part, ['main'], LEAD);
  if (facts.items.length) chosen.add(facts, ['beside'], room / 4);
  // An address in the footer is worth more than a list of links.
  for (const rank of ['main', 'beside', 'links'] as const) for (const part of parts) chosen.add(part, [rank]);
  return chosen;
}

const print = (parts: readonly Part[], chosen?: Selection): string[] =>
  parts
    .filter((part) => !chosen || chosen.parts.has(part))
    .flatMap((part) => [
      '',
      ...(part.heading ? [part.heading] : []),
      ...part.items.filter((item) => !chosen || chosen.items.has(item)).map(({ text }) => text),
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

  const parts = partsOf(page.sections);
  const facts: Part = {
    section: page.facts,
    heading: headingLine(page.facts),
    items: page.facts.lines.map((line) => ({ text: bodyLine(line), rank: 'beside' })),
  };
  const all = facts.items.length ? [facts, ...parts] : parts;
  const whole = all.reduce((sum, part) => sum + costOf(part), lengthOf(head));
  if (whole <= budget) return { text: [...head, ...print(all)].join('\n'), whole };

  // What is left out has to be named, so there is less room for the rest. Without a budget the names are all there is.
  const room = budget - lengthOf(head);
  const forNames = Math.min(LONGEST.names, room > 0 ? room / 5 : LONGEST.names);
  const chosen = select(parts, facts, page.inView ?? '', room - forNames);
  const leftOut = all.filter(({ items }) => items.some((item) => !chosen.items.has(item)));
  const names = namesOf(
    leftOut.map(({ section }) => section),
    forNames - 'More sections: \n'.length,
  );
  if (names) head.push(`More sections: ${names}`);
  return { text: [...head, ...print(all, chosen)].join('\n'), whole };
}
