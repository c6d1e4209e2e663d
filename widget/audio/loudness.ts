/** Decibels below full scale that count as silence; quiet speech is about 45 dB below. */
const FLOOR = -60;

/** Loudness from 0 (silence) to 1 (full scale) in equal steps for the ear, from a sum of squares. */
export function loudness(squares: number, count: number): number {
  const decibels = 10 * Math.log10(squares / Math.max(count, 1) + 1e-12);
  return Math.min(Math.max(1 - decibels / FLOOR, 0), 1);
}
