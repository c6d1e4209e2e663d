import { warn } from '../warn.ts';
import type { Frame } from './frame.ts';
import type { Movable } from './keep.ts';

/**
 * Puts the frame into the page, or moves it.
 * @param into An element, or the selector of one; without it the widget floats.
 */
export function placeFrame({ element, setInline }: Frame, into: Element | string = ''): void {
  // `:is()` forgives a selector that is broken.
  const found = typeof into === 'string' ? into && document.querySelector(`:is(${into})`) : into;
  if (found === null) warn(`no element fits data-mount="${into}" yet: set it again when one is there`);
  // Not to the body: there may be none, and some frameworks replace it by another one.
  const parent: Movable = found || document.documentElement;
  setInline(!!found);
  // Moved in any other way, a frame loads anew.
  if (element.isConnected && parent.moveBefore) parent.moveBefore(element, null);
  else if (element.parentNode !== parent) parent.append(element);
}
