import type { PageSection } from '../../../shared/bridge/contract.ts';
import { NO_TEXT, type Rules } from './rules.ts';
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

const BESIDE = /^(NAV|ASIDE|banner|complementary|contentinfo|navigation)$/;
const LANDMARKS = new Set(['MAIN', 'NAV', 'ASIDE', 'HEADER', 'FOOTER', 'ARTICLE', 'SECTION']);

/** Landmarks count outside of <main>, and a header or a footer where it is the page's, not an article's. */
function regionOf(tagName: string, role: string | null, around: Region): Region {
  if (around === 'main' || !(role || LANDMARKS.has(tagName))) return around;
  if (tagName === 'MAIN' || role === 'main') return 'main';
  if (around === 'beside' || BESIDE.test(role || tagName)) return 'beside';
  if (tagName === 'HEADER' || tagName === 'FOOTER') return around === 'free' ? 'beside' : around;
  return LANDMARKS.has(tagName) ? 'part' : around;
}

/** 1 to 6, or 0 for what is no heading. */
function levelOf(element: Element, tagName: string, role: string | null): number {
  const own = tagName.length === 2 && tagName[0] === 'H' ? Number(tagName[1]) || 0 : 0;
  if (role ? role !== 'heading' : !own) return 0;
  const level = Number(element.getAttribute('aria-level'));
  return Math.min(Math.trunc(level) || own || 2, 6);
}

const kindOf = (display: string, role: string | null, tagName: string, around: string): string => {
  if (display === 'table-row' || display === 'table-cell') return 't';
  // What opens <details> is displayed as a list item, for its mark.
  return (display === 'list-item' && tagName !== 'SUMMARY') || role === 'listitem' ? 'l' : around;
};

/**
 * The page's text in reading order, under its headings. Also what a visitor sees only later: answers in closed
 * <details>, which the browser's own search finds and opens, and what is transparent until one scrolls there. What is
 * `hidden` or not displayed is not read, be it in the panel of a tab: nobody but the page knows whether this visitor may
 * see it.
 */
export function readSections({ marked: selector, mask, kinds }: Rules): {
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

  /** None where it is what would be masked. */
  const anchorOf = (element: Element): string => {
    const id = (element.id || element.closest('section')?.id || '').slice(0, 200);
    return mask(id) === id ? id : '';
  };

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
    if (display === 'none') return;
    const { tagName } = element;
    const inline = display === 'inline';
    // What has no box of its own cannot hide its content in this way.
    if (!inline && style.contentVisibility === 'hidden') return;
    const role = element.getAttribute('role');
    if (tagName === 'IMG') {
      readImage(element, role, oneLine);
      return;
    }
    const level = levelOf(element, tagName, role);
    const cell = display === 'table-cell';
    const within = cell || (oneLine && display !== 'table');
    const flows = (inline || /^(inline|contents)/.test(display)) && tagName !== 'BR';
    if (level || !flows) endLine(kind, region, !level && within);
    if (cell) line = line.trim() && `${line.trim()} | `;
    const here = regionOf(tagName, role, region);
    const before = place;
    const kindHere = inline ? kind : kindOf(display, role, tagName, kind);
    const link = tagName === 'A' && linkStart < 0 && element.hasAttribute('href');
    if (link) linkStart = line.length;
    if (level) texts = [];
    const root = element.shadowRoot;
    if (root) {
      roots.push(root);
      for (const hidden of root.querySelectorAll(selector)) never.add(hidden);
    }
    // Inherited, and only asked for where there is something to see.
    let shown: boolean | undefined;
    const readChild = (child: Node): void => {
      if (child.nodeType === Node.TEXT_NODE) {
        const { data } = child as Text;
        shown ??= data.trim() ? style.visibility === 'visible' : undefined;
        if (shown !== false) line += data;
        if (shown) texts.push(child as Text);
      } else if (child instanceof HTMLElement && !NO_TEXT.has(child.tagName) && !never.has(child))
        read(child, here, kindHere, within || !!level);
    };
    // What stands in a slot comes where the slot is.
    const slotted = tagName === 'SLOT' ? (element as HTMLSlotElement).assignedNodes() : [];
    for (const node of slotted) readChild(node);
    let child = slotted.length > 0 ? null : (root ?? element).firstChild;
    for (; child && room > 0; child = child.nextSibling) readChild(child);
    if (link) {
      linked += line.length - linkStart;
      linkStart = -1;
    }
    if (level) {
      const heading = take(Math.min(200, room));
      linked = 0;
      const inHeading = texts;
      texts = place.texts;
      if (!heading) return;
      place = {
        section: {
          id: anchorOf(element),
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
      // A page of nothing but headings has an end, too.
      if (places.length >= 2000) room = 0;
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
