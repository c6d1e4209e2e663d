/** As people compare words: without case, accents and punctuation. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How well the words of two folded texts go together: none where neither has all those of the other. */
function likeness(one: string, other: string): number {
  const [these, those] = [new Set(one.split(' ')), new Set(other.split(' '))];
  const shared = [...these].filter((word) => those.has(word)).length;
  return shared < Math.min(these.size, those.size) ? 0 : shared / Math.max(these.size, those.size);
}

const uncounted = (text: string): string => fold(text).replace(/ \d+$/, '');

/** The one that is meant by a name, which a language model gives as it remembers it: exact, folded, or by its words. */
export function match<Item extends { label: string }>(
  items: readonly Item[],
  wanted: string,
): Item | undefined {
  const folded = fold(wanted);
  const exact = items.find(({ label }) => label === wanted);
  if (exact || !folded) return exact;
  const [best] = items
    .map((item) => ({ item, like: likeness(fold(item.label), folded) }))
    .filter(({ like }) => like > 0)
    .sort((one, other) => other.like - one.like);
  // "Basket 0" is "Basket 1" a moment later.
  const [counted, another] = items.filter(({ label }) => uncounted(label) === uncounted(wanted));
  return items.find(({ label }) => fold(label) === folded) ?? best?.item ?? (another ? undefined : counted);
}
