/** Closed, the widget is one button: nothing else of it can be hit or reached by Tab. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

test('Tab goes page, launcher, page; around the launcher the page is hit', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  await host.go(
    stage.page(`<style>body { margin: 0; height: 100vh }</style>
      <button id="first">First</button><button id="last">Last</button>${tag(demo.widget, 'data-title="Ask"')}`),
  );
  const walk = async (): Promise<string[]> => {
    const stops: string[] = [];
    await page.locator('#first').focus();
    for (let stop = 0; stop < 4; stop += 1) {
      stops.push(
        await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName || ''),
      );
      await page.keyboard.press('Tab');
    }
    return stops;
  };
  const once = await walk();
  expect(once.slice(0, 3)).toEqual(['first', 'last', 'IFRAME']);
  expect(once[3]).not.toBe('IFRAME');

  const hits = () =>
    page.evaluate(() => {
      const box = document.querySelector('iframe')?.getBoundingClientRect() ?? new DOMRect();
      const at = (x: number, y: number) => document.elementFromPoint(x, y)?.tagName ?? '';
      const { left, right, top, bottom } = box;
      return {
        around: [
          at(left - 1, top + 9),
          at(left + 9, top - 1),
          at(right + 1, top + 9),
          at(left + 9, bottom + 1),
        ],
        middle: at((left + right) / 2, (top + bottom) / 2),
        share: (box.width * box.height) / (innerWidth * innerHeight),
      };
    });
  const closed = await hits();
  expect(closed.around).toEqual(['BODY', 'BODY', 'BODY', 'BODY']);
  expect(closed.middle).toBe('IFRAME');
  expect(closed.share).toBeLessThan(0.03);

  // The same after it was open: what the app has added is out of reach.
  await host.openPanel();
  await host.widget.getByRole('button', { name: 'Close' }).click();
  await expect(host.widget.getByRole('dialog')).toHaveCount(0);
  await expect.poll(hits).toEqual(closed);
  expect(await walk()).toEqual(once);
  expect(host.complaints).toEqual([]);
});

test('until the launcher stands, the frame takes neither presses nor focus', async ({
  page,
  demo,
  stage,
}) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/widget/assets/index-*.css', async (route) => {
    await held;
    await route.continue();
  });
  const host = watchHost(page, demo);
  await page.goto(stage.page(`<button id="first">First</button>${tag(demo.widget)}`));
  await expect(host.iframe).toHaveCount(1);
  await expect(host.iframe).toHaveCSS('pointer-events', 'none');
  await page.locator('#first').focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BUTTON');
  expect(await host.widget.getByRole('button').count()).toBe(0);
  release();
  await host.stands();
});
