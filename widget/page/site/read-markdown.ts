import type { PageSection } from '../../../shared/bridge/contract.ts';

/** Characters of one page. */
const MOST = 60_000;
const LINK = /!?\[([^[\]]{0,300})\]\(<?([^()\s>]{1,2000})>?[^()]{0,300}\)/g;

/** Where the links of an llms.txt lead: https://llmstxt.org */
export const linksOf = (text: string): string[] =>
  Array.from(text.slice(0, MOST).matchAll(LINK), ([, , address]) => address ?? '');

const plain = (text: string): string =>
  text
    .replace(LINK, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .trim();

const cellsOf = (row: string): string[] =>
  row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** Markdown, or text without any, under its headings. */
export function readMarkdown(text: string): PageSection[] {
  let section: PageSection = { id: '', level: 0, heading: '', text: '', kinds: '' };
  const sections = [section];
  let paragraph = '';
  const add = (line: string, kind: string): void => {
    if (!line) return;
    section.text += (section.text && '\n') + line;
    section.kinds += kind;
  };
  const endParagraph = (): void => {
    add(plain(paragraph), 'p');
    paragraph = '';
  };
  for (const raw of text.slice(0, MOST).split('\n')) {
    const line = raw.trim();
    const [, marks = '', heading = ''] = /^(#{1,6})\s+(\S.*)$/.exec(line) ?? [];
    const [, item] = /^(?:[-*+]|\d{1,3}[.)])\s+(\S.*)$/.exec(line) ?? [];
    const isRow = line.startsWith('|');
    if (marks || item || isRow || !line) endParagraph();
    if (marks) {
      section = {
        id: '',
        level: marks.length,
        heading: plain(heading.replace(/(?<!#)#+$/, '')),
        text: '',
        kinds: '',
      };
      sections.push(section);
    } else if (item) add(plain(item), 'l');
    else if (isRow) {
      if (!/^[|\s:-]+$/.test(line)) add(plain(cellsOf(line).join(' | ')), 't');
    } else paragraph += ` ${line.replace(/^>\s?/, '')}`;
  }
  endParagraph();
  return sections.filter(({ heading, text: body }) => heading || body);
}
