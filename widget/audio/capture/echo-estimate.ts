import { LEVEL_SPAN } from '../echo-link.ts';

/** Milliseconds after which a sound that was played can still come back: Bluetooth speakers take up to half a second. */
const LONGEST_DELAY = 700;
/** Decibels of full scale below which nothing that is played can come back louder than a room's noise. */
const SILENT = -55;
/** Hops (10 ms) in which the loudest return is remembered. */
const BLOCK = 10;
const BLOCKS = 20;
/** Decibels a second by which the caution of a call's beginning goes. */
const CAUTION_FALL = 40;
/** Decibels by which one hop may raise the estimate: a voice that begins softly must not be learnt as echo. */
const LARGEST_RISE = 0.5;

export const decibels = (amplitude: number): number => 20 * Math.log10(amplitude + 1e-7);

/**
 * How loud the assistant's own voice can be in the microphone: what was played in the last moments, times how much of it
 * has been seen to come back. Until something is known of that, all of it may.
 */
export class EchoEstimate {
  #played: { until: number; level: number }[] = [];
  #playedUntil = Number.NEGATIVE_INFINITY;
  #sounding = 0;
  /** Decibels of return that are feared although none has been seen. */
  #caution = 0;
  #returns: number[] = [];
  #loudest = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** Amplitudes of what is played from `now` (milliseconds) on, one for each `LEVEL_SPAN`. */
  played(levels: Iterable<number>, now: number): void {
    this.#playedUntil = Math.max(this.#playedUntil, now);
    for (const level of levels) {
      this.#playedUntil += LEVEL_SPAN;
      this.#played.push({ until: this.#playedUntil + LONGEST_DELAY, level: decibels(level) });
    }
  }

  /** Nothing more of it sounds from `now` on. */
  cut(now: number): void {
    this.#playedUntil = Math.min(this.#playedUntil, now);
    this.#played = this.#played.filter(({ until }) => until - LONGEST_DELAY - LEVEL_SPAN <= now);
  }

  /** The loudest that can come back now, in decibels of full scale; minus infinity when nothing can. */
  at(now: number): number {
    return this.#reference(now) + this.#coupling;
  }

  /** A hop of 10 ms that was not the visitor's speech, as far as could be told. */
  learn(level: number, now: number): void {
    const reference = this.#reference(now);
    if (reference < SILENT) return;
    this.#sounding += 10;
    // Only when the first sound has had the time to come back does its absence mean something.
    if (this.#sounding > LONGEST_DELAY) this.#caution -= CAUTION_FALL / 100;
    const known = this.#coupling;
    const seen = level - reference;
    this.#loudest = Math.max(
      this.#loudest,
      this.#caution < known ? Math.min(seen, known + LARGEST_RISE) : seen,
    );
    this.#count += 1;
    if (this.#count < BLOCK) return;
    this.#returns = [...this.#returns, this.#loudest].slice(-BLOCKS);
    this.#loudest = Number.NEGATIVE_INFINITY;
    this.#count = 0;
  }

  get #coupling(): number {
    return Math.max(this.#caution, this.#loudest, ...this.#returns);
  }

  #reference(now: number): number {
    let loudest = Number.NEGATIVE_INFINITY;
    let over = 0;
    for (const { until, level } of this.#played) {
      if (until < now) over += 1;
      // Told ahead of its playing.
      else if (until - LONGEST_DELAY - LEVEL_SPAN <= now) loudest = Math.max(loudest, level);
    }
    this.#played.splice(0, over);
    return loudest;
  }
}
