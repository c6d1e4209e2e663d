import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf } from '../../widget/ui/blocks.ts';

const entries = (count: number) => Array.from({ length: count }, (_, number) => ({ number }));

test('blocks hold every entry once, in order', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (before, now) => {
      const all = entries(now);
      expect(blocksOf(all, blocksOf(entries(before), [])).flat()).toEqual(all);
    }),
  );
});

test('one more entry leaves all blocks but the last as they were', () => {
  const few = entries(100);
  const before = blocksOf(few, []);
  const after = blocksOf([...few, { number: 100 }], before);
  expect(after.length).toBe(before.length);
  expect(after.map((block, index) => block === before[index])).toEqual([
    ...before.slice(1).map(() => true),
    false,
  ]);
});

test('an entry that changed makes its block another one, and no other', () => {
  const few = entries(100);
  const before = blocksOf(few, []);
  const after = blocksOf(
    few.map((entry, index) => (index === 40 ? { ...entry } : entry)),
    before,
  );
  const changed = after.flatMap((block, index) => (block === before[index] ? [] : [block]));
  expect(changed.length).toBe(1);
  expect(changed[0]).toContain(after.flat()[40]);
});

test('entries that went leave no empty block behind', () => {
  expect(blocksOf(entries(1), blocksOf(entries(100), [])).length).toBe(1);
  expect(blocksOf([], blocksOf(entries(100), []))).toEqual([]);
});
