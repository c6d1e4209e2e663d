import { createRequire } from 'node:module';
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { launchOptions, STUDIO, statusOf } from '../support/life.ts';

test.use({ launchOptions });

const require = createRequire(import.meta.url);
const TURBO = require.resolve('@hotwired/turbo/dist/turbo.es2017-umd.js');
const TURBOLINKS = require.resolve('turbolinks');

/** How pages are swapped: a script of the page's own, and the file that comes with it. */
const WAYS = {
  Turbo: { file: TURBO, script: '' },
  Turbolinks: { file: TURBOLINKS, script: 'Turbolinks.start()' },
  /** As Astro's client router: what stands in both heads stays, and a script that has run does not run again. */
  Astro: {
    file: '',
    script: `
      addEventListener('click', async (event) => {
        if (!event.target.href) return;
        event.preventDefault();
        const html = await (await fetch(event.target.href)).text();
        const next = new DOMParser().parseFromString(html, 'text/html');
        history.pushState(null, '', event.target.href);
        document.dispatchEvent(new Event('astro:before-swap'));
        for (const { name } of [...document.documentElement.attributes])
          document.documentElement.removeAttribute(name);
        for (const { name, value } of next.documentElement.attributes)
          document.documentElement.setAttribute(name, value);
        for (const old of [...document.head.children])
          if (![...next.head.children].some((one) => one.isEqualNode(old))) old.remove();
        for (const one of [...next.head.children])
          if (![...document.head.children].some((old) => old.isEqualNode(one))) document.head.append(one);
        document.body.replaceWith(next.body);
        document.dispatchEvent(new Event('astro:after-swap'));
      });`,
  },
  'A view transition': {
    file: '',
    script: `
      addEventListener('click', async (event) => {
        if (!event.target.href) return;
        event.preventDefault();
        const html = await (await fetch(event.target.href)).text();
        const next = new DOMParser().parseFromString(html, 'text/html');
        document.startViewTransition(() => {
          history.pushState(null, '', event.target.href);
          document.body = document.adoptNode(next.body);
        });
      });`,
  },
};

for (const [name, { file, script }] of Object.entries(WAYS))
  test(`${name} swaps the page, and the call goes on in the same frame`, async ({ page, demo, stage }) => {
    await page.route('**/swap.js', (route) => route.fulfill(file ? { path: file } : { body: script }));
    const host = watchHost(page, demo);
    const head = `<script src="/swap.js"></script>${file && `<script>${script}</script>`}`;
    const document = (body: string): string =>
      stage.document(
        `<!doctype html><html lang="en"><head><title>Page</title>${head}</head><body>${body}</body></html>`,
      );
    const second = document(
      `<h1>Second</h1><p>Ottilie rings the bell.</p>${tag(demo.widget, 'data-title="Two"')}`,
    );
    await host.go(document(`${STUDIO}<a href="${second}">Next</a>${tag(demo.widget, 'data-title="One"')}`));
    await host.openPanel();
    await host.ask('who started the studio?');
    await expect(host.widget.getByRole('log')).toContainText(/helen marsh/i);
    await host.iframe.evaluate((element) => Object.assign(element, { first: true }));
    await page.evaluate(() => Object.assign(window, { first: true }));

    await page.getByRole('link').click();
    await page.getByRole('heading', { name: 'Second' }).waitFor();
    // The settings are those of the tag that is there now.
    await expect(host.widget.getByRole('dialog', { name: 'Two' })).toBeVisible();
    await expect.poll(() => JSON.stringify(host.sent.at(-1))).toContain('Ottilie');
    expect(JSON.stringify(host.sent.at(-1))).toContain(`Address: ${second}`);
    await expect(statusOf(host.widget)).toHaveText(/ready/i);
    expect(await page.evaluate(() => Reflect.get(window, 'first'))).toBe(true);
    await expect(host.iframe).toHaveCount(1);
    expect(await host.iframe.evaluate((element) => Reflect.get(element, 'first'))).toBe(true);
    expect(host.sockets).toHaveLength(1);
    expect(host.complaints).toEqual([]);
  });

for (const moved of [true, false])
  test(`in the page’s flow, where a frame can${moved ? '' : 'not'} be moved alive, the call goes on, too`, async ({
    page,
    demo,
    stage,
  }) => {
    await page.route('**/swap.js', (route) => route.fulfill({ path: TURBO }));
    if (!moved) await page.addInitScript(() => Reflect.deleteProperty(Element.prototype, 'moveBefore'));
    const host = watchHost(page, demo);
    const document = (body: string): string =>
      stage.document(
        `<!doctype html><html lang="en"><head><title>Page</title><script src="/swap.js"></script></head><body>${body}</body></html>`,
      );
    const mounted = `<div id="here" style="height: 600px"></div>${tag(demo.widget, 'data-mount="#here"')}`;
    const second = document(`<h1>Second</h1>${mounted}`);
    await host.go(document(`${STUDIO}<a href="${second}">Next</a>${mounted}`));
    await host.openPanel();
    await host.ask('who started the studio?');
    await expect(host.widget.getByRole('log')).toContainText(/helen marsh/i);
    await expect(statusOf(host.widget)).toHaveText(/ready/i);

    await page.getByRole('link').click();
    await page.getByRole('heading', { name: 'Second' }).waitFor();
    await expect(page.locator('#here > iframe')).toHaveCount(1);
    await expect(host.iframe).toHaveCount(1);
    await expect(host.widget.getByRole('log')).toContainText(/helen marsh/i);
    await expect(statusOf(host.widget)).toHaveText(/ready/i);
    expect(host.sockets).toHaveLength(moved ? 1 : 2);
    expect(host.complaints).toEqual([]);
  });

test('a new address without a new text is told, too', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  await host.go(stage.page(`${STUDIO}${tag(demo.widget)}`));
  await host.openPanel();
  await host.ask('who started the studio?');
  await expect(statusOf(host.widget)).toHaveText(/ready/i);
  await page.evaluate(() => history.pushState(null, '', '/pushed'));
  await expect.poll(() => JSON.stringify(host.sent.at(-1))).toContain(`${stage.origin}/pushed`);
  await page.evaluate(() => history.replaceState(null, '', '/replaced'));
  await expect.poll(() => JSON.stringify(host.sent.at(-1))).toContain(`${stage.origin}/replaced`);
  await page.evaluate(() => history.pushState(null, '', '/further'));
  await expect.poll(() => JSON.stringify(host.sent.at(-1))).toContain(`${stage.origin}/further`);
  await page.evaluate(() => history.back());
  await expect.poll(() => JSON.stringify(host.sent.at(-1))).toContain(`${stage.origin}/replaced`);
  expect(host.sockets).toHaveLength(1);
});
