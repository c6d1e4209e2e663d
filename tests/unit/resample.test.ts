import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { joinSamples } from '../../server/audio/linear16.ts';
import { createResampler } from '../../server/audio/resample.ts';
import { cut, mix, rms, sine } from './support/signals.ts';

const RATES = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/** Amplitude of one frequency, by its correlation with a sine and a cosine over the middle of the signal. */
function amplitude(samples: Int16Array, hertz: number): number {
  const middle = samples.subarray(1600, 1600 + 8000);
  let [re, im] = [0, 0];
  middle.forEach((sample, index) => {
    const angle = (2 * Math.PI * hertz * index) / 16_000;
    re += sample * Math.cos(angle);
    im += sample * Math.sin(angle);
  });
  return (2 * Math.hypot(re, im)) / middle.length;
}

describe.each(RATES)('%i Hz to 16 kHz', (from) => {
  test.each([100, 1000, 3000])('a sine of %i Hz stays itself', (hertz) => {
    const output = createResampler({ from, to: 16_000 }).process(sine(hertz, from, 0.7, 10_000));
    expect(Math.abs(output.length - 16_000 * 0.7)).toBeLessThan(100);
    expect(amplitude(output, hertz)).toBeGreaterThan(9900);
    expect(amplitude(output, hertz)).toBeLessThan(10_100);
    // All that is not the sine: images, aliases, rounding.
    const level = rms(output.subarray(1600, 9600));
    const rest = Math.sqrt(Math.max(0, level ** 2 - amplitude(output, hertz) ** 2 / 2));
    expect(rest).toBeLessThan(10);
  });
});

test.each([24_000, 44_100, 48_000])('what 16 kHz cannot hold is removed from %i Hz', (from) => {
  for (const hertz of [8200, 10_000, 11_900]) {
    const output = createResampler({ from, to: 16_000 }).process(sine(hertz, from, 0.5, 10_000));
    expect(rms(output.subarray(1600))).toBeLessThan(10);
  }
});

test('however the signal is cut, also inside a stereo frame, the result is the same', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RATES, 12_345),
      fc.constantFrom(1 as const, 2 as const),
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 }),
      (from, channels, sizes) => {
        const signal = mix(sine(440, from, 0.1, 9000), sine(1234, from, 0.1, 5000));
        const whole = createResampler({ from, to: 16_000, channels }).process(signal);
        const inParts = createResampler({ from, to: 16_000, channels });
        expect(joinSamples(cut(signal, sizes).map((block) => inParts.process(block)))).toEqual(whole);
      },
    ),
    { numRuns: 60 },
  );
});

test('no click at a joint: one-sample blocks give a clean sine', () => {
  const resampler = createResampler({ from: 48_000, to: 16_000 });
  const output = joinSamples(
    cut(sine(500, 48_000, 0.7, 10_000), [1]).map((block) => resampler.process(block)),
  );
  const steepest = Math.max(
    ...output.subarray(200).map((value, index) => Math.abs(value - (output[index + 199] ?? 0))),
  );
  // The greatest slope of this sine is 2 pi 500 / 16000 of its amplitude.
  expect(steepest).toBeLessThan(((2 * Math.PI * 500) / 16_000) * 10_000 * 1.02);
});

test('stereo is averaged', () => {
  const stereo = Int16Array.from({ length: 3200 }, (_, index) => (index % 2 === 0 ? 1000 : -400));
  const mono = createResampler({ from: 16_000, to: 16_000, channels: 2 }).process(stereo);
  expect(mono.length).toBe(1600);
  expect(new Set(mono)).toEqual(new Set([300]));
});

test('full scale does not wrap around', () => {
  const square = Int16Array.from({ length: 4800 }, (_, index) =>
    Math.floor(index / 48) % 2 === 0 ? 32_767 : -32_768,
  );
  const output = createResampler({ from: 48_000, to: 16_000 }).process(square);
  const jumps = output
    .subarray(200)
    .filter((value, index) => Math.abs(value - (output[index + 199] ?? 0)) > 50_000);
  expect(jumps.length).toBe(0);
});

test.each([0, 7999, 48_001, 16_000.5, Number.NaN])('a rate of %d Hz is refused', (from) => {
  expect(() => createResampler({ from, to: 16_000 })).toThrow(RangeError);
});

describe('the work of a new rate', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Coefficients of the filter that were calculated. */
  function calculated(work: () => void): number {
    const sine = vi.spyOn(Math, 'sin');
    work();
    const { length } = sine.mock.calls;
    sine.mockRestore();
    return length;
  }
  const second = (from: number) => new Int16Array(from).fill(1000);
  const resample = (from: number, samples: Int16Array) =>
    createResampler({ from, to: 16_000 }).process(samples);

  test('is as much as its samples need', () => {
    expect(calculated(() => resample(47_993, new Int16Array(0)))).toBe(0);
    const one = calculated(() => resample(47_993, new Int16Array(1)));
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(200);
  });

  test('is done once for streams that alternate, and again for one that was long not heard', () => {
    const first = resample(47_991, second(47_991));
    resample(47_989, second(47_989));
    expect(calculated(() => resample(47_991, second(47_991)))).toBe(0);
    for (let rate = 20_000; rate < 20_007; rate += 1) resample(rate, new Int16Array(1));
    expect(calculated(() => expect(resample(47_991, second(47_991))).toEqual(first))).toBe(0);
    expect(calculated(() => resample(47_989, second(47_989)))).toBeGreaterThan(0);
  });
});
