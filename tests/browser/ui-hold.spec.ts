import { expect, type Page, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** Push-to-talk: heard as long as the button is down, and never a moment longer. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 384, height: 600 } });

const calls = (page: Page) => page.evaluate(() => window.calls);

async function open(page: Page) {
  await page.goto(`${gallery.url}/?state=hold-to-talk`);
  const button = page.getByRole('button', { name: 'Hold to talk' });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  return button;
}

test('a pointer holds it, also when it slides off, and lets go anywhere', async ({ page }) => {
  const button = await open(page);
  await expect(page.locator('.status')).toHaveText('Hold to talk');
  await button.hover();
  await page.mouse.down();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.status')).toHaveText('Listening');
  await page.mouse.move(100, 100);
  expect(await calls(page)).toEqual(['hold']);
  await page.mouse.up();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  expect(await calls(page)).toEqual(['hold', 'release']);
});

test('a second finger neither holds nor lets go, nor does one that is already gone stay held', async ({
  page,
}) => {
  const button = await open(page);
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  // Neither finger is real, so that neither can be captured.
  await button.dispatchEvent('pointerdown', { pointerId: 7 });
  await button.dispatchEvent('pointerdown', { pointerId: 8 });
  await button.dispatchEvent('pointerup', { pointerId: 8 });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.dispatchEvent('pointerup', { pointerId: 7 });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  expect(await calls(page)).toEqual(['hold', 'release']);
  expect(failures).toEqual([]);
});

test('its word is there to be seen, and while it is down the state is listening whatever is said', async ({
  page,
}) => {
  const button = await open(page);
  await expect(button).toHaveText('Hold');
  await page.evaluate(() => {
    window.models.call.activity.value = 'speaking';
  });
  await expect(page.locator('.status')).toHaveText('Speaking');
  await button.focus();
  await page.keyboard.down('Space');
  await expect(page.locator('.status')).toHaveText('Listening');
});

test('another button of the mouse does not hold it', async ({ page }) => {
  const button = await open(page);
  await button.click({ button: 'right' });
  expect(await calls(page)).toEqual([]);
});

/** The mouse's, in Chromium. */
const MOUSE = { pointerId: 1 };

for (const type of ['pointercancel', 'pointerleave', 'lostpointercapture', 'blur'])
  test(`${type} lets go`, async ({ page }) => {
    const button = await open(page);
    await button.hover();
    await page.mouse.down();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await button.dispatchEvent(type, MOUSE);
    await expect(button).toHaveAttribute('aria-pressed', 'false');
  });

for (const key of ['Space', 'Enter'])
  test(`${key} holds it while it is down, once`, async ({ page }) => {
    const button = await open(page);
    await button.focus();
    await page.keyboard.down(key);
    // A second down without an up is what a keyboard's repeat looks like.
    await page.keyboard.down(key);
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.up(key);
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    expect(await calls(page)).toEqual(['hold', 'release']);
  });

test('Tab away while a key is down lets go', async ({ page }) => {
  const button = await open(page);
  await button.focus();
  await page.keyboard.down('Space');
  await page.keyboard.press('Tab');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('a button that goes while it is held lets go', async ({ page }) => {
  const button = await open(page);
  await button.hover();
  await page.mouse.down();
  await page.evaluate(() => {
    window.models.call.state.value = 'ended';
  });
  await expect(button).toHaveCount(0);
  expect(await calls(page)).toEqual(['hold', 'release']);
});

test('what can only click, as some screen readers do, turns it on and off', async ({ page }) => {
  const button = await open(page);
  await button.evaluate((element: HTMLElement) => element.click());
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.evaluate((element: HTMLElement) => element.click());
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});
