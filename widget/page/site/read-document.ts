import type { PageSection } from '../../../shared/bridge/contract.ts';

const NEVER =
  'head,nav,aside,header:not(main *,article *),footer:not(main *,article *),[role=navigation],[role=complementary],noscript,script,style,template,svg,iframe,audio,video,canvas,object,form,textarea,select,button,dialog:not([open]),[hidden],[inert],[aria-hidden=true],[data-evi-exclude]';
const BLOCKS =
  /^(?:ADDRESS|ARTICLE|BLOCKQUOTE|BODY|BR|CAPTION|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|HR|HTML|LI|MAIN|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TFOOT|THEAD|TR|UL)$/;
const KINDS: Record<string, string> = { LI: 'l', TR: 't' };
/** Characters of one page. */
const MOST = 60_000;
/** A document may be nested as deep as its author likes. */
const DEEPEST = 200;

/** The owner wants machines to leave it out. */
export const isUnlisted = (page: Document): boolean =>
  [...page.querySelectorAll('meta[name=robots i],meta[name=evi-widget i]')].some((meta) =>
    /\b(?:noindex|none)\b/i.test(meta.getAttribute('content') ?? ''),
  );

/**
 * The text of a document that is not shown, by its structure alone: no style applies to it.
 * @param exclude Selector of what the owner excludes. Throws when it cannot be understood.
 */
export function readDocument(page: Document, exclude: string): PageSection[] {
  const never = new Set<Node>(page.querySelectorAll(`${NEVER}${exclude && `,:is(${exclude})`}`));
  let section: PageSection = { id: '', level: 0, heading: '', text: '', kinds: '' };
  const sections = [section];
  let line = '';
  let linked = 0;
  let room = MOST;

  const endLine = (kind: string): void => {
    const text = line.replace(/\s+/g, ' ').trim().slice(0, room);
    if (text) {
      section.text += (section.text && '\n') + text;
      section.kinds += linked > 0.6 * text.length ? 'k' : kind;
      room -= text.length;
    }
    line = '';
    linked = 0;
  };

  const read = (node: Node, kind: string, depth: number): void => {
    if (never.has(node) || room <= 0 || depth > DEEPEST) return;
    if (node.nodeType === Node.TEXT_NODE) line += node.nodeValue;
    if (!(node instanceof Element)) return;
    const tag = node.tagName.toUpperCase();
    const level = /^H[1-6]$/.test(tag) ? Number(tag[1]) : 0;
    const inRow = kind === 't';
    const block = level > 0 || (BLOCKS.test(tag) && !inRow);
    if (block) endLine(kind);
    if (inRow && /^T[HD]$/.test(tag) && line.trim()) line += ' | ';
    const start = line.length;
    const inner = KINDS[tag] ?? kind;
    for (const child of node.childNodes) read(child, inner, depth + 1);
    if (inRow && BLOCKS.test(tag)) line += ' ';
    if (tag === 'A') linked += line.length - start;
    if (level) {
      const heading = line.replace(/\s+/g, ' ').trim().slice(0, 200);
      line = '';
      linked = 0;
      if (!heading) return;
      section = { id: node.id || node.closest('section')?.id || '', level, heading, text: '', kinds: '' };
      sections.push(section);
    } else if (block) endLine(inner);
  };
  read(page.documentElement, 'p', 0);
  endLine('p');
  return sections.filter(({ heading, text }) => heading || text);
}
