/** A frame that hangs or crashes goes from the page, and the page's own buttons never wait for it. */
import type { Frame, Page } from '@playwright/test';
import { tag } from '../../browser/support/host.ts';
import type { Site } from '../../browser/support/site.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { openStubWidget } from '../support/stub-widget.ts';

const ANSWERLESS = 'evi-widget: the frame stopped answering; open() starts it anew';

let site: Site;
test.afterEach(() => site.close());

async function visit(page: Page, url: string) {
  await page.addInitScript(() => {
    const errors: unknown[] = [];
    const warnings: unknown[] = [];
    addEventListener('evi:error', (event) => errors.push(Reflect.get(event, 'detail')));
    console.warn = (text) => warnings.push(text);
    Object.assign(window, {
      told: () => ({ warnings, errors, frames: document.querySelectorAll('iframe').length }),
    });
  });
  await page.goto(url);
  const iframe = page.locator('iframe');
  await expect(iframe).toHaveCSS('opacity', '1');
  const frame = await (await iframe.elementHandle())?.contentFrame();
  if (!frame) throw new Error('no frame');
  // The runner waits for a frame that takes no input, and takes a page for dead one of whose frames is.
  const debug = await page.context().newCDPSession(page);
  const evaluate = async (expression: string): Promise<unknown> =>
    (await debug.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })).result
      .value;
  const { x, y, width, height } = (await page.locator('#own').boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  return {
    frame,
    evaluate,
    told: () => evaluate('told()'),
    /** A true pointer tells the page around the frame, too; the driver's does not. */
    hover: () => evaluate("document.querySelector('iframe').dispatchEvent(new PointerEvent('pointerenter'))"),
    async press(): Promise<void> {
      for (const type of ['mousePressed', 'mouseReleased'] as const)
        await debug.send('Input.dispatchMouseEvent', {
          type,
          x: x + width / 2,
          y: y + height / 2,
          button: 'left',
          clickCount: 1,
        });
      expect(await evaluate('own.textContent')).toBe('pressed');
    },
  };
}

const BUTTON = '<button id="own" onclick="this.textContent = \'pressed\'">press</button>';
const hang = (frame: Frame): Promise<void> =>
  frame.evaluate(() => {
    // Not even if it is asked before the loop begins.
    window.mute = true;
    setTimeout(() => {
      for (;;);
    });
  });

const LOST = { warnings: [ANSWERLESS], errors: [{ reason: 'frame-lost', code: '' }], frames: 0 };

test('one that hangs goes when something is asked of it, and open() brings a new one', async ({
  page,
  stage,
}) => {
  site = await openStubWidget(stage.origin);
  const host = await visit(page, stage.page(BUTTON + tag(site.origin)));
  await hang(host.frame);
  await host.press();
  expect(await host.told()).toEqual({ warnings: [], errors: [], frames: 1 });
  expect(await host.evaluate('EviWidget.end()')).toBe('frame-lost');
  expect(await host.told()).toEqual(LOST);
  // What is no wish of a visitor's brings nothing back.
  expect(await host.evaluate('EviWidget.close()')).toBe('frame-lost');
  expect(await host.told()).toEqual(LOST);

  await host.evaluate('EviWidget.open()');
  await expect(page.locator('iframe')).toHaveCSS('width', '384px');
  expect(await host.told()).toEqual({ ...LOST, frames: 1 });
});

test('one whose process died goes when the pointer comes', async ({ page, stage }) => {
  site = await openStubWidget(stage.origin);
  const host = await visit(page, stage.page(BUTTON + tag(site.origin)));
  const debug = await page.context().newCDPSession(host.frame);
  debug.send('Page.crash').catch(() => undefined);
  await host.press();
  await host.hover();
  await expect.poll(host.told, { timeout: 20_000 }).toEqual(LOST);
});

test('an open panel is asked for signs of life; closed it is not, nor is a frame too old to answer', async ({
  page,
  stage,
}) => {
  await page.clock.install();
  site = await openStubWidget(stage.origin);
  const host = await visit(page, stage.page(BUTTON + tag(site.origin)));
  const asked = (): Promise<number> => host.frame.evaluate(() => window.lifeSigns);
  /** Has the answers of before come; what is asked of it is itself a reason to ask for a sign of life, first. */
  const settle = (): Promise<unknown> => page.evaluate('EviWidget.mute()');
  const before = await asked();
  await page.clock.runFor(60_000);
  expect(await asked()).toBe(before);
  // Focus that goes into the frame is a reason, too.
  await page.locator('#own').focus();
  await page.locator('iframe').focus();
  await expect.poll(asked).toBe(before + 1);
  await settle();
  expect(await asked()).toBe(before + 2);
  await host.frame.evaluate(() => window.panel(true));
  await expect(page.locator('iframe')).toHaveCSS('width', '384px');
  for (const round of [1, 2]) {
    await page.clock.runFor(10_001);
    await settle();
    expect(await asked()).toBe(before + 2 + 2 * round);
  }
  await host.frame.evaluate(() => window.panel(false));
  await expect(page.locator('iframe')).toHaveCSS('width', '200px');
  await page.clock.runFor(60_000);
  expect(await asked()).toBe(before + 6);
  await host.frame.evaluate(() => window.panel(true));
  await expect(page.locator('iframe')).toHaveCSS('width', '384px');
  await host.frame.evaluate(() => {
    window.mute = true;
  });
  await page.clock.runFor(17_000);
  await expect.poll(host.told).toEqual(LOST);
  site.close();

  site = await openStubWidget(stage.origin, 1);
  const old = await visit(page, stage.page(BUTTON + tag(site.origin)));
  await old.frame.evaluate(() => {
    window.mute = true;
  });
  await old.hover();
  await page.clock.runFor(60_000);
  expect(await old.frame.evaluate(() => window.lifeSigns)).toBe(0);
  expect(await old.told()).toEqual({ warnings: [], errors: [], frames: 1 });
});
