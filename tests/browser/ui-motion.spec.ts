import { expect, type Page, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** The ring asks for frames only while something moves, and never for more than 30 a second. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 384, height: 600 } });

/** Within one second of the page's clock, after everything settled; the levels change all the while. */
async function counted(page: Page, state: string): Promise<{ frames: number; drawings: number }> {
  await page.clock.install({ time: 0 });
  await page.addInitScript(() => {
    window.counts = { frames: 0, drawings: 0 };
    const request = window.requestAnimationFrame;
    window.requestAnimationFrame = (callback) => {
      window.counts.frames++;
      return request.call(window, callback);
    };
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...area) {
      window.counts.drawings++;
      clear.apply(this, area);
    };
  });
  await page.goto(`${gallery.url}/?state=${state}`);
  await page.locator(state === 'launcher' ? '.launcher' : '.panel').waitFor();
  await page.clock.pauseAt(60_000);
  await page.clock.runFor(3500);
  await page.evaluate(() => {
    window.counts = { frames: 0, drawings: 0 };
    const level = window.models.speaker.level;
    setInterval(() => {
      level.value = Math.random() * 0.29 + (level.value > 0.3 ? 0.5 : 0);
    }, 20);
  });
  await page.clock.runFor(1000);
  return page.evaluate(() => window.counts);
}

for (const state of ['launcher', 'welcome', 'muted', 'ended', 'typed'])
  test(`${state}: no frames`, async ({ page }) => {
    expect((await counted(page, state)).frames).toBe(0);
  });

for (const state of ['connecting', 'listening', 'thinking', 'speaking'])
  test(`${state}: moving, at most 30 times a second`, async ({ page }) => {
    const { drawings } = await counted(page, state);
    expect(drawings).toBeGreaterThan(5);
    expect(drawings).toBeLessThanOrEqual(32);
  });

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const state of ['connecting', 'thinking', 'speaking'])
    test(`${state}: no frames and no animation`, async ({ page }) => {
      expect((await counted(page, state)).frames).toBe(0);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    });

  test('a bar shows the level instead', async ({ page }) => {
    await page.goto(`${gallery.url}/?state=listening`);
    const bar = page.locator('.level > div');
    const width = () => bar.evaluate((element) => element.getBoundingClientRect().width);
    expect(await width()).toBeGreaterThan(10);
    await page.evaluate(() => {
      window.models.microphone.level.value = 0;
    });
    await expect.poll(width).toBe(0);
  });
});
