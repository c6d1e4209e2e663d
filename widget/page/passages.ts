import type { Line, Section } from './sections.ts';

/** Some lines of a section that stand together: what is found as one. */
export interface Passage {
  section: Section;
  lines: Line[];
  /** The first row of the table that they are from, where they begin after it: it says what the cells are. */
  head: Line | undefined;
}

/** Characters. Enough for an answer, and little enough that what is found is near. */
const LENGTH = 600;

export function passagesOf(sections: readonly Section[]): Passage[] {
  const passages: Passage[] = [];
  for (const section of sections) {
    let passage: Passage | undefined;
    let room = 0;
    let head: Line | undefined;
    for (const line of section.lines) {
      if (line.kind !== 't') head = undefined;
      if (!passage || line.text.length > room) {
        passage = { section, lines: [], head };
        passages.push(passage);
        room = LENGTH;
      }
      if (line.kind === 't') head ??= line;
      passage.lines.push(line);
      room -= line.text.length;
    }
    if (!passage && section.heading) passages.push({ section, lines: [], head: undefined });
  }
  return passages;
}
