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

test('where the assistant cannot be talked over, holding a button is offered, and with it there is nothing to say', async ({
  page,
}) => {
  await page.goto(`${gallery.url}/?state=half-duplex`);
  await expect(page.locator(line)).toContainText(
    'Your browser cancels no echo, so the assistant cannot hear you while it speaks. Wait, type, or hold a button to talk.',
  );
  await page.getByRole('button', { name: 'Use hold to talk' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Hold to talk', exact: true })).toBeFocused();
  await expect(page.locator(line)).toBeEmpty();
});

test('what a notice offers stands in line with the field beneath it', async ({ page }) => {
  await page.setViewportSize({ width: 384, height: 600 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [state, name] of [
    ['sound-suspended', 'Turn the sound on'],
    ['half-duplex', 'Use hold to talk'],
  ] as const) {
    await page.goto(`${gallery.url}/?state=${state}`);
    const offer = await page.getByRole('button', { name }).boundingBox();
    expect(offer?.x, state).toBe((await page.locator('.field').boundingBox())?.x);
  }
});

test('a failure has the word before a notice', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=new-chat`);
  await expect(page.locator(line)).toContainText('a new one has begun');
  await page.evaluate(() => {
    window.models.call.failure.value = { reason: 'microphone-lost', code: '' };
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator(line)).toBeEmpty();
  await page.evaluate(() => {
    window.models.call.failure.value = null;
  });
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator(line)).toContainText('a new one has begun');
});

test('a call that is elsewhere, or waits for a press, comes by one', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=other-tab`);
  await expect(page.locator(line)).toContainText('A conversation goes on in another tab.');
  await page.getByRole('button', { name: 'Go on here' }).click();
  await page.evaluate(() => {
    window.models.call.state.value = 'live';
    window.models.call.notice.value = 'press-needed';
  });
  await page.getByRole('button', { name: 'Tap to go on' }).click();
  expect(await page.evaluate(() => window.calls)).toEqual(['go on', 'talk']);
});

test('the state in a word: offline, and ending while the last words sound', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=offline-call`);
  await expect(page.locator('.status')).toHaveText('Offline');
  await page.goto(`${gallery.url}/?state=closing`);
  await expect(page.locator('.status')).toHaveText('Ending');
  // Nothing is heard any more: there is only the voice to cut off.
  await expect(page.locator('.composer button:not(.send)')).toHaveText(['End']);
});

test('while the last words sound the panel stays as it was', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=speaking`);
  const ring = page.locator('.ring');
  const before = await ring.boundingBox();
  await page.evaluate(() => {
    const { state, spoken } = window.models.call;
    state.value = 'closing';
    spoken.value = false;
  });
  await expect(page.locator('.status')).toHaveText('Ending');
  await expect(page.getByRole('log')).toHaveAttribute('aria-live', 'off');
  expect((await ring.boundingBox())?.width).toBe(before?.width);
  await page.evaluate(() => {
    window.models.call.state.value = 'ended';
  });
  await expect(page.getByRole('log')).toHaveAttribute('aria-live', 'polite');
});

test('the turns of a conversation are not announced, what breaks them is', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=muted`);
  const [word, spoken] = [page.locator('.status'), page.locator('.heading [role=status]')];
  await expect(word).toHaveText('Muted');
  await expect(spoken).toBeEmpty();
  await page.goto(`${gallery.url}/?state=typed`);
  await expect(word).toHaveText('Ready');
  await expect(spoken).toBeEmpty();
  await page.goto(`${gallery.url}/?state=reconnecting`);
  await expect(spoken).toHaveText('Reconnecting');
});

test('a notice whose words could not be loaded asks for them again', async ({ page }) => {
  await page.route('**/parts-*.js', (route) => route.abort());
  const refused = page.waitForEvent('requestfailed');
  await page.goto(`${gallery.url}/?state=tool-done`);
  await refused;
  // No empty article stands for what cannot be drawn.
  await expect(page.locator('article')).toHaveCount(3);
  await page.unroute('**/parts-*.js');
  await page.evaluate(() => {
    window.models.call.notice.value = 'new-chat';
  });
  await expect(page.locator(line)).toContainText('a new one has begun');
  await expect(page.locator('article')).toHaveCount(4);
});

test('a call that ran out offers to go on', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=time-limit`);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  expect(await page.evaluate(() => window.calls)).toEqual(['talk']);
});
