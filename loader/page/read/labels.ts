import { tidy } from './text.ts';
import { fits } from './usable.ts';

/** The words in an element, without those in fields and without what is hidden or excluded. */
function wordsOf(element: Element, never: string): string {
  const { display, visibility } = getComputedStyle(element);
  if (display === 'none' || fits(element, never)) return '';
  if (element instanceof HTMLImageElement) return ` ${element.alt} `;
  return Array.from(element.childNodes, (child) => {
    if (child instanceof Element) return wordsOf(child, never);
    return child instanceof Text && visibility === 'visible' ? child.data : '';
  }).join('');
}

const referenced = (element: Element, never: string): string =>
  (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => {
      const root = element.getRootNode();
      const named = id && (root instanceof ShadowRoot ? root : document).getElementById(id);
      return named && !named.closest(never) ? wordsOf(named, never) : '';
    })
    .join(' ');

/** What a visitor calls it: the first of these that has words. */
export function labelOf(element: HTMLElement, never: string): string {
  const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
  const ways = [
    () => referenced(element, never),
    () => element.getAttribute('aria-label'),
    () => Array.from(labels ?? [], (label) => (label.closest(never) ? '' : wordsOf(label, never))).join(' '),
    () => element.getAttribute('placeholder'),
    () =>
      element instanceof HTMLInputElement
        ? element.type === 'submit' && element.value
        : wordsOf(element, never),
    () => element.title,
  ];
  for (const way of ways) {
    const label = tidy(way() || '', 100);
    if (label) return label;
  }
  return '';
}
