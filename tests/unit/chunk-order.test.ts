import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChunkOrder } from '../../widget/audio/playback/chunk-order.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function ordered() {
  const given: string[] = [];
  const missed: string[] = [];
  const order = createChunkOrder<string>({
    chunk: (key, chunk) => given.push(`${key}${chunk}`),
    missed: (key) => missed.push(key),
  });
  return {
    given,
    missed,
    order,
    push: (key: string, index: number) => order.push(key, index, String(index)),
  };
}

/** Longer than any gap is waited for. */
const PATIENCE = 300;

describe('order', () => {
  test('chunks that come in order are given at once', () => {
    const { push, given } = ordered();
    push('a', 0);
    expect(given).toEqual(['a0']);
    push('a', 1);
    push('b', 0);
    expect(given).toEqual(['a0', 'a1', 'b0']);
  });

  test('a chunk that overtook another waits for it', () => {
    const { push, given, missed } = ordered();
    push('a', 0);
    push('a', 2);
    push('a', 3);
    expect(given).toEqual(['a0']);
    push('a', 1);
    expect(given).toEqual(['a0', 'a1', 'a2', 'a3']);
    vi.runAllTimers();
    expect(missed).toEqual([]);
  });

  test('a key that comes while an earlier one has a gap waits for its turn', () => {
    const { push, given } = ordered();
    push('a', 1);
    push('b', 0);
    expect(given).toEqual([]);
    push('a', 0);
    expect(given).toEqual(['a0', 'a1', 'b0']);
  });

  test('one that comes twice is given once', () => {
    const { push, given, missed } = ordered();
    for (const index of [0, 0, 2, 2, 1, 1, 2]) push('a', index);
    expect(given).toEqual(['a0', 'a1', 'a2']);
    expect(missed).toEqual([]);
  });
});

test('one that comes twice, the second time after its key is over, is no loss', () => {
  const { push, missed } = ordered();
  push('a', 0);
  push('b', 0);
  push('a', 0);
  expect(missed).toEqual([]);
});

test('a number that is none is a chunk that cannot be placed, and stalls nothing', () => {
  const { push, given, missed, order } = ordered();
  push('a', Number.NaN);
  push('a', 0.5);
  push('b', 0);
  order.complete();
  expect(given).toEqual(['b0']);
  expect(missed).toEqual(['a', 'a']);
});

describe('what never comes', () => {
  test('is waited for so long, then skipped and said', () => {
    const { push, given, missed } = ordered();
    push('a', 1);
    vi.advanceTimersByTime(PATIENCE - 1);
    expect(given).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(given).toEqual(['a1']);
    expect(missed).toEqual(['a']);
  });

  test('each gap has the whole time', () => {
    const { push, given } = ordered();
    push('a', 1);
    vi.advanceTimersByTime(PATIENCE - 10);
    push('a', 0);
    push('a', 3);
    vi.advanceTimersByTime(PATIENCE - 1);
    expect(given).toEqual(['a0', 'a1']);
    vi.advanceTimersByTime(1);
    expect(given).toEqual(['a0', 'a1', 'a3']);
  });

  test('is not waited for when nothing more is on its way', () => {
    const { push, given, missed, order } = ordered();
    push('a', 0);
    push('a', 2);
    push('a', 5);
    push('b', 1);
    order.complete();
    expect(given).toEqual(['a0', 'a2', 'a5', 'b1']);
    expect(missed).toEqual(['a', 'a', 'b']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is said, too, when it comes after its key is over', () => {
    const { push, given, missed } = ordered();
    push('a', 0);
    push('b', 0);
    push('a', 1);
    expect(given).toEqual(['a0', 'b0']);
    expect(missed).toEqual(['a']);
  });

  test('is forgotten with all else', () => {
    const { push, given, missed, order } = ordered();
    push('a', 1);
    order.clear();
    vi.runAllTimers();
    expect(given).toEqual([]);
    expect(missed).toEqual([]);
    push('b', 0);
    expect(given).toEqual(['b0']);
  });
});

test('whatever the arrival: in order, each at most once, all that came are given, none is waited for in vain', () => {
  const arrival = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      index: fc.integer({ min: 0, max: 8 }),
      wait: fc.integer({ min: 0, max: 400 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(arrival, (chunks) => {
      const { push, given, missed, order } = ordered();
      for (const { key, index, wait } of chunks) {
        push(key, index);
        vi.advanceTimersByTime(wait);
      }
      order.complete();
      expect(new Set(given).size).toBe(given.length);
      const firsts: string[] = [...new Set(chunks.map(({ key }) => key))];
      const position = (chunk: string): number =>
        firsts.indexOf(chunk[0] ?? '') * 100 + Number(chunk.slice(1));
      expect(given).toEqual([...given].sort((one, other) => position(one) - position(other)));
      const came = new Set(chunks.map(({ key, index }) => `${key}${index}`));
      // Whatever was not given came too late, and that was said.
      for (const chunk of came) if (!given.includes(chunk)) expect(missed).toContain(chunk[0]);
      expect(vi.getTimerCount()).toBe(0);
    }),
  );
});
