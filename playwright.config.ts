import { defineConfig } from '@playwright/test';
import { findFirefox, findWebKit } from './scripts/engines.mjs';
import { CHROMIUM_ARGS } from './tests/browser/support/chromium.ts';
import type { EngineName } from './tests/faults/support/engines/engine.ts';

const others: EngineName[] = [
  ...(findFirefox() ? ['firefox' as const] : []),
  ...(findWebKit() ? ['webkit' as const] : []),
];

export default defineConfig<object, { engineName: EngineName }>({
  testDir: 'tests',
  // Two cores, and where there is sound one of them hears and speaks.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: true,
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: CHROMIUM_ARGS,
    },
  },
  projects: [
    { name: 'chromium', testMatch: '{browser,interop,security,faults}/**/*.spec.ts' },
    // Without sound: these may run two at a time.
    { name: 'pages', testMatch: '{hosts,life,api}/**/*.spec.ts' },
    ...others.map((engineName) => ({
      name: engineName,
      testMatch: engineName === 'firefox' ? '{faults,security/browsers}/**/*.spec.ts' : 'faults/**/*.spec.ts',
      // Of the faults those that say so; of the security cases all.
      grep: /@core|security\/browsers/,
      use: { engineName },
    })),
  ],
});
