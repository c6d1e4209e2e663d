/** A page, or who sends one, must not keep the server busy: text of any shape is read in a time that grows as it does. */
import { expect, test } from 'vitest';
import { indexPage } from '../../server/providers/language-models/page-answers/page-index.ts';
import { readContext } from '../../server/providers/language-models/page-answers/read-context.ts';
import { reply } from '../../server/providers/language-models/page-answers/reply.ts';
import { readPage } from '../../server/providers/recognisers/page-text.ts';

const LENGTH = 60_000;
/** Milliseconds, of a busy machine. What takes the square of the length takes some times as long. */
const MOST = 1000;
const PIECES = ['a', '@', 'a@', '1', '.', '{#', '1,234', '9:00-', 'Mo ', '€', '# a\n', 'a | ', '“', '’', '-'];

test.each(PIECES)('%j again and again', (piece) => {
  const text = `${piece.repeat(LENGTH / piece.length)} x`;
  for (const read of [
    () => readPage(text),
    () =>
      reply(
        indexPage(readContext(`Title: Shop\n\n# H\n${text}`)),
        [{ role: 'user', content: 'Who is Ada?' }],
        [],
      ),
  ]) {
    const start = performance.now();
    read();
    expect(performance.now() - start).toBeLessThan(MOST);
  }
});
