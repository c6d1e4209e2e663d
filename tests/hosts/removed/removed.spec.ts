/** Something on the page removes the frame. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

test('once or twice it comes back as it was asked to be; after that it stays away, with one warning', async ({
  page,
  demo,
  stage,
}) => {
  await page.addInitScript(() => {
    let most = 2;
    let removed = 0;
    new MutationObserver(() => {
      const frame = document.querySelector('iframe');
      if (!frame || removed >= most) return;
      removed += 1;
      frame.remove();
    }).observe(document, { childList: true, subtree: true });
    Object.assign(window, {
      removeOnce: () => {
        most = 1e9;
        document.querySelector('iframe')?.remove();
      },
      removed: () => removed,
    });
  });
  const host = watchHost(page, demo);
  await host.go(stage.page(tag(demo.widget)));
  expect(await page.evaluate(() => Reflect.get(window, 'removed')())).toBe(2);
  await host.openPanel();
  await expect(host.iframe).toHaveCount(1);
  expect(host.complaints).toEqual([]);

  const away = page.waitForEvent('console', (message) => message.text().startsWith('evi-widget'));
  await page.evaluate(() => Reflect.get(window, 'removeOnce')());
  expect((await away).text()).toBe('evi-widget: a script or an extension keeps removing the frame; allow it');
  await expect(host.iframe).toHaveCount(0);
  // Nothing goes on in the background.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  expect(await page.evaluate(() => Reflect.get(window, 'removed')())).toBe(2);
  expect(host.complaints).toHaveLength(1);
});
