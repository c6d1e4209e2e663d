/** Seconds in which a change of volume is carried through, so that it does not click. */
const FALL = 0.01;
const RISE = 0.2;

/** A factor that moves in even steps, sample by sample: quickly down and slowly up. */
export class Gain {
  readonly #fall: number;
  readonly #rise: number;
  #now = 1;
  goal = 1;

  /** @param rate Hertz. */
  constructor(rate: number) {
    this.#fall = 1 / (FALL * rate);
    this.#rise = 1 / (RISE * rate);
  }

  get now(): number {
    return this.#now;
  }

  /** At once, where nothing sounds that could click. */
  settle(): void {
    this.#now = this.goal;
  }

  apply(samples: Float32Array): void {
    if (this.#now === 1 && this.goal === 1) return;
    for (let index = 0; index < samples.length; index += 1) {
      this.#now =
        this.#now > this.goal
          ? Math.max(this.goal, this.#now - this.#fall)
          : Math.min(this.goal, this.#now + this.#rise);
      samples[index] = (samples[index] ?? 0) * this.#now;
    }
  }
}
