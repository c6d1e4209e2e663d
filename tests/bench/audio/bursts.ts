/** Where sound begins and ends in samples. */
export interface Burst {
  from: number;
  until: number;
}

/** Bursts whose samples reach `threshold`, apart from each other by more than `gap` samples. */
export function burstsIn(
  samples: ArrayLike<number>,
  { threshold, gap }: { threshold: number; gap: number },
): Burst[] {
  const bursts: Burst[] = [];
  let last: Burst | undefined;
  for (let index = 0; index < samples.length; index += 1) {
    if (Math.abs(samples[index] ?? 0) < threshold) continue;
    if (last && index - last.until <= gap) last.until = index;
    else {
      last = { from: index, until: index };
      bursts.push(last);
    }
  }
  return bursts;
}

/** Milliseconds by which the clocks may drift apart between two events without it being taken for a loss. */
const DRIFT = 100;
/** Events in a row that may be missing. */
const MISSING = 4;
/** A jump of the clocks, as where audio was dropped, must be made up for by what fits after it. */
const JUMP = -0.5;

interface Chain {
  pairs: [number, number][];
  score: number;
}

/**
 * Pairs each time with the one of the other clock that tells of the same event: places in both lists. Both have the
 * same irregular rhythm, so the right pairs are those between which the clocks drift least.
 * @param possible Whether an event may be the other one, by their places.
 */
export function pairUp(
  times: readonly number[],
  others: readonly number[],
  possible: (time: number, other: number) => boolean,
): [number, number][] {
  const chains = new Map<string, Chain>();
  let best: Chain = { pairs: [], score: Number.NEGATIVE_INFINITY };
  times.forEach((time, one) => {
    others.forEach((otherTime, other) => {
      if (!possible(one, other)) return;
      let chain: Chain = { pairs: [[one, other]], score: 0 };
      for (let back = 1; back <= MISSING; back += 1)
        for (let otherBack = 1; otherBack <= MISSING; otherBack += 1) {
          const before = chains.get(`${one - back} ${other - otherBack}`);
          if (!before) continue;
          const drift = Math.abs(
            otherTime - (others[other - otherBack] ?? 0) - (time - (times[one - back] ?? 0)),
          );
          const score = before.score + (drift > DRIFT ? JUMP : 1 - Math.sqrt(drift / DRIFT));
          if (score > chain.score) chain = { pairs: [...before.pairs, [one, other]], score };
        }
      chains.set(`${one} ${other}`, chain);
      if (chain.score > best.score) best = chain;
    });
  });
  return best.pairs;
}
