import { expect, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** One button holds what is set seldom; its sheet is loaded after the panel, and no press waits for that. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 384, height: 600 } });

test('devices, volume and both switches reach the models', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=devices`);
  await page.getByRole('button', { name: 'Settings' }).click();
  const microphone = page.getByRole('combobox', { name: 'Microphone' });
  await expect(microphone).toHaveValue('');
  await microphone.selectOption('Built-in microphone');
  // A device without a name has a number instead.
  await page.getByRole('combobox', { name: 'Loudspeaker' }).selectOption('Device 2');
  await microphone.selectOption('System default');
  expect(await page.evaluate(() => window.calls)).toEqual(['microphone inner', 'speaker ear', 'microphone ']);

  const volume = page.getByRole('slider', { name: 'Volume' });
  await volume.press('ArrowLeft');
  await expect(volume).toHaveAttribute('aria-valuetext', '95%');
  await volume.press('Home');
  expect(await page.evaluate(() => window.models.speaker.volume.value)).toBe(0);

  await page.getByRole('switch', { name: 'Mute the assistant' }).press('Space');
  await expect(page.getByRole('switch', { name: 'Mute the assistant' })).toBeChecked();
  await page.getByRole('switch', { name: 'Hold a button to talk' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible();
  expect(
    await page.evaluate(() => [window.models.speaker.muted.value, window.models.microphone.pushToTalk.value]),
  ).toEqual([true, true]);
});

test('before the browser tells its devices it says when; a device that left is not chosen', async ({
  page,
}) => {
  await page.goto(`${gallery.url}/?state=devices`);
  await page.evaluate(() => {
    window.models.microphone.devices.value = [];
    window.models.speaker.devices.value = [];
  });
  await page.getByRole('button', { name: 'Settings' }).click();
  const microphone = page.getByRole('combobox', { name: 'Microphone' });
  await expect(microphone).toBeDisabled();
  await expect(page.getByText('Once you have allowed the microphone')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Loudspeaker' })).toHaveCount(0);
  await page.evaluate(() => {
    window.models.microphone.devices.value = [{ id: 'inner', label: 'Built-in microphone' }];
    window.models.microphone.deviceId.value = 'gone';
  });
  await expect(microphone).toBeEnabled();
  await expect(microphone).toHaveValue('');
});

test('where the server cannot hear, the sheet is about the voice alone', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=typing-only`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('slider', { name: 'Volume' })).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await expect(page.getByRole('switch')).toHaveCount(1);
});

test('Escape closes the sheet first and gives the focus back; the call goes on', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=devices`);
  const button = page.getByRole('button', { name: 'Settings' });
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('slider').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider')).toHaveCount(0);
  await expect(button).toBeFocused();
  await button.press('Enter');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(button).toBeFocused();
  expect(await page.evaluate(() => window.calls)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('one sheet at a time, and what lies beneath takes no focus', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=devices`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('slider')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.getByRole('button', { name: 'Reading this page' }).click();
  await expect(page.getByRole('slider')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Text shared with the assistant' })).toBeVisible();
  // A page that is not read any more leaves no sheet behind that nothing could close.
  await page.evaluate(() => {
    window.models.page.available.value = false;
  });
  await expect(page.locator('.sheet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('log')).toBeFocused();
});

test('beneath a sheet the hint for an empty conversation is not read either', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=listening`);
  const hint = page.getByText('What would you like to know?');
  await expect(hint).not.toHaveAttribute('inert');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(hint).toHaveAttribute('inert');
});

test('a press before the sheet has come is kept, and the sheet comes', async ({ page }) => {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/sheets-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${gallery.url}/?state=devices`);
  const button = page.getByRole('button', { name: 'Settings' });
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('.sheet')).toContainText('Loading');
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
  letThrough();
  await expect(page.getByRole('slider')).toBeVisible();
});

test('a sheet that cannot be had says so, and is asked for again by a press', async ({ page }) => {
  await page.route('**/sheets-*.js', (route) => route.abort());
  await page.goto(`${gallery.url}/?state=devices`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('alert')).toHaveText('This could not be loaded.');
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
  await page.unroute('**/sheets-*.js');
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(page.getByRole('slider')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.closest('.sheet') !== null)).toBe(true);
});

test('both sheets have a heading and the same way out', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=devices`);
  for (const [opener, heading] of [
    ['Reading this page', 'This page'],
    ['Settings', 'Settings'],
  ] as const) {
    await page.getByRole('button', { name: opener }).press('Enter');
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(page.locator('.sheet')).toHaveCount(0);
    await expect(page.getByRole('button', { name: opener })).toBeFocused();
  }
});

test('a panel that was closed with its sheet open comes back without', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=devices`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Ask about this page' }).click();
  await expect(page.getByRole('button', { name: 'Settings', expanded: false })).toBeVisible();
  await expect(page.locator('.sheet')).toHaveCount(0);
});

test('an assistant that is turned off says so outside the sheet, and its answers are read out', async ({
  page,
}) => {
  await page.goto(`${gallery.url}/?state=speaking`);
  const [log, status] = [page.getByRole('log'), page.locator('.status')];
  await expect(status).toHaveText('Speaking');
  await expect(log).toHaveAttribute('aria-live', 'off');
  await page.evaluate(() => window.models.speaker.toggleMute());
  await expect(status).toHaveText('Speaking · Voice off');
  await expect(log).toHaveAttribute('aria-live', 'polite');
  await page.evaluate(() => window.models.speaker.toggleMute());
  await expect(log).toHaveAttribute('aria-live', 'off');
  await page.evaluate(() => window.models.speaker.setVolume(0));
  await expect(status).toHaveText('Speaking · Voice off');
  await expect(log).toHaveAttribute('aria-live', 'polite');
});
