import type { Place } from '../read/sections.ts';
import { refuse, type Scene } from './action.ts';

/** The section of that key as it is now. */
export function placeOf({ keys, places }: Scene, key: string): Place {
  const element = keys.find(key);
  const found = element && places().find(({ heading }) => (heading ?? document.documentElement) === element);
  return found ?? refuse('This section is not on the page any more. Nothing was done.');
}

/** In words for the assistant. */
export const nameOf = ({ section }: Place): string =>
  section.heading ? `the section “${section.heading}”` : 'the beginning of the page';
