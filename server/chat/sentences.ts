/** Words before a full stop that does not end a sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|vs|etc|e\.g|i\.e|approx|No|a\.m|p\.m)\.$/i;

/** Characters. A voice would start too late on anything longer, so it is cut at the last comma or space before. */
const LONGEST = 240;
const HIGH_SURROGATE = /[\uD800-\uDBFF]$/;

function endOfFirstSentence(text: string, complete: boolean): number {
  // Where a sentence ends must not depend on how much of the text has come, so nothing further on is looked at.
  const start = text.slice(0, LONGEST + 1);
  const end = /[.!?…]+["')\]’”]*(?=\s)|\n/g;
  for (let match = end.exec(start); match; match = end.exec(start)) {
    const at = match.index + match[0].length;
    if (at <= LONGEST && !ABBREVIATION.test(start.slice(0, at))) return at;
  }
  if (text.length > LONGEST) {
    const head = text.slice(0, LONGEST);
    const cut = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '));
    if (cut > LONGEST / 3) return cut + 1;
    const middle = HIGH_SURROGATE.test(head.slice(0, LONGEST / 2)) ? LONGEST / 2 - 1 : LONGEST / 2;
    return Math.max(head.lastIndexOf(' '), middle);
  }
  return complete ? text.length : 0;
}

/** Cuts streamed text into sentences, each as soon as it is whole. */
export async function* sentencesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  function* take(complete: boolean): Generator<string> {
    for (
      let end = endOfFirstSentence(waiting, complete);
      end > 0;
      end = endOfFirstSentence(waiting, complete)
    ) {
      const sentence = waiting.slice(0, end).trim();
      waiting = waiting.slice(end);
      if (sentence) yield sentence;
    }
  }
  for await (const piece of pieces) {
    waiting += piece;
    yield* take(false);
  }
  yield* take(true);
}
