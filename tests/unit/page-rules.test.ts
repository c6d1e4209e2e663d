/** What never leaves the page, whatever text it stands in. */
import { expect, test } from 'vitest';
import { withoutQueries } from '../../loader/page/read/meta.ts';
import { masked } from '../../shared/page/masked.ts';

test.each([
  ['Write to jane.doe+shop@mail.example.co.uk, please.', 'Write to [masked], please.'],
  ['mailto:jane@example.com', 'mailto:[masked]'],
  ['https://x.example/users/jane%40example.com/', 'https://x.example/users/[masked]/'],
  ['jörg@müller.example', '[masked]'],
  ['jane\u200b@\u00adexample\u200b.com', '[masked]'],
  ['Visa 4111 1111 1111 1111.', 'Visa [masked].'],
  ['5500-0000-0000-0004', '[masked]'],
  ['378282246310005', '[masked]'],
  ['3782 822463 10005', '[masked]'],
  ['4111 | 1111 | 1111 | 1111', '[masked]'],
  ['4111 1111 1111 1111 12/27', '[masked] 12/27'],
  ['4111 1111 1111 1111 12 27 123', '[masked] 12 27 123'],
  ['2024 2025 4111 1111 1111 1111', '2024 2025 [masked]'],
  ['4111-1111-1111-1111. 5500000000000004', '[masked]. [masked]'],
])('with masking %j is %j', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

test.each([
  'Call 020 7946 0018 or +44 20 7946 0018.',
  'Order 1234567890123456',
  'ISBN 978-3-16-148410-1',
  'On 2026-11-24 from 10:00 to 18:00',
  '12.99 | 13.99 | 14.99 | 15.92',
  '@studio',
  'two @ three',
  'From 1990 | 1991 | 1992 | 1993',
])('masking leaves %j', (text) => {
  expect(masked(text)).toBe(text);
});

test.each([
  ['https://x.example/a?b=c#d', 'https://x.example/a'],
  ['/a?b=c', '/a'],
  ['?b=c', ''],
  ['#part', ''],
  ['mailto:x?subject=y', 'mailto:x'],
  ['See https://x.example/a?b=c and https://y.example#z.', 'See https://x.example/a and https://y.example'],
])('of %j stays %j', (text, expected) => {
  expect(withoutQueries(text)).toBe(expected);
});

test('text of any shape is read in no time', () => {
  const before = performance.now();
  for (const piece of ['a://', 'a@', 'a', '1 ', '4111 ', 'a.', '%40', '?', 'a://x?'])
    for (const end of ['', '@', ' '])
      for (const work of [masked, withoutQueries]) work(piece.repeat(160_000 / piece.length) + end);
  expect(performance.now() - before).toBeLessThan(3000);
});

test.each(['What is it? A bowl.', 'Really?', 'C# and F#', 'Size #4', 'a/b'])(
  'what is no address stays as it is: %j',
  (text) => {
    expect(withoutQueries(text)).toBe(text);
  },
);
