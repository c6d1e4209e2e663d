import { LEVEL_SPAN } from '../echo-link.ts';

/** Hops of 10 ms, the step of everything here. */
const HOP = 10;
/** Hops after which a sound that was played can still come back: Bluetooth speakers take up to half a second. */
const LONGEST_DELAY = 70;
/** Hops by whose shape a sound is told from its echo. In 300 ms of two voices some look alike, in 400 hardly any. */
const COMPARED = 40;
/** Power of two above both of these and what is told ahead. */
const RING = 256;
/** Decibels of full scale below which nothing that is played comes back louder than a room's noise. */
const SILENT = -55;
/**
 * Decibels by which the difference of two levels wavers (standard deviation at the best of all delays). Measured on synthetic
 * voices: an echo under 2.8, in a room that rings under 4.3 (95 %); another voice over 4.3 (95 %), 7 in the middle.
 */
const ALIKE = 3.5;
const UNLIKE = 5.5;
/** Decibels by which a sound must waver to have a shape: every vowel is like a steady tone. */
const SHAPELESS = 3;
/** Decibels above what the shape lets expect that are no echo. */
const SURPRISE = 6;
/** Decibels of full scale from which on a level tells of the voice, and not of the edge of a pause. */
const PLAYED_LEAST = -45;
const HEARD_LEAST = -60;
/** Hops in which the loudest return is remembered, and how many such spans. */
const SPAN = 10;
const SPANS = 20;
/** Decibels by which the caution of a call's beginning goes with each hop of sound: 40 a second. */
const CAUTION_FALL = 0.4;
/** Decibels of caution that are none any more. */
const KNOWN = -100;

const deviationOf = (sum: number, squares: number, count: number): number =>
  Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));

export const decibels = (amplitude: number): number => 20 * Math.log10(amplitude + 1e-7);

/**
 * How loud the assistant's own voice can be in the microphone: what was played in the last moments, times how much of it
 * has been seen to come back. Until something is known of that, all of it may.
 */
export class EchoEstimate {
  /** Decibels by hop. */
  readonly #played = new Float32Array(RING).fill(Number.NEGATIVE_INFINITY);
  readonly #heard = new Float32Array(RING).fill(Number.NEGATIVE_INFINITY);
  #now = 0;
  /** The hop after the last one that something is known to be played in. */
  #playedUntil = 0;
  #reference = Number.NEGATIVE_INFINITY;
  #sounding = 0;
  /** Decibels of return that are feared although none has been seen. */
  #caution = 0;
  #returns: number[] = [];
  #loudest = Number.NEGATIVE_INFINITY;
  #learnt = 0;

  /** Amplitudes of what is played from now on, one for each `LEVEL_SPAN`. */
  played(levels: Iterable<number>): void {
    this.#playedUntil = Math.max(this.#playedUntil, this.#now);
    for (const level of levels)
      for (let hop = 0; hop < LEVEL_SPAN / HOP; hop += 1) {
        this.#played[this.#playedUntil % RING] = decibels(level);
        this.#playedUntil += 1;
      }
  }

  /** Nothing more of it sounds from now on. */
  cut(): void {
    for (let hop = this.#now; hop < this.#playedUntil; hop += 1)
      this.#played[hop % RING] = Number.NEGATIVE_INFINITY;
    this.#playedUntil = Math.min(this.#playedUntil, this.#now);
  }

  /** The next hop, as loud as this in the microphone. */
  hear(level: number): void {
    this.#heard[this.#now % RING] = level;
    this.#now += 1;
    if (this.#playedUntil < this.#now) this.#played[(this.#now - 1) % RING] = Number.NEGATIVE_INFINITY;
    this.#reference = Number.NEGATIVE_INFINITY;
    for (let hop = this.#now - LONGEST_DELAY; hop < this.#now; hop += 1)
      this.#reference = Math.max(this.#reference, this.#playedAt(hop));
    if (this.#reference < SILENT) return;
    this.#sounding += 1;
    // Only when the first sound has had the time to come back does its absence mean something.
    if (this.#sounding > LONGEST_DELAY) this.#caution -= CAUTION_FALL;
  }

  /** The loudest that can come back now, in decibels of full scale; minus infinity when nothing can. */
  get limit(): number {
    return this.#reference + Math.max(this.#caution, this.#loudest, ...this.#returns);
  }

  /** The caution of the beginning is gone, or was never needed. */
  get known(): boolean {
    return this.#caution < KNOWN;
  }

  /** Whether the last moments sound like what was played; undefined where too little was to tell. */
  resembles(): boolean | undefined {
    if (this.#reference < SILENT) return undefined;
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    let expected = 0;
    for (let delay = 0; delay <= LONGEST_DELAY; delay += 1) {
      const { mean, deviation } = this.#compare(delay);
      if (deviation < least) expected = mean + this.#playedAt(this.#now - 1 - delay);
      least = Math.min(least, deviation);
      most = Math.max(most, deviation);
    }
    // A voice that has only just begun is not yet in the shape.
    if (least < ALIKE) return this.#newest < expected + SURPRISE || undefined;
    // It is none only where no delay is left that could not be looked at.
    return least > UNLIKE && Number.isFinite(most) ? false : undefined;
  }

  /** The newest hop was the assistant's own voice. */
  learn(): void {
    this.#loudest = Math.max(this.#loudest, this.#newest - this.#reference);
    this.#learnt += 1;
    if (this.#learnt % SPAN) return;
    this.#returns = [...this.#returns, this.#loudest].slice(-SPANS);
    this.#loudest = Number.NEGATIVE_INFINITY;
  }

  #playedAt(hop: number): number {
    return hop < 0 ? Number.NEGATIVE_INFINITY : (this.#played[hop % RING] ?? Number.NEGATIVE_INFINITY);
  }

  get #newest(): number {
    return this.#heard[(this.#now - 1) % RING] ?? Number.NEGATIVE_INFINITY;
  }

  /** The difference between what was heard and what was played `delay` hops before. It wavers by infinity: unknown. */
  #compare(delay: number): { mean: number; deviation: number } {
    let [sum, squares, count, playedSum, playedSquares] = [0, 0, 0, 0, 0];
    for (let hop = this.#now - COMPARED; hop < this.#now; hop += 1) {
      const played = this.#playedAt(hop - delay);
      const heard = this.#heard[hop % RING] ?? 0;
      if (played < PLAYED_LEAST || heard < HEARD_LEAST || hop < 0) continue;
      const difference = heard - played;
      sum += difference;
      squares += difference * difference;
      playedSum += played;
      playedSquares += played * played;
      count += 1;
    }
    const shape = deviationOf(playedSum, playedSquares, count);
    if (count < COMPARED / 2 || shape < SHAPELESS) return { mean: 0, deviation: Number.POSITIVE_INFINITY };
    return { mean: sum / count, deviation: deviationOf(sum, squares, count) };
  }
}
