/** What a page pays before a visitor shows intent, and that the press is never lost. */
import type { Page } from '@playwright/test';
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

/** Of all frames, as paths; names without their hashes. */
function watchRequests(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (!pathname.endsWith('favicon.ico'))
      requests.push(origin.includes('localhost') ? 'page' : pathname.replace(/-[\w-]{8}\./, '.'));
  });
  return requests;
}

const BEFORE = ['page', '/loader.js', '/widget/', '/widget/assets/index.css', '/widget/assets/index.js'];

test('before intent: four requests, nothing stored and nothing moved', async ({ page, demo, stage }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, 'value'));
    }).observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { shifts });
  });
  const requests = watchRequests(page);
  const host = watchHost(page, demo);
  await host.go(stage.page(`<h1>Title</h1><p>${'Words. '.repeat(300)}</p>${tag(demo.widget)}`));
  await page.waitForLoadState('networkidle');
  expect([...requests].sort()).toEqual([...BEFORE].sort());
  const frame = page.frames().find((candidate) => candidate.url().startsWith(demo.widget));
  for (const view of [page.mainFrame(), frame]) {
    const left = await view?.evaluate(async () => {
      // A frame may be forbidden to look.
      const count = async (ask: () => number | Promise<number>): Promise<number> => {
        try {
          return await ask();
        } catch {
          return 0;
        }
      };
      return [
        await count(() => localStorage.length + sessionStorage.length),
        await count(() => document.cookie.length),
        await count(async () => (await indexedDB.databases()).length),
        await count(async () => (await caches.keys()).length),
        document.fonts.size,
      ];
    });
    expect(left).toEqual([0, 0, 0, 0, 0]);
  }
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
  expect(host.complaints).toEqual([]);
});

for (const [intent, show] of [
  ['hover', (page: Page) => page.frameLocator('iframe').getByRole('button').hover()],
  ['focus', (page: Page) => page.frameLocator('iframe').getByRole('button').focus()],
  ['press', (page: Page) => page.frameLocator('iframe').getByRole('button').dispatchEvent('click')],
  ['the page’s own', (page: Page) => page.evaluate(() => window.EviWidget?.open())],
] as const)
  test(`the app comes with intent: ${intent}`, async ({ page, demo, stage }) => {
    const requests = watchRequests(page);
    const host = watchHost(page, demo);
    await host.go(stage.page(tag(demo.widget)));
    await page.waitForLoadState('networkidle');
    expect(requests).toHaveLength(BEFORE.length);
    await show(page);
    await expect.poll(() => requests).toContain('/widget/assets/app.js');
    const opens = intent !== 'hover' && intent !== 'focus';
    await page.waitForLoadState('networkidle');
    await expect(host.widget.getByRole('dialog')).toHaveCount(opens ? 1 : 0);
  });

test('who saves data pays with a press only', async ({ page, demo, stage }) => {
  await page.addInitScript(() => {
    // Behind a flag in every browser so far.
    const { matchMedia } = window;
    window.matchMedia = (query) => matchMedia.call(window, /reduced-data/.test(query) ? 'all' : query);
  });
  const requests = watchRequests(page);
  const host = watchHost(page, demo);
  await host.go(stage.page(tag(demo.widget)));
  const launcher = host.widget.getByRole('button');
  await launcher.hover();
  await launcher.focus();
  await page.waitForLoadState('networkidle');
  expect(requests).toHaveLength(BEFORE.length);
  await launcher.click();
  await expect(host.widget.getByRole('dialog')).toBeVisible();
});

test.describe('a press is never lost', () => {
  test('while the app is on its way', async ({ page, demo, stage }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/widget/assets/app-*.js', async (route) => {
      await held;
      await route.continue();
    });
    const host = watchHost(page, demo);
    await host.go(stage.page(tag(demo.widget)));
    const launcher = host.widget.getByRole('button');
    await launcher.click();
    await expect(launcher).toHaveAttribute('aria-busy', 'true');
    release();
    await expect(host.widget.getByRole('dialog')).toBeVisible();
  });

  test('offline: it says so, and the next press that can, opens', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(tag(demo.widget, 'data-title="Ask"')));
    const launcher = host.widget.getByRole('button');
    const width = async (): Promise<number> => (await host.iframe.boundingBox())?.width ?? 0;
    const before = await width();
    await page.context().setOffline(true);
    // Only a press is worth telling of.
    await launcher.hover();
    await launcher.click();
    await expect(launcher).toHaveAccessibleName('Not reachable. Try again.');
    await expect(launcher).not.toHaveAttribute('aria-busy');
    await expect(launcher.locator('.label')).toHaveAttribute('aria-live', 'polite');
    await expect.poll(width).toBeGreaterThan(before);
    await page.context().setOffline(false);
    await launcher.click();
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    await host.widget.getByRole('button', { name: 'Close' }).click();
    await expect(launcher).toHaveAccessibleName('Ask');
    await expect.poll(width).toBe(before);
  });

  test('the server fails: the same press opens as soon as the file is there', async ({
    page,
    demo,
    stage,
  }) => {
    // As after a release, or when the server is over its limit: browsers remember such a failure for the document.
    let failures = 1;
    await page.route('**/widget/assets/app-*.js', (route) => {
      failures -= 1;
      return failures < 0 ? route.continue() : route.fulfill({ status: 503, body: '' });
    });
    const host = watchHost(page, demo);
    const url = stage.page(tag(demo.widget, 'data-title="Ask"'));
    await host.go(url);
    await host.widget.getByRole('button').click();
    await expect(host.widget.getByRole('dialog')).toBeVisible();

    // Two in a row are told, and the next press tries again.
    await host.go(url);
    failures = 2;
    await host.widget.getByRole('button').dispatchEvent('click');
    await expect(host.widget.getByRole('button')).toHaveAccessibleName('Not reachable. Try again.');
    await host.widget.getByRole('button').click();
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    await host.ask('hello');
    await expect(host.widget.getByRole('log')).toContainText('hello');
  });
});
