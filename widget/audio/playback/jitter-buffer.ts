import { SampleRing } from './sample-ring.ts';

/** Seconds of jitter that the first chunk of a call must outlast before anything is known of the network. */
const EXPECTED_JITTER = 0.15;
/** Seconds. A chunk that is later than this was written later; no buffer can be meant to bridge it. */
const MOST_JITTER = 0.5;
/** Seconds on top of the worst that was seen. */
const MARGIN = 0.02;
/** Of what is held back without need, this much is still held back the next time. */
const RELAXATION = 0.6;
/** Samples over which a voice that stopped in mid-wave comes in again, so that it does not click. */
const FADE_IN = 32;
/** Seconds of hold that are not worth holding. */
const NEGLIGIBLE = 0.005;

/**
 * Samples on their way to the loudspeaker. The first ones sound at once where they last longer than the jitter that is
 * to be expected; where chunks of one sentence have come late, as much as they were late is held back from then on.
 */
export class JitterBuffer {
  readonly #ring = new SampleRing();
  readonly #rate: number;
  /** Seconds to hold back, learnt from arrivals. */
  #hold = 0;
  /** The worst lateness of this stretch, in seconds. */
  #worst = 0;
  /** A stretch is what would sound without a pause; it begins with a chunk that comes into silence. */
  #began = 0;
  #received = 0;
  #played = 0;
  #first = 0;
  #key = '';
  #running = false;
  #complete = true;
  #starved = false;

  /** @param rate Hertz. */
  constructor(rate: number) {
    this.#rate = rate;
  }

  get length(): number {
    return this.#ring.length;
  }

  /** @param now Seconds, on any clock that goes on evenly. */
  write(key: string, samples: Float32Array, now: number): void {
    const seconds = samples.length / this.#rate;
    if (this.#complete) this.#begin(now, seconds);
    else if (key === this.#key) this.#notice(now - this.#began - this.#received, now, seconds);
    else if (!this.#ring.length) this.#begin(now, seconds);
    this.#key = key;
    this.#received += seconds;
    this.#ring.write(samples);
  }

  /** Nothing more is to be expected. */
  complete(): void {
    if (this.#complete) return;
    this.#complete = true;
    this.#learn();
  }

  /** Fills `target` as far as there is something to play now; answers with how many samples that was. */
  read(target: Float32Array, now: number): number {
    if (!this.#ring.length) this.#runDry();
    this.#running ||= this.#ready(now);
    if (!this.#running) return 0;
    const count = this.#ring.read(target);
    this.#played += count / this.#rate;
    if (this.#starved)
      for (let index = 0; index < Math.min(FADE_IN, count); index += 1)
        target[index] = (target[index] ?? 0) * (index / FADE_IN);
    this.#starved = false;
    if (count < target.length) this.#runDry();
    return count;
  }

  /** RMS of the samples from `from` to `until`, counted from the next one to be read. */
  levelOf(from: number, until: number): number {
    return this.#ring.rms(from, until);
  }

  /** Whether `read` would give something. */
  sounds(now: number): boolean {
    return this.#ring.length > 0 && (this.#running || this.#ready(now));
  }

  clear(): void {
    this.#ring.clear();
    this.#running = false;
    this.complete();
  }

  /** Then it holds back again: one longer pause is less than many short ones. */
  #runDry(): void {
    if (this.#running) this.#starved = !this.#complete;
    this.#running = false;
  }

  #begin(now: number, seconds: number): void {
    if (!this.#complete) this.#learn();
    this.#complete = false;
    if (!this.#ring.length) this.#running = false;
    this.#starved = false;
    this.#began = now;
    this.#first = seconds;
    this.#received = 0;
    this.#played = 0;
    this.#worst = 0;
  }

  /** A chunk that came this many seconds after all before it would have sounded, had it begun at once. */
  #notice(late: number, now: number, seconds: number): void {
    if (late > MOST_JITTER) this.#begin(now, seconds);
    else if (late > 0) {
      this.#worst = Math.max(this.#worst, late);
      this.#hold = Math.max(this.#hold, late + MARGIN);
    }
  }

  #learn(): void {
    const needed = this.#worst > 0 ? this.#worst + MARGIN : 0;
    const relaxed = Math.max(needed, this.#hold * RELAXATION);
    this.#hold = relaxed < NEGLIGIBLE ? 0 : relaxed;
  }

  #ready(now: number): boolean {
    if (!this.#ring.length) return false;
    if (this.#complete) return true;
    const waited = now - this.#began;
    const waiting = this.#ring.length / this.#rate;
    const behind = waited - this.#played;
    return (
      Math.max(waited + this.#first, waiting) >= EXPECTED_JITTER &&
      Math.max(behind, waiting - this.#first) >= this.#hold
    );
  }
}
