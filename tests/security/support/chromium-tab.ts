import { chromium, type Frame, type Page } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { ENTER } from '../../faults/support/engines/engine.ts';
import { eventually } from '../../faults/support/engines/processes.ts';
import { ESCAPE, type Realm, TAB, type Tab, until, VIEWPORT, type Visitors } from './tab.ts';

const KEYS: Record<string, string> = { [ENTER]: 'Enter', [ESCAPE]: 'Escape', [TAB]: 'Tab' };

export async function openChromiumVisitors(): Promise<Visitors> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // As a visitor's browser does, this one opens no window that nobody asked for.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: [...CHROMIUM_ARGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });

  const realmOf = (page: Page, frame: Frame): Realm => {
    // As text: with a function Playwright passes its argument through the page's own built-ins.
    const run: Realm['run'] = (work, argument) =>
      frame.evaluate(`(${work})(${JSON.stringify(argument ?? null)})`);
    return {
      run,
      evaluate: (expression) => frame.evaluate(expression),
      // Playwright's own way needs `eval` there.
      until: (work, argument) => until(() => run(work, argument), work),
      async goto(url) {
        await frame.goto(url);
      },
      async press(x, y) {
        const box = frame.parentFrame() && (await (await frame.frameElement()).boundingBox());
        await page.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y);
      },
      async type(text) {
        for (const key of text) await page.keyboard.press(KEYS[key] ?? key);
      },
    };
  };

  return {
    async newTab(scripts = []) {
      const context = await browser.newContext({ viewport: VIEWPORT });
      for (const script of scripts) await context.addInitScript(script);
      const page = await context.newPage();
      const complaints: string[] = [];
      const requests: string[] = [];
      const popups: Realm[] = [];
      page.on('console', (message) => {
        // Chromium asks every page for an icon; that there is none is nobody's fault.
        if (message.location().url.endsWith('/favicon.ico')) return;
        if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      context.on('request', (request) => requests.push(request.url()));
      context.on('page', (opened) => popups.push(realmOf(opened, opened.mainFrame())));
      const tab: Tab = {
        ...realmOf(page, page.mainFrame()),
        async frame(start) {
          const found = await eventually(
            () => page.frames().find((frame) => frame !== page.mainFrame() && frame.url().startsWith(start)),
            () => `The page has no frame ${start}`,
          );
          await found.waitForLoadState();
          return realmOf(page, found);
        },
        frames: async () =>
          page
            .frames()
            .slice(1)
            .map((frame) => frame.url()),
        popups: () => popups,
        complaints,
        requests,
        resize: (width, height) => page.setViewportSize({ width, height }),
        close: () => context.close(),
      };
      return tab;
    },
    close: () => browser.close(),
  };
}
