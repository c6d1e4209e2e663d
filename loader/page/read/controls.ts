/** What the assistant may be asked to use, as far as the owner allows it. */
import type { PageControl, PageField, PageLink } from '../../../shared/bridge/contract.ts';
import type { Keys } from '../keys.ts';
import { FIELDS, isField, radiosOf, readField } from './fields.ts';
import { labelOf } from './labels.ts';
import type { Rules } from './rules.ts';
import { isUsable } from './usable.ts';

/** Of each kind. */
const MOST = 100;

/** What the owner marks for the assistant to press. */
export const BUTTONS = '[data-evi-click]';

/** The document, and the open shadow roots that were read. */
type Roots = readonly ParentNode[];

const all = (roots: Roots, selector: string): HTMLElement[] =>
  roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);

export function readFields(roots: Roots, rules: Rules, keys: Keys): PageField[] {
  const found: PageField[] = [];
  const grouped = new Set<Element>();
  for (const element of all(roots, FIELDS)) {
    if (!isField(element) || grouped.has(element)) continue;
    const field = readField(element, rules, keys);
    if (!field) continue;
    if (element.type === 'radio')
      for (const radio of radiosOf(element as HTMLInputElement, rules)) grouped.add(radio);
    found.push(field);
    if (found.length >= MOST) break;
  }
  return found;
}

export function readButtons(roots: Roots, rules: Rules, keys: Keys): PageControl[] {
  const found: PageControl[] = [];
  for (const element of all(roots, BUTTONS)) {
    const label = isUsable(element, rules) && rules.mask(labelOf(element, rules.never));
    if (label) found.push({ key: keys.of(element, label), label });
    if (found.length >= MOST) break;
  }
  return found;
}

export function readLinks(roots: Roots, rules: Rules): PageLink[] {
  const found = new Map<string, PageLink>();
  // Most pages have the same link many times, and an address takes time to understand.
  const seen = new Set<string | null>();
  for (const element of all(roots, 'a[href]:not([download])')) {
    const href = element.getAttribute('href');
    if (seen.has(href)) continue;
    const { origin, pathname, username } = element as HTMLAnchorElement;
    const url = origin + pathname;
    // The page itself is no place to go to.
    if (origin !== location.origin || username || pathname === location.pathname || found.has(url)) {
      seen.add(href);
      continue;
    }
    // What would be masked is nobody's to know.
    if (url.length > 1000 || rules.mask(url) !== url || !isUsable(element, rules)) continue;
    const label = rules.mask(labelOf(element, rules.never));
    if (!label) continue;
    seen.add(href);
    found.set(url, { label, url });
    if (found.size >= MOST) break;
  }
  return [...found.values()];
}
