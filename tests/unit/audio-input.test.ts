import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createAudioInput } from '../../server/audio/audio-input.ts';
import { joinSamples, linear16Bytes } from '../../server/audio/linear16.ts';
import { createResampler } from '../../server/audio/resample.ts';
import { writeWav } from '../../server/audio/wav.ts';
import { synthesise, transcribe } from '../support/speech.ts';
import { chunksOf, decode, fixture, hear, linear16, RECORDINGS } from './support/audio-streams.ts';
import { cut, sine } from './support/signals.ts';

const SENTENCE = 'Where is the nearest train station?';
const FRAME = 960;

/** Cosine of the angle between two signals, at the delay up to `most` samples where they are most alike. */
function likeness(spoken: Int16Array, recorded: Int16Array, most: number): number {
  const cosine = (delay: number, from: number, to: number) => {
    let [both, first, second] = [0, 0, 0];
    for (let index = from; index < to; index += 1) {
      const a = spoken[index] ?? 0;
      const b = recorded[index + delay] ?? 0;
      both += a * b;
      first += a * a;
      second += b * b;
    }
    return both / Math.sqrt(first * second || 1);
  };
  const third = Math.floor(spoken.length / 3);
  let best = 0;
  let bestDelay = 0;
  for (let delay = 0; delay <= most; delay += 1) {
    const found = cosine(delay, third, third + 4000);
    if (found > best) [best, bestDelay] = [found, delay];
  }
  return cosine(bestDelay, 0, spoken.length);
}

describe('recordings', () => {
  test.each(RECORDINGS)('$file comes out as it was spoken', async ({ file, length }) => {
    const spoken = await synthesise('rms', SENTENCE);
    const { samples, refusals } = await decode(fixture(file));
    expect(refusals).toEqual([]);
    expect(samples.length).toBe(length);
    expect(likeness(spoken, samples, 16_000)).toBeGreaterThan(0.95);
  });

  test('a recogniser understands what Chromium recorded', async () => {
    const { samples } = await decode(fixture('chromium-opus.webm'));
    const spoken = await transcribe('input-spoken', await synthesise('rms', SENTENCE));
    expect(await transcribe('input-decoded', samples)).toBe(spoken);
    expect(spoken).toContain('train station');
  }, 60_000);
});
