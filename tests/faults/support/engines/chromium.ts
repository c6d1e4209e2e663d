import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../../browser/support/chromium.ts';
import { ENTER, type Engine } from './engine.ts';
import { eventually } from './processes.ts';

export async function openChromium(): Promise<Engine> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...CHROMIUM_ARGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return {
    async open(url) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(url);
      const frame = await eventually(
        () => page.frames().find((candidate) => candidate.url().includes('/widget/')),
        () => 'The page has no frame of the widget.',
      );
      await frame.waitForLoadState();
      return {
        runInHost: (expression) => page.evaluate(expression),
        runInFrame: (expression) => frame.evaluate(expression),
        async press(x, y) {
          const box = await (await frame.frameElement()).boundingBox();
          await page.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y);
        },
        async type(text) {
          for (const key of text) await page.keyboard.press(key === ENTER ? 'Enter' : key);
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
