import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';

/** Takes the snapshots anew, after a build: npx playwright test -c tests/content/qa && npx biome format --write tests/content/qa/snapshots */
export default defineConfig({
  testDir: '.',
  testMatch: 'take-snapshots.ts',
  workers: 1,
  outputDir: '../../../test-results/qa',
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: CHROMIUM_ARGS },
  },
});
