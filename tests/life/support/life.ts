import type { FrameLocator, Locator } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { microphoneFile } from '../../support/speech.ts';

/** A browser as a visitor has it: Playwright turns off the back/forward cache and the storage that frames have of their own. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    ...CHROMIUM_ARGS,
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${await microphoneFile('silence', [])}`,
    // In place of Playwright's own list.
    '--disable-features=Translate,MediaRouter,OptimizationHints',
  ],
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
};

/** What the assistant of the tests can answer: once with a sentence that nobody has to wait for. */
export const STUDIO = '<h1>Studio</h1><p>Helen Marsh started the studio.</p>';

export const statusOf = (widget: FrameLocator): Locator => widget.locator('.status');
