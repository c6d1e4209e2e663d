import type { ExpressionMeasure } from '../types.ts';

/** Measures nothing: messages then carry no scores. */
export const createNoMeasure = (): ExpressionMeasure => ({
  name: 'none',
  measure: () => null,
  close: () => Promise.resolve(),
});
