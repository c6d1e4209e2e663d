import type { PageSection } from '../../../shared/bridge/contract.ts';
import type { Rules } from './rules.ts';
import { tidy } from './text.ts';

/** A section, and where it is on the page. */
export interface Place {
  section: PageSection & { kinds: string };
  /** Undefined before the first heading. */
  heading: Element | undefined;
  /** It stands beside the main content. */
  beside: boolean;
  /** What was read, in order; `null` at the end of a line. */
  texts: (Text | null)[];
}

/** Where in the page's landmarks one is. */
type Region = 'free' | 'beside' | 'main' | 'part';

const BESIDE_ROLES = /^(banner|complementary|contentinfo|navigation)$/;

/** Landmarks count outside of <main>, and a header or a footer where it is the page's, not an article's. */
function regionOf({ tagName }: Element, role: string | null, around: Region): Region {
  if (around === 'main' || tagName === 'MAIN' || role === 'main') return 'main';
  if (around === 'beside' || tagName === 'NAV' || tagName === 'ASIDE' || BESIDE_ROLES.test(role ?? ''))
    return 'beside';
  if (around === 'free' && (tagName === 'HEADER' || tagName === 'FOOTER')) return 'beside';
  return /^(ARTICLE|SECTION)$/.test(tagName) ? 'part' : around;
}

/** 1 to 6, or 0 for what is no heading. */
function levelOf(element: Element, role: string | null): number {
  const { tagName } = element;
  const own = /^H[1-6]$/.test(tagName) ? +tagName.slice(1) : 0;
  if (role ? role !== 'heading' : !own) return 0;
  const level = Number(element.getAttribute('aria-level'));
  return Math.min(Math.trunc(level) || own || 2, 6);
}

/** What stands in a slot comes where the slot is. */
const childrenOf = (element: Element): Iterable<Node> => {
  const slotted = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
  return slotted.length > 0 ? slotted : (element.shadowRoot ?? element).childNodes;
};

/**
 * The page's text in reading order, under its headings. Also what a visitor sees only later: answers in closed
 * <details>, which the browser's own search finds and opens, and what is transparent until one scrolls there. What is
 * `hidden` or not displayed is not read, be it in the panel of a tab: nobody but the page knows whether this visitor may
 * see it.
 */
export function readSections({ never: selector, mask, kinds }: Rules): {
  places: Place[];
  /** The document, and the open shadow roots that were read. */
  roots: ParentNode[];
} {
  const never = new Set<Node>(document.querySelectorAll(selector));
  let place: Place = {
    section: { id: '', level: 0, heading: '', text: '', kinds: '' },
    heading: undefined,
    beside: false,
    texts: [],
  };
  const places: Place[] = [];
  const roots: ParentNode[] = [document];
  let line = '';
  /** Characters of the line that are in links, and where one began that has not ended. */
  let linked = 0;
  let linkStart = -1;
  let texts = place.texts;
  let alts: string[] = [];
  // Characters. About 10,000 words; the frame cuts further, to what a model can use.
  let room = 60_000;

  const take = (most: number): string => {
    const text = mask(tidy(line)).slice(0, most);
    line = '';
    room -= text.length;
    return text;
  };

  const add = (text: string, kind: string, region: Region): void => {
    const { section } = place;
    if (!place.heading && !section.text) places.push(place);
    section.text += (section.text && '\n') + text;
    section.kinds += region === 'beside' ? kind.toUpperCase() : kind;
  };

  const endLine = (kind: string, region: Region, goesOn?: boolean): void => {
    // A table's row is shorter; what goes on in a cell beyond that is the layout of an old page.
    if (goesOn && line.length < 500) {
      line += ' ';
      return;
    }
    if (linkStart >= 0) {
      linked += line.length - linkStart;
      linkStart = 0;
    }
    const text = take(room);
    if (text) {
      add(text, linked > 0.6 * text.length ? 'k' : kind, region);
      texts.push(null);
    }
    linked = 0;
    for (const alt of alts) {
      line = alt;
      const told = take(room);
      if (told) add(told, 'a', region);
    }
    alts = [];
  };

  const readImage = (image: HTMLElement, role: string | null, oneLine: boolean): void => {
    const alt =
      kinds && !/^(none|presentation)$/.test(role ?? '') && tidy(image.getAttribute('alt') ?? '', 500);
    if (!alt || getComputedStyle(image).visibility !== 'visible') return;
    // Within a heading or a table's cell it is a word of it.
    if (oneLine) line += ` ${alt} `;
    else alts.push(alt);
  };

  /** `oneLine`: within a heading or a table cell, which blocks and breaks do not take apart. */
  const read = (element: HTMLElement, region: Region, kind: string, oneLine: boolean): void => {
    const style = getComputedStyle(element);
    const { display } = style;
    // Not checkVisibility(): it takes closed <details> and `display: contents` for hidden.
    if (display === 'none' || style.contentVisibility === 'hidden') return;
    const { tagName } = element;
    const role = element.getAttribute('role');
    if (tagName === 'IMG') {
      readImage(element, role, oneLine);
      return;
    }
    const level = levelOf(element, role);
    const cell = display === 'table-cell';
    const within = cell || (oneLine && display !== 'table');
    const flows = /^(inline|contents)/.test(display) && tagName !== 'BR';
    if (level || !flows) endLine(kind, region, !level && within);
    if (cell) line = line.trim() && `${line.trim()} | `;
    const here = regionOf(element, role, region);
    const before = place;
    const kindHere = cell ? 't' : display === 'list-item' || role === 'listitem' ? 'l' : kind;
    const link = tagName === 'A' && linkStart < 0 && element.hasAttribute('href');
    if (link) linkStart = line.length;
    if (level) texts = [];
    // Inherited, and only asked for where there is something to see.
    let shown: boolean | undefined;
    const root = element.shadowRoot;
    if (root) {
      roots.push(root);
      for (const hidden of root.querySelectorAll(selector)) never.add(hidden);
    }
    for (const child of childrenOf(element)) {
      if (room <= 0) break;
      if (child instanceof Text) {
        const { data } = child;
        shown ??= /\S/.test(data) ? style.visibility === 'visible' : undefined;
        if (shown === false) continue;
        line += data;
        if (shown) texts.push(child);
      } else if (child instanceof HTMLElement && !never.has(child))
        read(child, here, kindHere, within || !!level);
    }
    if (link) {
      linked += line.length - linkStart;
      linkStart = -1;
    }
    if (level) {
      const heading = take(200);
      linked = 0;
      const inHeading = texts;
      texts = place.texts;
      if (!heading) return;
      place = {
        section: {
          id: (element.id || element.closest('section')?.id || '').slice(0, 200),
          level,
          heading,
          text: '',
          kinds: '',
        },
        heading: element,
        beside: here === 'beside',
        texts: inHeading,
      };
      texts = inHeading;
      texts.push(null);
      places.push(place);
    } else if (!flows) endLine(kindHere, here, within);
    // What goes on after an aside belongs to what was before it.
    if (here !== 'beside' || region === 'beside') return;
    place = before;
    texts = place.texts;
  };

  read(document.documentElement, 'free', 'p', false);
  endLine('p', 'free');
  return { places, roots };
}
