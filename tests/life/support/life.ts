import type { FrameLocator, Locator } from '@playwright/test';
import type { Demo } from '../../../demo-site/serve.ts';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { tag } from '../../browser/support/host.ts';
import type { Stage } from '../../browser/support/stage.ts';
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

/** A page with the widget, and a link to another one. */
export const pageWith = (stage: Stage, demo: Demo, next: string, attributes = ''): string =>
  stage.page(`${STUDIO}<a href="${next}">Next</a>${tag(demo.widget, attributes)}`);

export const statusOf = (widget: FrameLocator): Locator => widget.locator('.status');
