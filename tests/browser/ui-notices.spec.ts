import { expect, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** What the visitor should know while the call goes on: one line, announced, and a button only where one helps. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

const line = '.notice[role=status]';

test('a notice is announced in a region that was there before it', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=listening`);
  const region = await page.locator(line).elementHandle();
  await expect(page.locator(line)).toBeEmpty();
  await page.evaluate(() => {
    window.models.call.notice.value = 'microphone-switched';
  });
  await expect(page.locator(line)).toHaveText('Your microphone was disconnected. Another one is in use now.');
  expect(await region?.evaluate((node) => node.isConnected)).toBe(true);
  await expect(page.locator(line).getByRole('button')).toHaveCount(0);
});

test('sound that was taken away comes back by a press', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=sound-suspended`);
  await page.getByRole('button', { name: 'Turn the sound on' }).click();
  expect(await page.evaluate(() => window.calls)).toEqual(['resume']);
});

test('where the assistant cannot be talked over, holding a button is offered until it is on', async ({
  page,
}) => {
  await page.goto(`${gallery.url}/?state=half-duplex`);
  await page.getByRole('button', { name: 'Use hold to talk' }).click();
  await expect(page.getByRole('button', { name: 'Hold to talk', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use hold to talk' })).toHaveCount(0);
  await expect(page.locator(line)).toContainText('does not cancel echo');
});

test('a failure has the word before a notice, and an ended call has none', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=new-chat`);
  await expect(page.locator(line)).toContainText('a new one has begun');
  await page.evaluate(() => {
    window.models.call.failure.value = { reason: 'microphone-lost', code: '' };
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator(line)).toBeEmpty();
  await page.evaluate(() => {
    window.models.call.failure.value = null;
    window.models.call.state.value = 'ended';
  });
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator(line)).toBeEmpty();
});

test('the state in a word: offline, and ending while the last words sound', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=offline-call`);
  await expect(page.locator('.status')).toHaveText('Offline');
  await page.goto(`${gallery.url}/?state=closing`);
  await expect(page.locator('.status')).toHaveText('Ending');
  // Nothing is heard any more: there is only the voice to cut off.
  await expect(page.locator('.composer button:not(.send)')).toHaveText(['End']);
});

test('a call that ran out offers to go on', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=time-limit`);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  expect(await page.evaluate(() => window.calls)).toEqual(['talk']);
});
