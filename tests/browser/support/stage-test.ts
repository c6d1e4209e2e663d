import { test as base } from '@playwright/test';
import { openStage, type Stage } from './stage.ts';

/** A site that may embed the widget and whose pages a test writes: one for each worker. */
export const test = base.extend<object, { stage: Stage }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      stage.close();
    },
    { scope: 'worker' },
  ],
});
