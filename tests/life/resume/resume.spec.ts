import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { launchOptions, STUDIO, statusOf } from '../support/life.ts';

declare global {
  interface Window {
    /** What lay in the frame's storage before its own scripts ran. */
    left?: string;
    /** What the page was asked before a call. */
    consents?: unknown[];
  }
}

test.use({ launchOptions });

test('a spoken call goes on over a page load: question, transcript, microphone and all', async ({
  page,
  context,
  demo,
  stage,
}) => {
  await context.grantPermissions(['microphone'], { origin: stage.origin });
  await page.addInitScript(() => {
    if (parent !== self) window.left = Object.values(sessionStorage).join();
    window.consents = [];
    document.addEventListener('evi:before-start', (event) =>
      window.consents?.push(Reflect.get(event, 'detail').spoken),
    );
  });
  const host = watchHost(page, demo);
  const left = () => page.frames()[1]?.evaluate(() => window.left);
  const third = stage.page(`<h1>Third</h1>${tag(demo.widget)}`);
  const second = stage.page(`${STUDIO}<a href="${third}">Next</a><input autofocus>${tag(demo.widget)}`);
  await host.go(stage.page(`${STUDIO}<a href="${second}">Next</a>${tag(demo.widget)}`));
  await host.openPanel();
  await host.ask('hello');
  await expect(statusOf(host.widget)).toHaveText(/ready/i);
  await host.widget.getByRole('button', { name: 'Talk' }).click();
  await host.widget.getByRole('button', { name: 'Mute microphone' }).click();
  await expect(statusOf(host.widget)).toHaveText(/muted/i);
  // Left before it can be answered.
  await host.ask('who started the studio?');
  await page.evaluate(() => document.querySelector('a')?.click());
  await page.waitForURL(second);

  const log = host.widget.getByRole('log');
  await expect(log).toContainText('hello');
  await expect(log.getByText('who started the studio?')).toHaveCount(1);
  await expect(log).toContainText(/helen marsh/i);
  // It was heard: the browser lets sound run where the microphone is open.
  await expect(host.widget.locator('.notice')).toHaveText('');
  await expect(statusOf(host.widget)).toHaveText(/muted/i);
  expect(await page.evaluate(() => window.consents)).toEqual([true]);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  expect(host.sockets).toHaveLength(2);
  expect(host.sockets[1]).toContain('resumed_chat_group_id');
  expect(await left()).toContain('hello');
  const token = new URL(host.sockets[0] ?? '').searchParams.get('access_token');
  expect(await left()).not.toContain(token);
  expect(await page.frames()[1]?.evaluate(() => sessionStorage.length)).toBe(0);

  // Ended, it stays so, and nothing is left behind.
  await host.widget.getByRole('button', { name: 'End conversation' }).click();
  await page.getByRole('link').click();
  await page.waitForURL(third);
  await host.stands();
  expect(await left()).toBe('');
  await expect(host.widget.getByRole('dialog')).toHaveCount(0);
  expect(host.complaints).toEqual([]);
});

test('where nobody knows that the microphone may be used, a press is asked for, and typing goes on', async ({
  page,
  context,
  demo,
  stage,
}) => {
  await context.grantPermissions(['microphone'], { origin: stage.origin });
  const host = watchHost(page, demo);
  const third = stage.page(`<h1>Third</h1>${tag(demo.widget)}`);
  const second = stage.page(`${STUDIO}<a href="${third}">Next</a>${tag(demo.widget)}`);
  await host.go(stage.page(`${STUDIO}<a href="${second}">Next</a>${tag(demo.widget)}`));
  await host.openPanel();
  await host.widget.getByRole('button', { name: 'Talk' }).click();
  await expect(statusOf(host.widget)).toHaveText(/listening/i);
  await page.addInitScript(() => {
    navigator.permissions.query = () => Promise.reject(new TypeError('microphone is no permission here'));
  });
  await page.getByRole('link').click();
  await page.waitForURL(second);
  await expect(statusOf(host.widget)).toHaveText(/ready/i);
  const offer = host.widget.getByRole('button', { name: 'Tap to go on' });
  await expect(offer).toBeVisible();
  // It is still a spoken call, should the visitor go further.
  await page.getByRole('link').click();
  await page.waitForURL(third);
  await offer.click();
  await expect(statusOf(host.widget)).toHaveText(/listening/i);
  await expect(offer).toBeHidden();

  // A site that takes the widget away ends the call for good.
  await page.evaluate(() => window.EviWidget?.destroy());
  await expect(host.iframe).toHaveCount(0);
  await host.go(second);
  await expect(host.widget.getByRole('dialog')).toHaveCount(0);
  expect(host.sockets).toHaveLength(3);
});

test('only the widget, and the site, that was left goes on', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  const both = `${tag(demo.widget, 'data-name="one"')}${tag(demo.widget, 'data-name="two"')}`;
  const second = stage.page(both);
  await page.goto(stage.page(`${STUDIO}<a href="${second}">Next</a>${both}`));
  const [one, two] = [host.iframe.nth(0).contentFrame(), host.iframe.nth(1).contentFrame()];
  await two.getByRole('main').waitFor();
  await page.evaluate(() => window.EviWidget?.instances.two?.sendText('hello'));
  await expect(statusOf(two)).toHaveText(/ready/i);
  await page.getByRole('link').click();
  await page.waitForURL(second);
  await expect(two.getByRole('log')).toContainText('hello');
  await expect(statusOf(two)).toHaveText(/ready/i);
  await expect(one.getByRole('dialog')).toHaveCount(0);

  // Another origin of the same site shares the frame's storage.
  await page.goto(`${demo.host}/`);
  await host.stands();
  await host.openPanel();
  await expect(host.widget.getByRole('log')).toBeHidden();
  expect(host.sockets).toHaveLength(2);
});
