const ranked = (values: readonly number[], rank: number): number =>
  [...values].sort((one, other) => one - other)[Math.max(0, Math.ceil(values.length * rank) - 1)] ??
  Number.NaN;

export const median = (values: readonly number[]): number => ranked(values, 0.5);

/** By nearest rank: of fewer than a hundred samples it is the worst one. */
export const p99 = (values: readonly number[]): number => ranked(values, 0.99);
