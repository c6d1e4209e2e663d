import { PITCH_FRAME, PITCH_SAMPLE_RATE, pitchAt } from '../providers/expression-measures/pitch.ts';
import { HEARING_SAMPLE_RATE } from '../providers/types.ts';
import { joinSamples } from './linear16.ts';
import { createResampler } from './resample.ts';

/** Voiced frames at the end whose middle is the final pitch: about the last syllable. */
const FINAL_NOTES = 6;
/** With fewer there is no final pitch. */
const LEAST_NOTES = 4;
/** Voiced frames, 20 s of them, over all turns: they are the speaker's register. */
const REGISTER_NOTES = 1000;
/** With so many the register is half trusted. A first question has 50 to 100. */
const FEW_NOTES = 60;
/** Semitones from the usual pitch to the low notes, for voices that have nearly none. */
const LEAST_DEPTH = 1;
/** Times that depth. Beyond it the octave is wrong, or somebody cries. */
const FARTHEST = 2;

/** The melody of one visitor's speech. */
export interface Contour {
  /** The next 20 ms at `HEARING_SAMPLE_RATE`, and whether they are speech. */
  add(frame: Int16Array, speech: boolean): void;
  /** The speech from here on is another turn's. */
  begin(): void;
  /**
   * Where in the speaker's register the turn's speech stopped: 0 at the usual pitch, 1 at the low notes that sentences end
   * on, negative above, all of it drawn to 0 while the register is little known.
   */
  ending(): number;
}

/**
 * Loudness is not in it: it tells ends from pauses in cut recordings, where the cut is what is heard. About 70 us a frame of
 * speech.
 */
export function createContour(): Contour {
  // A soft filter: what it leaves of the band's upper edge does not move a pitch, and it costs a quarter.
  const resampler = createResampler({ from: HEARING_SAMPLE_RATE, to: PITCH_SAMPLE_RATE, zeroCrossings: 8 });
  let low: Int16Array = new Int16Array(0);
  /** Semitones above 1 Hz, of all turns and of this one. */
  const register: number[] = [];
  let notes: number[] = [];
  let known: number | undefined;

  function measure(): number {
    if (notes.length < LEAST_NOTES) return 0;
    const sorted = ascending(register);
    const usual = percentile(sorted, 0.5);
    const depth = Math.max(LEAST_DEPTH, usual - percentile(sorted, 0.1));
    const final = percentile(ascending(notes.slice(-FINAL_NOTES)), 0.5);
    const place = Math.max(-FARTHEST, Math.min(FARTHEST, (usual - final) / depth));
    return (place * register.length) / (register.length + FEW_NOTES);
  }

  return {
    add(frame, speech) {
      low = joinSamples([low, resampler.process(frame)]).slice(-PITCH_FRAME);
      const pitch = speech ? pitchAt(low, 0) : null;
      if (pitch === null) return;
      const note = 12 * Math.log2(pitch);
      notes.push(note);
      register.push(note);
      if (register.length > REGISTER_NOTES) register.shift();
      known = undefined;
    },
    begin() {
      notes = [];
      known = undefined;
    },
    ending() {
      known ??= measure();
      return known;
    },
  };
}

const ascending = (values: readonly number[]) => [...values].sort((one, other) => one - other);

const percentile = (sorted: readonly number[], part: number) =>
  sorted[Math.round(part * (sorted.length - 1))] ?? 0;
