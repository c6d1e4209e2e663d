/** "Check my install": what a site owner sees. What is found is tested in tests/unit/check-*.test.ts. */

import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { tag } from './support/host.ts';
import { expect, test } from './support/visit.ts';

const finding = (page: Page, level: 'Wrong' | 'Warning' | 'Fine') =>
  page
    .getByRole('list', { name: 'What was found', exact: true })
    .getByRole('heading', { name: RegExp(`^${level} `) });
const press = (page: Page) => page.getByRole('button', { name: 'Check', exact: true }).click();

test('a good install is all fine, and one with five mistakes gets five causes with their cures', async ({
  page,
  demo,
  stage,
}) => {
  await page.goto(`${demo.host}/`);
  await page.getByRole('link', { name: 'Check my install' }).click();
  // The address that stands there is that of the demo's own page.
  await press(page);
  await expect(page.locator('#summary')).toHaveText(/^Nothing is wrong, (1 warning, )?\d+ fine\.$/);
  expect(await finding(page, 'Fine').count()).toBeGreaterThan(7);

  const address = stage.page(
    tag(demo.widget, 'type="module" data-config-id="shop" async data-context-exclude="p >"'),
    {
      'Content-Security-Policy': "script-src 'strict-dynamic' 'nonce-abc'; frame-src https://maps.example",
      'Permissions-Policy': 'microphone=(self)',
    },
  );
  await page.getByLabel('Address of your page').fill(address);
  await press(page);
  await expect(page.locator('#summary')).toHaveText(/^5 are wrong, /);
  await expect(finding(page, 'Wrong')).toHaveText([
    'Wrong The tag is a module',
    'Wrong The Content-Security-Policy blocks the loader',
    'Wrong The Content-Security-Policy blocks the widget’s frame',
    'Wrong The page keeps the microphone from the widget',
    'Wrong The server starts no conversation with the config "shop"',
  ]);
  // Only a browser can tell that it is no selector.
  await expect(
    finding(page, 'Warning').filter({ hasText: 'data-context-exclude="p >" cannot be read' }),
  ).toBeVisible();
  await expect(
    page.getByText(`frame-src https://maps.example ${demo.widget}`, { exact: true }),
  ).toBeVisible();
  await expect(page.getByText(`Permissions-Policy: microphone=(self "${demo.widget}")`)).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => (await window.axe.run({ iframes: false })).violations);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('a pasted page is judged by what was pasted, and what it says stays text', async ({ page, demo }) => {
  await page.goto(`${demo.host}/check.html`);
  await page.getByLabel('Address of your page').fill('https://www.example.com/members');
  await page.getByText('My page cannot be reached from here').click();
  const markup = '<img src=x onerror=document.title=1>';
  await page.getByLabel('The page’s HTML').fill(tag(demo.widget, `async data-offset="${markup}"`));
  await page.getByLabel('Its response headers').fill(`HTTP/2 200\nfeature-policy: microphone 'none'`);
  await press(page);
  await expect(finding(page, 'Wrong')).toHaveText([
    'Wrong The page keeps the microphone from the widget',
    'Wrong The server does not let this page show the widget',
  ]);
  await expect(page.getByText('EVI_ALLOWED_SITES=https://www.example.com', { exact: true })).toBeVisible();
  await expect(
    finding(page, 'Warning').filter({ hasText: `data-offset="${markup}" is not used` }),
  ).toBeVisible();
  await expect(page.locator('#findings img')).toHaveCount(0);

  await page.getByLabel('Address of your page').fill('mailto:me@example.com');
  await press(page);
  await expect(page.locator('#summary')).toContainText('This is not the address of a page.');
  await expect(finding(page, 'Wrong')).toHaveCount(0);
});

test('the microphone is heard, and let go; the widget here answers', async ({ visit, demo }) => {
  const { page } = await visit({ url: `${demo.host}/check.html` });
  await page.getByRole('button', { name: 'Test the microphone' }).click();
  await expect(page.getByRole('heading', { name: 'The microphone is heard' })).toBeVisible();
  await expect
    .poll(() => page.locator('meter').evaluate((meter: HTMLMeterElement) => meter.value))
    .toBeGreaterThan(0.1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.locator('#heard')).toHaveText('The microphone works.');
  expect(await page.evaluate(() => window.microphoneTracks?.map(({ readyState }) => readyState))).toEqual([
    'ended',
  ]);

  await page.getByRole('button', { name: 'Test the widget here' }).click();
  await expect(page.locator('#tried')).toHaveText('The widget’s frame answers.');
});

test('a microphone that is refused is told in plain words, and so is a widget that is kept away', async ({
  visit,
  demo,
}) => {
  const { page, context } = await visit({ permission: 'denied' });
  await context.route('**/loader.js', (route) => route.abort());
  await page.goto(`${demo.host}/check.html`);
  await page.getByRole('button', { name: 'Test the microphone' }).click();
  await expect(page.getByRole('heading', { name: /was not allowed|blocks the microphone/ })).toBeVisible();
  await page.getByRole('button', { name: 'Test the widget here' }).click();
  await expect(page.locator('#tried')).toHaveText('The loader did not run in this browser.');
});
