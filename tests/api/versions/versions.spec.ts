/** The immutable path and the evergreen one, and a loader and a frame that are one version apart. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tag, watchHost } from '../../browser/support/host.ts';
import { openSite } from '../../browser/support/site.ts';
import { expect, root, test } from '../../browser/support/visit.ts';

const loader = readFileSync(join(root, 'dist/loader/loader.js'));
const hash = (algorithm: string): Buffer => createHash(algorithm).update(loader).digest();
const pinned = `loader/${hash('sha256').toString('hex').slice(0, 12)}.js`;

test('S39: a pinned loader runs with its integrity, finds the widget, and one that was changed does not run', async ({
  page,
  demo,
  stage,
}) => {
  const pin = (integrity: string) =>
    `<script src="${demo.widget}/${pinned}" integrity="sha384-${integrity}" crossorigin="anonymous" async></script>`;
  const host = watchHost(page, demo);
  await host.go(stage.page(pin(hash('sha384').toString('base64'))));
  await expect(host.iframe).toHaveAttribute('src', `${demo.widget}/widget/`);
  await host.openPanel();
  expect(host.complaints).toEqual([]);

  const refused = page.waitForEvent('console', (message) => message.text().includes('integrity'));
  await page.goto(stage.page(pin(createHash('sha384').update('changed').digest('base64'))));
  await refused;
  expect(await page.evaluate(() => 'EviWidget' in window)).toBe(false);
});

for (const version of [1, 2])
  test(`a loader of version ${version} opens today’s widget, in which a question is answered`, async ({
    page,
    demo,
    stage,
  }) => {
    const before = readFileSync(join(import.meta.dirname, `loader-${version}.js.txt`), 'utf8');
    await page.route('**/loader.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: before }),
    );
    const host = watchHost(page, demo);
    await host.go(stage.page(`<p>Bowls cost twelve pounds.</p>${tag(demo.widget, 'data-title="Ask"')}`));
    await expect(host.widget.getByRole('button', { name: 'Ask' })).toBeVisible();
    await page.evaluate(() => void window.EviWidget?.open());
    await host.ask('What do bowls cost?');
    await expect(host.widget.getByRole('log')).toContainText('Bowls cost twelve pounds.');
    await page.evaluate(() => void window.EviWidget?.close());
    await expect(host.widget.getByRole('dialog')).toHaveCount(0);
    expect(host.complaints).toEqual([]);
  });

/** Knows what version 1 knew, and drops all else in silence, as its guard did. */
const FRAME_OF_BEFORE = `<!doctype html><title>Version 1</title><main>Version 1</main><script>
  const nonce = '1'.repeat(32);
  const layout = (port, view) => port.postMessage({ id: 'layout', type: 'APPLY', path: ['layout'], argumentList: [
    { type: 'RAW', value: { view, position: 'bottom-right', offset: 16, zIndex: 9, width: 100, height: 60 } },
  ] });
  const METHODS = {
    configure: (port) => layout(port, 'launcher'),
    open: (port) => layout(port, 'panel'),
    close: (port) => layout(port, 'launcher'),
    pageChanged() {},
  };
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data?.evi !== 'welcome 1' || data.nonce !== nonce) return;
    port.onmessage = ({ data: { id, type, path } }) => {
      if (type !== 'APPLY' || !METHODS[path[0]]) return;
      METHODS[path[0]](port);
      port.postMessage({ id, type: 'RAW', value: undefined });
    };
  });
  parent.postMessage({ evi: 'hello 1', nonce }, '*');
</script>`;

test('today’s loader opens and closes the frame of the release before, and says what that cannot do', async ({
  page,
  stage,
}) => {
  const site = await openSite('127.0.0.1');
  site.publish('/loader.js', String(loader), { 'Content-Type': 'text/javascript' });
  site.publish('/widget/', FRAME_OF_BEFORE);
  const host = watchHost(page, { widget: site.origin });
  // Also what is asked before the frame is there.
  await host.go(
    stage.page(
      `${tag(site.origin)}<script>EviWidget.setContext('x').catch((error) => { document.title = error.message; })</script>`,
    ),
  );
  const older = 'evi-widget: the frame is of an older release';
  await expect(page).toHaveTitle(older);
  await page.evaluate(() => window.EviWidget?.open());
  await expect(host.iframe).toHaveCSS('width', '384px');
  const refusals = await page.evaluate(async () => {
    const widget = window.EviWidget;
    if (!widget) return [];
    // Answers at once, and the frame never hears of it.
    widget.registerTool({ name: 'price', description: 'Price', run: () => '12' })();
    const calls = [
      widget.start(),
      widget.end(),
      widget.mute(),
      widget.sendText('hi'),
      widget.speak('hi'),
      widget.setContext('hi'),
      widget.setVariables({}),
    ];
    return Promise.all(calls.map((call) => call.then(String, (error: Error) => error.message)));
  });
  expect(refusals).toEqual(Array(7).fill(older));
  await page.evaluate(() => window.EviWidget?.close());
  await expect(host.iframe).toHaveCSS('width', '100px');
  expect(host.complaints).toEqual([]);
  site.close();
});
