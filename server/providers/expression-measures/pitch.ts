/** Hertz. Half of the hearing rate carries every voice's pitch at a third of the cost (63 instead of 214 us a frame). */
export const PITCH_SAMPLE_RATE = 8000;
/** Hertz. From a low man's voice to a child's. */
const LOWEST = 65;
const HIGHEST = 450;
const LONGEST_LAG = Math.ceil(PITCH_SAMPLE_RATE / LOWEST);
const SHORTEST_LAG = Math.floor(PITCH_SAMPLE_RATE / HIGHEST);
/** 25 ms: one and a half periods of the lowest voice. */
const WINDOW = 200;
/** De Cheveigné and Kawahara's aperiodicity below which a frame is voiced; they use 0.1 on clean recordings. */
const VOICED = 0.2;

/** Samples that `pitchAt` looks at from its start. */
export const PITCH_FRAME = WINDOW + LONGEST_LAG + 1;

/**
 * The fundamental frequency in hertz at `start`, or `null` where there is none (noise, silence, too near the end):
 * YIN (De Cheveigné and Kawahara 2002), steps 1 to 5. `samples` are at `PITCH_SAMPLE_RATE`.
 */
export function pitchAt(samples: Int16Array, start: number): number | null {
  if (start < 0 || start + PITCH_FRAME > samples.length) return null;
  // The normalised differences of the last two lags. Only up to the first minimum, which halves the work.
  let [before, last] = [1, 1];
  let total = 0;
  for (let lag = 1; lag <= LONGEST_LAG; lag += 1) {
    let sum = 0;
    for (let index = start; index < start + WINDOW; index += 1) {
      const difference = (samples[index] ?? 0) - (samples[index + lag] ?? 0);
      sum += difference * difference;
    }
    total += sum;
    const now = total === 0 ? 1 : (sum * lag) / total;
    if (lag > SHORTEST_LAG && last < VOICED && now >= last) {
      // A parabola through the minimum and its neighbours: a whole lag would be 5 % of a child's pitch.
      const curve = before - 2 * last + now;
      const shift = curve > 0 ? (before - now) / (2 * curve) : 0;
      return PITCH_SAMPLE_RATE / (lag - 1 + Math.max(-0.5, Math.min(0.5, shift)));
    }
    [before, last] = [last, now];
  }
  return null;
}
