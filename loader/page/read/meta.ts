/** What the page says of itself for machines. */
import type { Rules } from './rules.ts';
import { tidy } from './text.ts';

const NAMES =
  /^(description|keywords|author|(og|article|book|business|place|product|profile|restaurant):[\w:]+)$/;

const path = (address: string): string => address.replace(/[?#].*/, '');

/** Addresses without what stands behind their path: it can name a session or a visitor. */
export const withoutQueries = (text: string): string =>
  /^[^\s?#]*[?#]\S*$/.test(text) && /^(\w+:|[./?#])/.test(text)
    ? path(text)
    : text.replace(/\w:\/\/[^\s"'<>]*/g, path);

export function readMeta({ excluded, mask }: Rules): [name: string, content: string][] {
  const found: [string, string][] = [];
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = element.getAttribute('property') ?? element.getAttribute('name') ?? '';
    const content = mask(withoutQueries(tidy(element.getAttribute('content') ?? ''))).slice(0, 500);
    if (NAMES.test(name) && content && !element.closest(excluded)) found.push([name.slice(0, 60), content]);
    if (found.length >= 60) break;
  }
  return found;
}

/** JSON-LD, without what no page text may have either. What is no JSON is nothing. */
export function readData({ excluded, mask }: Rules): string[] {
  const clean = (_key: string, value: unknown): unknown => {
    if (typeof value === 'string') return mask(withoutQueries(value));
    const text = typeof value === 'number' ? `${value}` : '';
    return mask(text) === text ? value : mask(text);
  };
  const found: string[] = [];
  let room = 40_000;
  for (const element of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const text = element.textContent;
    // Four times the room: what is cut in the middle is of no use, and parsing more takes time.
    if (text.length > 160_000 || found.length >= 50 || element.closest(excluded)) continue;
    try {
      const data = JSON.stringify(JSON.parse(text, clean));
      if (data.length > room) continue;
      room -= data.length;
      found.push(data);
    } catch {
      // Its owner's validator says so better.
    }
  }
  return found;
}
