/** Browsers and visitors that let no frame store anything. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

test('S34: with storage that throws, typing works and nobody complains', async ({ page, demo, stage }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
  });
  const host = watchHost(page, demo);
  await host.go(stage.page(`<p>The shop opens at nine.</p>${tag(demo.widget)}`));
  await host.openPanel();
  await host.ask('when does the shop open?');
  await expect(host.widget.getByRole('log')).toContainText('opens at nine');
  expect(host.complaints).toEqual([]);
});
