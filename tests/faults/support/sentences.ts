import { cut, sine } from '../../unit/support/signals.ts';

/** Of 32768. Loud enough to be told from silence, with room for what a speaker may do to it. */
const AMPLITUDE = 12_000;

/** Seconds of one chunk, as the server sends them. */
const CHUNK = 0.24;

/** A sentence whose voice is one clean tone, in the chunks that carry it. */
export function sentence(hertz: number, seconds: number, sampleRate = 16_000, chunk = CHUNK): Int16Array[] {
  return cut(sine(hertz, sampleRate, seconds, AMPLITUDE), [Math.round(chunk * sampleRate)]);
}

/** The largest step between neighbours that a whole sentence makes, with some room for resampling and fades. */
export const stepOf = (hertz: number, sampleRate: number): number =>
  1.1 * (AMPLITUDE / 32_768) * 2 * Math.sin((Math.PI * hertz) / sampleRate) + 0.003;
