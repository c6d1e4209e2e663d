/** Pages that isolate themselves (COEP) take the widget as it is. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

for (const policy of ['require-corp', 'credentialless'])
  test(`S34: COEP ${policy}`, async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    const url = stage.page(`<p>The shop opens at nine.</p>${tag(demo.widget)}`, {
      'Cross-Origin-Embedder-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
    });
    await host.go(url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await host.openPanel();
    await host.ask('when does the shop open?');
    await expect(host.widget.getByRole('log')).toContainText('opens at nine');
    expect(host.complaints).toEqual([]);
  });
