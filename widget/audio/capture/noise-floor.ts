/** Levels of this many hops make one block; the floor is the quietest of the last blocks. */
const BLOCK = 25;
const BLOCKS = 6;
/** Decibels of full scale. Digital silence is no room: it tells nothing of the one that follows. */
const QUIETEST = -75;

/** Follows the level of a room's noise, in decibels: at once down, and up within a second and a half. */
export class NoiseFloor {
  #blocks: number[] = [];
  #lowest = Number.POSITIVE_INFINITY;
  #count = 0;

  /** @returns The floor with this level in it; infinity before any sound. */
  add(level: number): number {
    if (level > QUIETEST) {
      this.#lowest = Math.min(this.#lowest, level);
      this.#count += 1;
    }
    const floor = Math.min(this.#lowest, ...this.#blocks);
    if (this.#count === BLOCK) {
      this.#blocks = [...this.#blocks, this.#lowest].slice(-BLOCKS);
      this.#lowest = Number.POSITIVE_INFINITY;
      this.#count = 0;
    }
    return floor;
  }
}
