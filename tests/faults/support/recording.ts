/** What a visitor heard, and how to tell from the samples which sentence it was and whether it was whole. */
export interface Recording {
  rate: number;
  /** -1 to 1. */
  samples: Float32Array;
}

/** Well above rounding, well below every test tone. */
const AUDIBLE = 0.01;
/** Seconds. Long enough to tell tones 50 Hz apart. */
const BLOCK = 0.02;

/** The energy of one frequency in a block, relative to all of the block's: 1 for a pure tone. */
function share(block: Float32Array, hertz: number, rate: number): number {
  const step = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last, energy] = [0, 0, 0];
  for (const sample of block) {
    [before, last] = [last, sample + step * last - before];
    energy += sample * sample;
  }
  const power = before * before + last * last - step * before * last;
  return (2 * power) / (block.length * energy);
}

const loudest = (block: Float32Array): number => block.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

export interface Run {
  /** Hertz of the tone that sounds; 0 in silence. */
  tone: number;
  seconds: number;
}

/** Which of the tones sounded when, in order. Blocks in which two of them meet belong to neither. */
export function runsOf({ rate, samples }: Recording, tones: readonly number[]): Run[] {
  const size = Math.round(BLOCK * rate);
  const runs: Run[] = [];
  for (let at = 0; at + size <= samples.length; at += size) {
    const block = samples.subarray(at, at + size);
    const tone = loudest(block) < AUDIBLE ? 0 : tones.find((hertz) => share(block, hertz, rate) > 0.7);
    if (tone === undefined) continue;
    const last = runs.at(-1);
    if (last?.tone === tone) last.seconds += BLOCK;
    else runs.push({ tone, seconds: BLOCK });
  }
  return runs;
}

/** The tones that sounded, in order, silences left out. */
export const tonesIn = (recording: Recording, tones: readonly number[]): number[] =>
  runsOf(recording, tones)
    .map(({ tone }) => tone)
    .filter((tone, index, all) => tone && tone !== all.slice(0, index).findLast(Boolean));

export const secondsOf = (recording: Recording, tone: number): number =>
  runsOf(recording, [tone])
    .filter((run) => run.tone === tone)
    .reduce((sum, { seconds }) => sum + seconds, 0);

/** From the first audible sample to the last. */
export function audiblePart({ rate, samples }: Recording): Recording {
  const audible = (sample: number): boolean => Math.abs(sample) > AUDIBLE;
  return { rate, samples: samples.slice(samples.findIndex(audible), samples.findLastIndex(audible) + 1) };
}

/** The largest difference between two neighbours: a click shows as one larger than the tone itself can make. */
export function largestStep({ samples }: Recording): number {
  let most = 0;
  for (let index = 1; index < samples.length; index += 1)
    most = Math.max(most, Math.abs((samples[index] ?? 0) - (samples[index - 1] ?? 0)));
  return most;
}

/** Seconds of the longest stretch in which nothing sounds. */
export function longestSilence({ rate, samples }: Recording): number {
  let [longest, current] = [0, 0];
  for (const sample of samples) {
    current = Math.abs(sample) < AUDIBLE ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest / rate;
}

/** Hertz of a clean tone, by its zero crossings. */
export function pitchOf(samples: ArrayLike<number>, rate: number): number {
  const crossings: number[] = [];
  for (let index = 1; index < samples.length; index += 1) {
    const [before, after] = [samples[index - 1] ?? 0, samples[index] ?? 0];
    if (before < 0 && after >= 0) crossings.push(index - after / (after - before));
  }
  const [first = 0, last = 0] = [crossings[0], crossings.at(-1)];
  return ((crossings.length - 1) * rate) / (last - first);
}
