import { defineConfig } from '@playwright/test';

/** Benchmarks print figures and assert none: machines differ. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  timeout: 900_000,
  reporter: 'list',
  outputDir: '../../test-results/bench',
});
