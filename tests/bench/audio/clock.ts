/** Milliseconds of the one clock that bench, browser and sound card share: that of the machine. */
export const now = (): number => performance.timeOrigin + performance.now();

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The same numbers in each run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    // https://en.wikipedia.org/wiki/Lehmer_random_number_generator
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
