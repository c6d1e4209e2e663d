/** Entries in one block. Blocks far from sight leave the document, so smaller ones keep less in it. */
const SIZE = 16;

/** Entries in blocks; a block whose entries are all as before is the same array as before. */
export function blocksOf<Entry>(
  entries: readonly Entry[],
  before: readonly (readonly Entry[])[],
): (readonly Entry[])[] {
  return Array.from({ length: Math.ceil(entries.length / SIZE) }, (_, index) => {
    const start = index * SIZE;
    const length = Math.min(SIZE, entries.length - start);
    const old = before[index];
    const same = old?.length === length && old.every((entry, at) => entry === entries[start + at]);
    return same ? old : entries.slice(start, start + length);
  });
}
