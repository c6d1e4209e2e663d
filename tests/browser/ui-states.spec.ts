import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { SCENES } from './gallery/scenes.ts';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** Every state of the interface: nothing axe objects to, nothing cut off, nothing too small to press. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 384, height: 600 } });

const STATES = Object.keys(SCENES);

/** Still at once: what fades in would be measured at half its contrast. Any error or blocked style fails. */
async function show(page: Page, query: string): Promise<void> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${gallery.url}/?${query}`);
  const closed = query.startsWith('state=launcher');
  await page.locator(closed ? '.launcher' : '.panel').waitFor();
  // What is loaded after the first look is part of the state.
  if (!closed) await page.waitForFunction(() => window.partsCame);
  expect(complaints).toEqual([]);
}

/** The launcher is a button on someone's page: the heading that axe asks of every page is that page's. */
const violations = (page: Page) =>
  page.evaluate(async () => {
    const enabled = document.querySelector('.panel') !== null;
    const { violations } = await window.axe.run({ rules: { 'page-has-heading-one': { enabled } } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });

for (const state of STATES)
  test(`${state}: axe finds nothing, light or dark`, async ({ page }) => {
    for (const theme of ['light', 'dark']) {
      await show(page, `state=${state}&theme=${theme}`);
      await page.evaluate(axe.source);
      expect(await violations(page), theme).toEqual([]);
    }
  });

for (const accent of ['ffffff', '000000', 'ffe600', '7f7f7f', '00a36c'])
  test(`accent #${accent}: axe finds nothing in either theme`, async ({ page }) => {
    for (const theme of ['light', 'dark']) {
      await show(page, `state=unreachable&theme=${theme}&accent=${accent}`);
      await page.getByRole('textbox').fill('A draft, so that the send button has its colour');
      await page.evaluate(axe.source);
      expect(await violations(page)).toEqual([]);
    }
  });

for (const name of ['Reading this page', 'Settings'])
  test(`the sheet behind “${name}”: axe finds nothing`, async ({ page }) => {
    for (const theme of ['light', 'dark'])
      for (const state of ['speaking', 'devices']) {
        await show(page, `state=${state}&theme=${theme}`);
        await page.getByRole('button', { name }).click();
        await page.evaluate(axe.source);
        expect(await violations(page), `${state} ${theme}`).toEqual([]);
      }
  });

/** What sticks out sideways, and what is too small to press. */
const unfit = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const visible = [...document.querySelectorAll('.panel, .panel *:not(.spoken)')];
    const wide = visible.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (
        left < 0 ||
        right > innerWidth ||
        (element.matches('div, p') && element.scrollWidth > element.clientWidth)
      );
    });
    const small = [
      ...document.querySelectorAll('.panel :is(button, textarea, summary, select, input)'),
    ].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 44 || height < 44;
    });
    return [...wide, ...small].map((element) => element.outerHTML.slice(0, 120));
  });

for (const size of [
  { width: 320, height: 568 },
  { width: 320, height: 256 },
])
  test(`at ${size.width} × ${size.height} nothing sticks out sideways and all can be pressed`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    for (const state of STATES.filter((one) => !one.startsWith('launcher'))) {
      await show(page, `state=${state}`);
      expect(await unfit(page), state).toEqual([]);
      const last = page.locator('.foot button').last();
      await last.scrollIntoViewIfNeeded();
      await expect(last, state).toBeInViewport({ ratio: 0.99 });
    }
    await show(page, 'state=devices');
    await page.getByRole('button', { name: 'Settings' }).click();
    expect(await unfit(page)).toEqual([]);
    await page.getByRole('switch').last().scrollIntoViewIfNeeded();
    await expect(page.getByRole('switch').last()).toBeInViewport({ ratio: 0.99 });
  });

test('right to left is the mirror image', async ({ page }) => {
  const middle = async (name: string) => {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox();
    return box ? box.x + box.width / 2 : Number.NaN;
  };
  await show(page, 'state=muted');
  const [close, end] = [await middle('Close'), await middle('End conversation')];
  await show(page, 'state=muted&dir=rtl');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expect(await middle('Close')).toBeCloseTo(384 - close, 0);
  expect(await middle('End conversation')).toBeCloseTo(384 - end, 0);
});

test('a switch that is on has its knob at the end of the line, in both directions', async ({ page }) => {
  for (const dir of ['ltr', 'rtl']) {
    await show(page, `state=devices&dir=${dir}`);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('switch').first().click();
    const shift = await page
      .getByRole('switch', { checked: true })
      .locator('.track')
      .evaluate((track) => new DOMMatrix(getComputedStyle(track, '::before').transform).e);
    expect(shift).toBe(dir === 'ltr' ? 18 : -18);
  }
});

test('the launcher says how much room it needs, and the page shines through around it', async ({ page }) => {
  await page.setViewportSize({ width: 60, height: 40 });
  await show(page, 'state=launcher');
  const room = await (await page.waitForFunction(() => window.room)).jsonValue();
  expect(room?.width).toBeGreaterThan(100);
  expect(room?.height).toBeGreaterThanOrEqual(52);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
});

test('what a model writes stays text', async ({ page }) => {
  await show(page, 'state=long');
  await expect(page.getByRole('log')).toContainText('<b>Not bold</b>, <img src=x>');
  expect(await page.locator('.transcript').locator('b, img, a').count()).toBe(0);
});
