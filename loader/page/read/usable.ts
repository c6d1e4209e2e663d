import type { Rules } from './rules.ts';

/** Seen now, and neither out of use nor in what the owner excludes, across shadow roots. */
export function isUsable(element: Element, { never, excluded }: Rules): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (element.matches(`:disabled,[aria-disabled=true],[aria-hidden=true],[inert],${excluded}`)) return false;
  for (let around: Node | null = element.parentNode; around; around = around.parentNode) {
    if (around instanceof ShadowRoot) around = around.host;
    if (around instanceof Element && around.matches(never)) return false;
  }
  return true;
}
