import { defineConfig } from 'vitest/config';

/** Figures are printed and none is asserted: machines differ. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ['*.bench.ts'],
    testTimeout: 3_600_000,
    reporters: ['dot'],
    disableConsoleIntercept: true,
  },
});
