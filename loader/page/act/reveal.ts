/** Brings an element to the visitor's eyes, without moving the focus, and answers with the way back. */
export function reveal(element: Element, block: ScrollLogicalPosition): () => void {
  const opened: HTMLDetailsElement[] = [];
  const scrolled: [element: Element, left: number, top: number][] = [];
  for (let around: Node | null = element; around; around = around.parentNode) {
    if (around instanceof ShadowRoot) around = around.host;
    if (!(around instanceof Element)) continue;
    if (around instanceof HTMLDetailsElement && !around.open) {
      around.open = true;
      opened.push(around);
    }
    scrolled.push([around, around.scrollLeft, around.scrollTop]);
  }
  const calm = matchMedia('(prefers-reduced-motion:reduce)').matches;
  const behavior = calm ? 'instant' : 'smooth';
  // Beneath a bar that stays at the window's top, the start would not be seen.
  const top = document.elementFromPoint(innerWidth / 2, 1);
  const bar = block === 'start' && top && isFixed(top) && !top.contains(element);
  element.scrollIntoView({ behavior, block: bar ? 'center' : block, inline: 'nearest' });
  return () => {
    for (const details of opened) details.open = false;
    for (const [one, left, y] of scrolled) one.scrollTo({ left, top: y, behavior });
  };
}

function isFixed(element: Element): boolean {
  for (let around: Element | null = element; around; around = around.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(around).position)) return true;
  return false;
}
