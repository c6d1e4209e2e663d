import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS } from './tests/browser/support/chromium.ts';

export default defineConfig({
  testDir: 'tests',
  testMatch: '{browser,interop,security}/**/*.spec.ts',
  // Two cores, and one of them hears and speaks.
  workers: 1,
  timeout: 60_000,
  retries: 0,
  forbidOnly: true,
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: CHROMIUM_ARGS,
    },
  },
});
