/** On a phone the panel is a sheet that stands on what the visitor sees: on the keyboard, when there is one. */
import type { Page } from '@playwright/test';
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

/** No driver brings up a keyboard, so this says what a phone's would: less height, and maybe a shift. */
async function giveKeyboard(page: Page): Promise<(view: Partial<VisualViewport>) => Promise<void>> {
  await page.addInitScript(() => {
    const view = Object.assign(new EventTarget(), {
      scale: 1,
      offsetTop: 0,
      height: innerHeight,
    });
    Object.defineProperty(window, 'visualViewport', { value: view });
  });
  return (change) =>
    page.evaluate((changed) => {
      Object.assign(visualViewport ?? {}, changed);
      visualViewport?.dispatchEvent(new Event('offsetTop' in changed ? 'scroll' : 'resize'));
    }, change);
}

test('it follows the visual viewport, and leaves a part of the page in sight', async ({
  page,
  demo,
  stage,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const see = await giveKeyboard(page);
  const host = watchHost(page, demo);
  await host.go(
    stage.page(`<p style="height:3000px">Long</p>${tag(demo.widget, 'data-position="top-left"')}`),
  );
  const edges = async (): Promise<number[]> => {
    const box = await host.iframe.boundingBox();
    return box ? [box.x, box.y, box.width, box.y + box.height].map(Math.round) : [];
  };
  // Closed, it is no sheet: the launcher stays where it is.
  const closed = await edges();
  await see({ height: 500 });
  expect(await edges()).toEqual(closed);
  await see({ height: 844 });
  await host.openPanel();
  await expect.poll(edges).toEqual([0, 127, 390, 844]);
  await see({ height: 500 });
  expect(await edges()).toEqual([0, 75, 390, 500]);
  await see({ offsetTop: 200 });
  expect(await edges()).toEqual([0, 275, 390, 700]);
  // Who zooms in to read, looks at the sheet as at the rest of the page.
  await see({ scale: 2, height: 250 });
  expect(await edges()).toEqual([0, 127, 390, 844]);
  await see({ scale: 1, height: 844 });
  await see({ offsetTop: 0 });
  expect(await edges()).toEqual([0, 127, 390, 844]);
});

test('with a true viewport: turned, pinched and scrolled, it is whole', async ({ page, demo, stage }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const debug = await page.context().newCDPSession(page);
  await debug.send('Emulation.setDeviceMetricsOverride', {
    width: 390,
    height: 844,
    deviceScaleFactor: 2,
    mobile: true,
  });
  const host = watchHost(page, demo);
  await host.go(
    stage.page(
      `<meta name="viewport" content="width=device-width"><p style="height:3000px">Long</p>${tag(demo.widget)}`,
    ),
  );
  await page.evaluate(() => window.EviWidget?.open());
  const inside = () =>
    page.evaluate(() => {
      const {
        top = 0,
        bottom = 0,
        width = 0,
      } = document.querySelector('iframe')?.getBoundingClientRect() ?? {};
      return [Math.round(top), Math.round(innerHeight - bottom), width - innerWidth];
    });
  await expect.poll(inside).toEqual([127, 0, 0]);
  await page.evaluate(() => scrollTo(0, 500));
  expect(await inside()).toEqual([127, 0, 0]);
  await debug.send('Emulation.setDeviceMetricsOverride', {
    width: 390,
    height: 400,
    deviceScaleFactor: 2,
    mobile: true,
  });
  await expect.poll(inside).toEqual([60, 0, 0]);
  await debug.send('Input.synthesizePinchGesture', { x: 100, y: 20, scaleFactor: 2 });
  await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBeGreaterThan(1.5);
  // As a part of the page, where it was.
  const layoutTop = await page.evaluate(() => document.querySelector('iframe')?.style.top);
  expect(layoutTop).toBe('100%');
});
