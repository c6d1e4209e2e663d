import type { Place } from './sections.ts';

/**
 * The section that the visitor looks at: the one whose heading was the last to pass a line across the window. The line
 * is high at the page's top and low at its end, so that the first and the last section have their turn.
 */
export function placeInView(places: readonly Place[]): Place | undefined {
  const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
  const most = scrollHeight - clientHeight;
  const line = innerHeight * (most > 0 ? 0.2 + 0.7 * (scrollTop / most) : 0.4);
  let found: Place | undefined;
  let nearest = -Infinity;
  for (const place of places) {
    if (place.beside) continue;
    const { top, height } = place.heading?.getBoundingClientRect() ?? { top: -1e9, height: 1 };
    // What has no height is not shown now, like a heading in closed <details>.
    if (height <= 0 || top > line || top < nearest) continue;
    nearest = top;
    found = place;
  }
  return found;
}
