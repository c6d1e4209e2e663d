import { readWav } from '../../../server/audio/wav.ts';

/**
 * How much there is to hear: the square of the samples over time, so that it does not depend on the rate or on silence
 * in between. A second of speech at full level is about 0.01.
 */
export function soundIn(samples: Int16Array, rate: number): number {
  let sum = 0;
  for (const sample of samples) sum += (sample / 32_768) ** 2;
  return sum / rate;
}

/** The same of chunks of `audio_output`, base64 of WAV files. */
export const soundOf = (chunks: readonly { data: string }[]): number =>
  chunks.reduce((sum, { data }) => {
    const { samples, sampleRate } = readWav(Buffer.from(data, 'base64'));
    return sum + soundIn(samples, sampleRate);
  }, 0);
