/** The frame's document or script does not come: it goes again, with the likely causes. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { openSite } from '../../browser/support/site.ts';
import { expect, test } from '../../browser/support/visit.ts';

for (const [what, path] of [
  ['document', '**/widget/'],
  ['script', '**/widget/assets/index-*.js'],
] as const)
  test(`without its ${what} the frame goes, and comes when it is there again`, async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    await page.route(path, (route) => route.abort());
    await page.goto(
      stage.page(`<button id="own">Own</button>${tag(demo.widget)}
      <script>errors = []; EviWidget.on('error', (error) => errors.push(error)); EviWidget.setContext('kept')</script>`),
    );
    await expect(host.iframe).toHaveCount(1);
    // Where the launcher will stand, the page is in reach meanwhile.
    expect(
      await page.evaluate(() => document.elementFromPoint(innerWidth - 60, innerHeight - 40)?.tagName),
    ).toBe('HTML');
    await expect(host.iframe).toHaveCount(0);
    expect(host.complaints.filter((complaint) => complaint.startsWith('evi-widget'))).toEqual([
      `evi-widget: ${demo.widget} is not reachable, or its EVI_ALLOWED_SITES lacks ${stage.origin} or a page around it`,
    ]);
    expect(await page.evaluate(() => Reflect.get(window, 'errors'))).toEqual([
      { reason: 'frame-lost', code: '' },
    ]);

    await page.unroute(path);
    await page.evaluate(() => window.EviWidget?.open());
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    // It is told what the first one never was.
    await host.ask('hello');
    await expect.poll(() => JSON.stringify(host.sent)).toContain('kept');
  });

test('a page that is not among EVI_ALLOWED_SITES is told so', async ({ page, demo }) => {
  const other = await openSite('localhost');
  const host = watchHost(page, demo);
  await page.goto(other.publish('/', `<!doctype html><body>${tag(demo.widget)}`));
  await expect(host.iframe).toHaveCount(1);
  await expect(host.iframe).toHaveCount(0);
  expect(host.complaints.filter((complaint) => complaint.startsWith('evi-widget'))).toEqual([
    `evi-widget: ${demo.widget} is not reachable, or its EVI_ALLOWED_SITES lacks ${other.origin} or a page around it`,
  ]);
  other.close();
});
