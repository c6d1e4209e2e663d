/** A page inside another page's frame. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { openSite } from '../../browser/support/site.ts';
import { expect, test } from '../../browser/support/visit.ts';

const ours = (complaints: readonly string[]): string[] =>
  complaints.filter((complaint) => complaint.startsWith('evi-widget'));

test('inside a page that the server allows it works', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  const inner = stage.page(`<p>The shop opens at nine.</p>${tag(demo.widget, 'data-title="Inner"')}`);
  await page.goto(stage.page(`<iframe id="inner" src="${inner}" width="500" height="700"></iframe>`));
  const widget = page.frameLocator('#inner').frameLocator('iframe');
  await widget.getByRole('button', { name: 'Inner' }).click();
  await widget.getByRole('button', { name: 'Type', exact: true }).click();
  await widget.getByRole('textbox').fill('when does the shop open?');
  await widget.getByRole('textbox').press('Enter');
  await expect(widget.getByRole('log')).toContainText('opens at nine');
  // The inner page is of the outer one's site, so it has the microphone.
  expect(ours(host.complaints)).toEqual([]);
});

test('inside one that it does not allow it goes, and says what is missing', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  const evil = await openSite('127.0.0.1');
  const inner = stage.page(tag(demo.widget));
  evil.publish('/', `<!doctype html><iframe id="inner" src="${inner}" allow="microphone *"></iframe>`);
  await page.goto(`${evil.origin}/`);
  const frames = page.frameLocator('#inner').locator('iframe');
  await frames.waitFor({ state: 'attached' });
  await expect(frames).toHaveCount(0);
  expect(ours(host.complaints)).toEqual([
    `evi-widget: ${demo.widget} is not reachable, or its EVI_ALLOWED_SITES lacks ${stage.origin} or a page around it`,
  ]);
  evil.close();
});

test('S34: without an origin, in a sandbox, there is no frame but a reason', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  const inner = stage.page(`<p id="text">Text</p>${tag(demo.widget)}`);
  const warning = page.waitForEvent('console', (message) => message.text().startsWith('evi-widget'));
  await page.goto(stage.page(`<iframe id="inner" src="${inner}" sandbox="allow-scripts"></iframe>`));
  expect((await warning).text()).toBe(
    'evi-widget: the page has no origin: its sandbox needs allow-same-origin',
  );
  await expect(page.frameLocator('#inner').locator('#text')).toBeVisible();
  await expect(page.frameLocator('#inner').locator('iframe')).toHaveCount(0);
  expect(ours(host.complaints)).toHaveLength(1);
});
