import type { TranscriptEntry } from '../models.ts';

/** `findLast`, which browsers of 2022 lack. */
export function latest<Item>(items: readonly Item[], fits: (item: Item) => boolean): Item | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item !== undefined && fits(item)) return item;
  }
  return undefined;
}

/** The bars, and the ring's hue, are of the visitor's voice; the assistant's own is not held up to anyone. */
export const measured = ({ speaker, expressions }: TranscriptEntry): boolean =>
  speaker === 'visitor' && expressions.length > 0;
