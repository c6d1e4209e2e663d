import { readWav } from '../../../server/audio/wav.ts';

/**
 * How much there is to hear in chunks of `audio_output`, base64 of WAV files: the square of the samples, 1 being the
 * loudest, over seconds. So it depends neither on the rate nor on silence in between.
 */
export const soundOf = (chunks: readonly { data: string }[]): number =>
  chunks.reduce((total, { data }) => {
    const { samples, sampleRate } = readWav(Buffer.from(data, 'base64'));
    let sum = 0;
    for (const sample of samples) sum += (sample / 32_768) ** 2;
    return total + sum / sampleRate;
  }, 0);
