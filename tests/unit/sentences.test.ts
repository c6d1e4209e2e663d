import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentencesOf } from '../../server/chat/sentences.ts';

async function* of(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

async function cut(...pieces: string[]): Promise<string[]> {
  const sentences: string[] = [];
  for await (const sentence of sentencesOf(of(pieces))) sentences.push(sentence);
  return sentences;
}

function split(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
}

const withoutSpace = (text: string) => text.replace(/\s+/g, '');

const snippet = fc.oneof(
  fc.constantFrom(
    ...[
      'Mr.',
      'e.g.',
      ' a.m. ',
      'etc.',
      'Hello',
      ' world',
      '. ',
      '! ',
      '?" ',
      '…',
      '...',
      '.) ',
      '\n',
      '\n\n',
    ],
    ...[
      ' ',
      ', ',
      '; ',
      '3.14',
      '😀',
      'x'.repeat(130),
      'word '.repeat(40),
      '.'.repeat(300),
      '😀'.repeat(140),
    ],
  ),
  fc.string({ maxLength: 8 }),
);
const prose = fc.array(snippet, { maxLength: 25 }).map((parts) => parts.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

test('however a text is split into pieces, its sentences are the same', async () => {
  await fc.assert(
    fc.asyncProperty(prose, sizes, async (text, lengths) => {
      expect(await cut(...split(text, lengths))).toEqual(await cut(text));
    }),
    { numRuns: 500 },
  );
});

test('nothing is lost but whitespace, and no sentence is empty or too long', async () => {
  await fc.assert(
    fc.asyncProperty(prose, async (text) => {
      const sentences = await cut(text);
      expect(withoutSpace(sentences.join(''))).toBe(withoutSpace(text));
      for (const sentence of sentences) {
        expect(sentence.trim()).toBe(sentence);
        expect(sentence).not.toBe('');
        expect(sentence.length).toBeLessThanOrEqual(240);
      }
    }),
    { numRuns: 500 },
  );
});

test('a sentence comes as soon as the space after it does', async () => {
  const given: string[] = [];
  async function* pieces(): AsyncGenerator<string> {
    for (const piece of ['We open', ' at ten.', ' ', 'We close at six.']) {
      given.push(piece);
      yield piece;
    }
  }
  const first = await sentencesOf(pieces()).next();
  expect(first.value).toBe('We open at ten.');
  expect(given).toEqual(['We open', ' at ten.', ' ']);
});

test('a full stop inside a sentence does not end it', async () => {
  expect(await cut('Mr. Lee opens at 9.30 a.m. on weekdays, e.g. on Monday. Dr. No is out.')).toEqual([
    'Mr. Lee opens at 9.30 a.m. on weekdays, e.g. on Monday.',
    'Dr. No is out.',
  ]);
});

test('quotes and brackets stay with their sentence, and a line is one', async () => {
  expect(await cut('He said "Stop!" Then (really?) he left…\nA heading\n\nThe rest')).toEqual([
    'He said "Stop!"',
    'Then (really?)',
    'he left…',
    'A heading',
    'The rest',
  ]);
});

test('an endless sentence is cut at a comma, else at a space, and no character is cut in two', async () => {
  const [first] = await cut(`${'word '.repeat(30)}end, ${'more '.repeat(60)}`);
  expect(first).toMatch(/end,$/);
  for (const sentence of await cut('word '.repeat(200))) expect(sentence).toMatch(/^word( word)*$/);
  for (const sentence of await cut(`a${'😀'.repeat(300)}`))
    expect(JSON.stringify(sentence)).not.toContain('\\u');
});

test('a megabyte of full stops does not hold the process', async () => {
  expect((await cut('.'.repeat(1_000_000))).join('')).toHaveLength(1_000_000);
});
