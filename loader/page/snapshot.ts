import type { PageSection, PageSnapshot } from '../../shared/bridge/contract.ts';

/**
 * Never read, even where a style displays it: what a visitor typed or could type, code, what stands in for
 * something that is not text, and what the owner marks or takes out of use. Templates hold their content apart,
 * and SVG is no HTMLElement: they need no mention.
 */
const NEVER =
  'nav,noscript,script,style,iframe,audio,video,canvas,object,progress,meter,textarea,select,output,[contenteditable],[inert],[aria-hidden=true],[data-evi-exclude]';

const tidy = (text: string, most?: number): string => text.replace(/\s+/g, ' ').trim().slice(0, most);

/**
 * The page's text in reading order, under its headings. Also what a visitor sees only later: answers in closed
 * <details>, and what is transparent until one scrolls there.
 */
export function readPage(exclude = ''): PageSnapshot {
  // `:is()` forgives: of a list with a broken selector in it, the others still hold.
  const never = new Set<Node>(document.querySelectorAll(`${NEVER},:is(${exclude})`));
  let section: PageSection = { id: '', level: 0, heading: '', text: '' };
  const sections: PageSection[] = [];
  let line = '';
  // Characters. About 10,000 words; the frame cuts further, to what a model can use.
  let room = 60_000;

  const take = (most: number): string => {
    const text = tidy(line, most);
    line = '';
    room -= text.length;
    return text;
  };

  const endLine = (goesOn?: boolean): void => {
    // A table's row is shorter; what goes on in a cell beyond that is the layout of an old page.
    if (goesOn && line.length < 500) line += ' ';
    else {
      const text = take(room);
      if (!text) return;
      section.text += (section.text && '\n') + text;
      sections[0] ??= section;
    }
  };

  /** `oneLine`: within a heading or a table cell, which blocks and breaks do not take apart. */
  const read = (node: Node, shown: boolean, oneLine: boolean): void => {
    if (room <= 0) return;
    if (node instanceof Text) line += shown ? node.data : '';
    if (!(node instanceof HTMLElement) || never.has(node)) return;
    // Not checkVisibility(): it takes closed <details> and `display: contents` for hidden.
    const { display, visibility, contentVisibility } = getComputedStyle(node);
    if (display === 'none' || contentVisibility === 'hidden') return;
    const { tagName } = node;
    const level = /^H[1-6]$/.test(tagName) && +tagName.slice(1);
    const cell = display === 'table-cell';
    const within = cell || (oneLine && display !== 'table');
    const flows = /^(inline|contents)/.test(display) && tagName !== 'BR';
    if (level || !flows) endLine(!level && within);
    if (cell) line = line.trim() && `${line.trim()}, `;
    for (const child of node.childNodes) read(child, visibility === 'visible', within || !!level);
    if (level) {
      const heading = take(200);
      if (!heading) return;
      section = { id: node.id || node.closest('section')?.id || '', level, heading, text: '' };
      sections.push(section);
    } else if (!flows) endLine(within);
  };

  read(document.documentElement, true, false);
  endLine();
  return {
    title: tidy(document.title, 200),
    url: location.origin + location.pathname,
    language: document.documentElement.lang,
    sections,
  };
}
