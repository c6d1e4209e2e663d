import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: [
      'tests/unit/**/*.test.ts',
      'tests/interop/**/*.test.ts',
      'tests/security/**/*.test.ts',
      'tests/fuzz/**/*.test.ts',
      'tests/content/**/*.test.ts',
    ],
    globalSetup: 'tests/support/postgres-setup.ts',
    testTimeout: 20_000,
  },
});
