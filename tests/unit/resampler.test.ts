import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Resampler } from '../../widget/audio/resampler.ts';

const tone = (hertz: number, rate: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hertz * index) / rate));

const whole = (from: number, to: number, samples: Float32Array): Float32Array =>
  new Resampler(from, to).process(samples);

/** Amplitude of one frequency in a stretch of samples. */
const amplitude = (samples: Float32Array, hertz: number, rate: number): number => {
  let [cosine, sine] = [0, 0];
  samples.forEach((sample, index) => {
    const angle = (2 * Math.PI * hertz * index) / rate;
    cosine += sample * Math.cos(angle);
    sine += sample * Math.sin(angle);
  });
  return (2 * Math.hypot(cosine, sine)) / samples.length;
};

const RATES = [8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000];

describe('a stream in blocks', () => {
  test.each([
    [48_000, 16_000],
    [44_100, 16_000],
    [24_000, 16_000],
    [16_000, 48_000],
    [22_050, 48_000],
  ])('from %d to %d Hz is the same however it is cut: joints cannot be heard', (from, to) => {
    const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(cuts, (lengths) => {
        const samples = tone(
          700,
          from,
          lengths.reduce((sum, length) => sum + length, 0),
        );
        const resampler = new Resampler(from, to);
        const pieces: number[] = [];
        let at = 0;
        for (const length of lengths) {
          pieces.push(...resampler.process(samples.subarray(at, at + length)));
          at += length;
        }
        const expected = whole(from, to, samples);
        expect(pieces).toHaveLength(expected.length);
        pieces.forEach((sample, index) => {
          expect(Math.abs(sample - (expected[index] ?? 9))).toBeLessThan(1e-5);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('keeps its length over an hour of odd blocks', () => {
    const resampler = new Resampler(44_100, 16_000);
    let given = 0;
    const block = new Float32Array(44_117);
    for (let index = 0; index < 60; index += 1) given += resampler.process(block).length;
    expect(Math.abs(given - (60 * 44_117 * 16_000) / 44_100)).toBeLessThan(30);
  });
});

describe('what passes', () => {
  test.each(RATES.flatMap((from) => RATES.map((to) => [from, to] as const)))(
    'a voice goes through from %d to %d Hz as loud as it was',
    (from, to) => {
      const heard = whole(from, to, tone(1000, from, from)).subarray(Math.round(to / 10));
      expect(amplitude(heard, 1000, to)).toBeGreaterThan(0.49);
      expect(amplitude(heard, 1000, to)).toBeLessThan(0.51);
    },
  );

  test('what the lower rate cannot carry is taken out instead of being mirrored down', () => {
    const heard = whole(48_000, 16_000, tone(10_000, 48_000, 48_000)).subarray(1000);
    expect(amplitude(heard, 6000, 16_000)).toBeLessThan(0.001);
    expect(Math.max(...heard.map(Math.abs))).toBeLessThan(0.001);
  });

  test('at the same rate nothing changes', () => {
    const samples = tone(440, 16_000, 500);
    expect(Array.from(whole(16_000, 16_000, samples))).toEqual(Array.from(samples));
  });
});
