/** Spaces and what stands between the cells of a row are not the page's own. */
const LOOSE = /[\s|]/;

/** Letters that count, in one case and as many as there were. */
const plain = (text: string): string =>
  [...text]
    .map((letter) => (LOOSE.test(letter) ? '' : letter.toLowerCase().slice(0, letter.length)))
    .join('');

/**
 * Where the words stand in the texts, whatever elements and lines they go across; undefined where they do not.
 * @param told What the frame has of the texts. What was masked, or cut off, must not be found out by guesses.
 */
export function findWords(texts: readonly (Text | null)[], told: string, words: string): Range | undefined {
  const wanted = plain(words);
  let all = '';
  const places: [node: Text, offset: number][] = [];
  for (const node of texts)
    for (let at = 0; node && at < node.data.length; at += 1) {
      const letter = plain(node.data[at] ?? '');
      for (const _ of letter) places.push([node, at]);
      all += letter;
    }
  const from = wanted && plain(told).includes(wanted) ? all.indexOf(wanted) : -1;
  const [start, end] = [places[from], places[from + wanted.length - 1]];
  if (!start || !end) return undefined;
  const range = new Range();
  range.setStart(...start);
  range.setEnd(end[0], end[1] + 1);
  return range;
}
