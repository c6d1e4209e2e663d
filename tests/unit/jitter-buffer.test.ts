import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JitterBuffer } from '../../widget/audio/playback/jitter-buffer.ts';

const RATE = 16_000;
const QUANTUM = 128;

interface Chunk {
  key: string;
  seconds: number;
  /** When it is sent, in seconds. */
  sent: number;
  /** How much later it comes. */
  delay: number;
}

/**
 * Plays a turn by the clock of a worklet. `gaps` are the pauses inside it, in seconds; `start` how long the first sample
 * waited. A network keeps the order of what it carries.
 */
function playTurn(buffer: JitterBuffer, chunks: readonly Chunk[], from: number) {
  let latest = 0;
  const arrivals = chunks.map((chunk) => {
    latest = Math.max(latest, from + chunk.sent + chunk.delay);
    return { ...chunk, at: latest };
  });
  const total = Math.round(chunks.reduce((sum, { seconds }) => sum + seconds, 0) * RATE);
  const target = new Float32Array(QUANTUM);
  let played = 0;
  let first = Number.NaN;
  let silent = 0;
  let completed = false;
  let now = from;
  for (; played < total; now += QUANTUM / RATE) {
    for (let chunk = arrivals[0]; chunk && chunk.at <= now; chunk = arrivals[0]) {
      buffer.write(chunk.key, new Float32Array(Math.round(chunk.seconds * RATE)).fill(0.5), now);
      arrivals.shift();
    }
    if (!arrivals.length && !completed) {
      buffer.complete();
      completed = true;
    }
    const count = buffer.read(target, now);
    if (count && Number.isNaN(first)) first = now;
    if (!Number.isNaN(first) && played + count < total) silent += QUANTUM - count;
    played += count;
    if (now > from + 120) throw new Error('It never ends.');
  }
  return { start: first - Math.max(from, from + (chunks[0]?.delay ?? 0)), gaps: silent / RATE, until: now };
}

/** A server that sends as far ahead as this project's: 240 ms at a time, at most 1.5 s before it is due. */
const ahead = (delays: readonly number[]): Chunk[] =>
  delays.map((delay, index) => ({ key: 'a', seconds: 0.24, sent: Math.max(0, index * 0.24 - 1.5), delay }));

/** A server that sends each chunk when it is due. */
const paced = (delays: readonly number[], seconds: number): Chunk[] =>
  delays.map((delay, index) => ({ key: 'a', seconds, sent: index * seconds, delay }));

const jitter = (most: number, length = 40): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: 0, max: most, noNaN: true }), { minLength: length, maxLength: length });

describe('with up to 150 ms of jitter', () => {
  test('a server that sends ahead is heard at once and without a gap, from the first turn on', () => {
    fc.assert(
      fc.property(jitter(0.15), (delays) => {
        const { start, gaps } = playTurn(new JitterBuffer(RATE), ahead(delays), 0);
        expect(gaps).toBe(0);
        expect(start).toBeLessThanOrEqual(QUANTUM / RATE);
      }),
    );
  });

  test.each([0.04, 0.1, 0.24])(
    'one that sends pieces of %d s when they are due is heard without a gap once its network is known',
    (seconds) => {
      fc.assert(
        fc.property(jitter(0.15), jitter(0.15), (first, second) => {
          const buffer = new JitterBuffer(RATE);
          // The worst there is: the first piece comes at once, and one of the next as late as can be.
          const seen = playTurn(buffer, paced([0, 0.15, ...first], seconds), 0);
          const known = playTurn(buffer, paced(second, seconds), seen.until + 1);
          expect(known.gaps).toBe(0);
          expect(known.start).toBeLessThanOrEqual(0.2);
        }),
        { numRuns: 50 },
      );
    },
  );

  test('small pieces sent ahead are heard without a gap, too', () => {
    fc.assert(
      fc.property(jitter(0.15, 100), (delays) => {
        const chunks = delays.map((delay, index) => ({
          key: 'a',
          seconds: 0.05,
          sent: Math.max(0, index * 0.05 - 1.5),
          delay,
        }));
        const { gaps, start } = playTurn(new JitterBuffer(RATE), chunks, 0);
        expect(gaps).toBe(0);
        expect(start).toBeLessThanOrEqual(0.15);
      }),
    );
  });
});

describe('what is held back', () => {
  test('goes away again when the network is quiet', () => {
    const buffer = new JitterBuffer(RATE);
    let from = playTurn(buffer, paced([0, 0.15, 0, 0.1], 0.24), 0).until + 1;
    const starts: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const { start, until } = playTurn(buffer, paced([0, 0, 0, 0], 0.24), from);
      starts.push(start);
      from = until + 1;
    }
    expect(starts[0]).toBeGreaterThan(0.05);
    // What stays is for the rounding to render quanta of a server that leaves no room at all.
    expect(starts.at(-1)).toBeLessThanOrEqual(0.04);
  });

  test('does not grow with the time that a sentence takes to be written', () => {
    const buffer = new JitterBuffer(RATE);
    const slow = [
      { key: 'a', seconds: 0.48, sent: 0, delay: 0 },
      { key: 'b', seconds: 0.48, sent: 0.8, delay: 0 },
      { key: 'c', seconds: 0.48, sent: 1.9, delay: 0 },
    ];
    const { until } = playTurn(buffer, slow, 0);
    expect(playTurn(buffer, slow, until + 1).start).toBeLessThanOrEqual(QUANTUM / RATE);
  });

  test('is never more than half a second, whatever comes', () => {
    fc.assert(
      fc.property(jitter(3), (delays) => {
        const buffer = new JitterBuffer(RATE);
        const { until } = playTurn(buffer, paced(delays, 0.24), 0);
        expect(playTurn(buffer, ahead([0, 0, 0, 0, 0]), until + 1).start).toBeLessThanOrEqual(0.53);
      }),
    );
  });
});

test('cleared, it plays nothing of what was in it', () => {
  const buffer = new JitterBuffer(RATE);
  buffer.write('a', new Float32Array(8000).fill(0.5), 0);
  buffer.clear();
  expect(buffer.read(new Float32Array(QUANTUM), 1)).toBe(0);
  expect(buffer.length).toBe(0);
});
