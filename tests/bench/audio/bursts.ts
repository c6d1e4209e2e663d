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

/** Milliseconds by which the clocks may drift apart between two events, such as by audio that was dropped. */
const DRIFT = 100;

/**
 * Pairs each time with the one of the other clock that tells of the same event: places in both lists. Both have the
 * same irregular rhythm, so the right pairs are those between which the clocks drift least.
 */
export function pairUp(times: readonly number[], others: readonly number[]): [number, number][] {
  const follow = (first: number, other: number): { pairs: [number, number][]; score: number } => {
    const pairs: [number, number][] = [];
    let score = 0;
    let offset = (others[other] ?? 0) - (times[first] ?? 0);
    let next = other;
    for (let index = first; index < times.length; index += 1) {
      const expected = (times[index] ?? 0) + offset;
      while (next < others.length && (others[next] ?? 0) < expected - DRIFT) next += 1;
      const drift = (others[next] ?? Number.POSITIVE_INFINITY) - expected;
      if (Math.abs(drift) > DRIFT) continue;
      pairs.push([index, next]);
      score += 1 - Math.sqrt(Math.abs(drift) / DRIFT);
      offset += drift;
      next += 1;
    }
    return { pairs, score };
  };
  let best: ReturnType<typeof follow> = { pairs: [], score: 0 };
  for (let first = 0; first < Math.min(times.length, 8); first += 1)
    for (let other = 0; other < Math.min(others.length, 8); other += 1) {
      const found = follow(first, other);
      if (found.score > best.score) best = found;
    }
  return best.pairs;
}
