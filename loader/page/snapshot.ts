import type { PageSection, PageSnapshot } from '../../shared/bridge/contract.ts';

/**
 * Never read: what a visitor typed or could type, fallbacks of what is not text or not without scripts, and what
 * the owner marks. Scripts, styles and templates are not displayed, and SVG is no HTMLElement: they need no mention.
 */
const NEVER =
  'nav,noscript,audio,video,canvas,object,textarea,select,button,output,[contenteditable],[hidden],[aria-hidden=true],[data-evi-exclude]';

/** Characters. About 10,000 words; the frame cuts further, to what a model can use. */
const MOST = 60_000;

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The page's visible text in reading order, under its headings. */
export function readPage(exclude = ''): PageSnapshot {
  // `:is()` forgives: of a list with a broken selector in it, the others still hold.
  const never = new Set<Node>(document.querySelectorAll(`${NEVER},:is(${exclude})`));
  const sections: PageSection[] = [];
  let section: PageSection | undefined;
  let line = '';
  let room = MOST;

  const begin = (id: string, level: number, heading: string): PageSection => {
    const begun = { id, level, heading, text: '' };
    sections.push(begun);
    return begun;
  };

  const endLine = (): void => {
    const text = tidy(line).slice(0, room);
    line = '';
    if (!text) return;
    room -= text.length;
    section ??= begin('', 0, '');
    section.text += (section.text && '\n') + text;
  };

  const read = (node: Node, shown: boolean): void => {
    if (room <= 0) return;
    if (node instanceof Text) {
      if (shown) line += node.data;
      return;
    }
    if (!(node instanceof HTMLElement) || never.has(node)) return;
    const { display, visibility } = getComputedStyle(node);
    if (display === 'none') return;
    const visible = visibility === 'visible';
    const level = +(/^H([1-6])$/.exec(node.tagName)?.[1] ?? 0);
    const flows = /^(inline|contents|table-cell)/.test(display);
    if (display === 'table-cell') line += line && ', ';
    else if (!flows || node.tagName === 'BR') endLine();
    for (const child of node.childNodes) read(child, visible);
    const heading = level && tidy(line).slice(0, 200);
    if (heading) {
      line = '';
      room -= heading.length;
      const id = node.id || node.closest('section')?.id || '';
      section = begin(id, level, heading);
    } else if (!flows) endLine();
  };

  read(document.documentElement, true);
  endLine();
  return {
    title: tidy(document.title).slice(0, 200),
    url: location.origin + location.pathname,
    language: document.documentElement.lang,
    sections,
  };
}
