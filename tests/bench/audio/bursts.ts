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

/**
 * Pairs each time with the one of the other clock that tells of the same event. Both have the same irregular rhythm;
 * the offset under which most of them meet is the clocks'.
 * @param reach Milliseconds by which a pair may miss each other.
 */
export function pairUp(
  times: readonly number[],
  others: readonly number[],
  reach: number,
): { time: number; other: number }[] {
  const nearest = (wanted: number): number => {
    let best = -1;
    others.forEach((other, index) => {
      if (Math.abs(other - wanted) < Math.abs((others[best] ?? Number.POSITIVE_INFINITY) - wanted))
        best = index;
    });
    return Math.abs((others[best] ?? Number.POSITIVE_INFINITY) - wanted) <= reach ? best : -1;
  };
  let pairs: { time: number; other: number }[] = [];
  for (const other of others.slice(0, 12))
    for (const time of times.slice(0, 12)) {
      const offset = other - time;
      const met = times.flatMap((one, index) => {
        const found = nearest(one + offset);
        return found < 0 ? [] : [{ time: index, other: found }];
      });
      if (met.length > pairs.length) pairs = met;
    }
  return pairs;
}
