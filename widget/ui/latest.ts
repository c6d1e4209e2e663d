/** `findLast`, which browsers of 2022 lack. */
export function latest<Item>(items: readonly Item[], fits: (item: Item) => boolean): Item | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item !== undefined && fits(item)) return item;
  }
  return undefined;
}
