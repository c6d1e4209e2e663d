import type { Rules } from './rules.ts';

/** Through the prototype: a form has properties of the names of its fields. */
export const fits = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);

/** Seen now, and neither out of use nor in what the owner excludes, across shadow roots. */
export function isUsable(element: Element, { marked, excluded }: Rules): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (fits(element, `:disabled,[aria-disabled=true],[aria-hidden=true],[inert],${excluded}`)) return false;
  let around = element.parentElement;
  for (;;) {
    if (around?.closest(marked)) return false;
    const root = (around ?? element).getRootNode();
    if (!(root instanceof ShadowRoot)) return true;
    around = root.host as HTMLElement;
  }
}
