import { joinSamples } from '../../audio/linear16.ts';
import { createResampler } from '../../audio/resample.ts';
import { PITCH_FRAME, PITCH_SAMPLE_RATE, pitchAt } from './pitch.ts';

/** How a turn was said, in units that do not depend on who said it more than they must. */
export interface Prosody {
  /** RMS of the voiced parts, decibels below full scale. Depends on the microphone and its automatic gain. */
  loudness: number;
  /** Median pitch above the speaker's estimated resting pitch, semitones. */
  height: number;
  /** Semitones between the 10th and the 90th percentile of pitch. */
  range: number;
  /** Peaks of loudness, about syllables, a second of speaking (pauses not counted). */
  pace: number;
  /** Pitch of the last 200 ms of voice above the 400 ms before, semitones; negative when it falls. */
  finalRise: number;
}

const HOP_MS = 20;
const HOP = (PITCH_SAMPLE_RATE * HOP_MS) / 1000;
/** Longer turns are judged by their end: that bounds the cost, and a mood changes within half a minute. */
const MAX_MS = 10_000;
const MIN_VOICED_MS = 300;
/** Decibels. What is softer than the loudest part by more than this, or than this of full scale, is not the speaker. */
const BELOW_LOUDEST = 28;
const QUIETEST = -55;
/** Decibels between a peak and the dip beside it: less is a ripple within one syllable. */
const DIP = 2;
/** Hertz: between the averages of men (about 120) and women (about 210), on a logarithmic scale. */
const AVERAGE_PITCH = 160;
/** How far the resting pitch is drawn from the average to the speaker's own low notes: one turn says little. */
const ADAPTATION = 0.75;
/** Semitones by which speakers' median lies above their low notes when they read calmly. */
const CALM_HEIGHT = 2;

interface Frame {
  decibels: number;
  pitch: number | null;
}

/** `null` when less than 300 ms is voiced. `samples` are linear16 mono at 8000 to 48000 Hz. */
export function prosodyOf(samples: Int16Array, sampleRate: number): Prosody | null {
  const recent = samples.slice(-Math.round((sampleRate * MAX_MS) / 1000));
  // A soft filter: what it leaves of the band's upper edge does not move a pitch, and it costs a quarter.
  const resampler = createResampler({ from: sampleRate, to: PITCH_SAMPLE_RATE, zeroCrossings: 8 });
  // The end of the sentence matters: without the zeros its last 40 ms would be too near the end for a pitch.
  const low = joinSamples([resampler.process(recent), new Int16Array(PITCH_FRAME)]);
  const levels = decibelsOf(low);
  const threshold = Math.max(QUIETEST, levels.reduce((a, b) => Math.max(a, b), QUIETEST) - BELOW_LOUDEST);
  const frames = levels.map((decibels, index): Frame => {
    const pitch = decibels < threshold ? null : pitchAt(low, index * HOP);
    return { decibels, pitch };
  });
  const voiced = frames.filter((frame): frame is Frame & { pitch: number } => frame.pitch !== null);
  if (voiced.length * HOP_MS < MIN_VOICED_MS) return null;

  const notes = voiced.map(({ pitch }) => semitones(pitch, AVERAGE_PITCH));
  const sorted = [...notes].sort((a, b) => a - b);
  const rest = ADAPTATION * percentile(sorted, 0.1);
  const spoken = frames.filter(({ decibels }) => decibels >= threshold).length;
  const power = voiced.reduce((sum, { decibels }) => sum + 10 ** (decibels / 10), 0) / voiced.length;
  return {
    loudness: 10 * Math.log10(power),
    height: percentile(sorted, 0.5) - rest - CALM_HEIGHT,
    range: percentile(sorted, 0.9) - percentile(sorted, 0.1),
    pace: countPeaks(levels, threshold) / ((spoken * HOP_MS) / 1000),
    finalRise: median(notes.slice(-10)) - median(notes.slice(-30, -10)),
  };
}

function decibelsOf(samples: Int16Array): number[] {
  const frames = Math.max(0, Math.floor((samples.length - PITCH_FRAME) / HOP) + 1);
  return Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (const sample of samples.subarray(frame * HOP, frame * HOP + HOP)) sum += sample * sample;
    return 10 * Math.log10(sum / HOP / 32_768 ** 2 + 1e-12);
  });
}

/** Peaks of the smoothed level that rise and fall by `DIP`. */
function countPeaks(levels: readonly number[], threshold: number): number {
  const smooth = levels.map(
    (level, i) => (level * 2 + (levels[i - 1] ?? level) + (levels[i + 1] ?? level)) / 4,
  );
  let peaks = 0;
  let rising = true;
  let turning = threshold;
  for (const level of [...smooth, Number.NEGATIVE_INFINITY]) {
    turning = rising ? Math.max(turning, level) : Math.min(turning, level);
    if (rising && level < turning - DIP) {
      if (turning > threshold + DIP) peaks += 1;
      rising = false;
      turning = level;
    } else if (!rising && level > turning + DIP) {
      rising = true;
      turning = level;
    }
  }
  return peaks;
}

function semitones(hertz: number, reference: number): number {
  return 12 * Math.log2(hertz / reference);
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.round(part * (sorted.length - 1))] ?? 0;
}

function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
