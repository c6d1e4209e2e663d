import { expect, type Locator, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** Without a pointer: in, through and out again; and what a screen reader is told. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 384, height: 600 } });

/** Resolves after two frames: what reacts to sizes and to the first drawing has done so. */
const drawn = (place: Locator): Promise<unknown> =>
  place.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

test('focus goes into the panel on opening and back to the launcher on Escape', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=launcher`);
  const launcher = page.getByRole('button', { name: 'Ask about this page' });
  await launcher.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Ask about this page' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Talk' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(launcher).toBeFocused();
});

test('a panel that the owner opened leaves the focus where it is', async ({ page }) => {
  await page.goto(`${gallery.url}/host?state=welcome`);
  await page.frameLocator('iframe').getByRole('button', { name: 'Talk' }).waitFor();
  await drawn(page.frameLocator('iframe').locator('body'));
  await expect(page.locator('#before')).toBeFocused();
});

test('Tab walks through the frame and leaves it, in both directions', async ({ page }) => {
  await page.goto(`${gallery.url}/host?state=muted`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('dialog').waitFor();
  const names: (string | null)[] = [];
  const active = () =>
    frame.locator(':focus').evaluate((element) => element.getAttribute('aria-label') ?? element.textContent);
  await page.locator('#before').focus();
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Tab');
    if (await page.locator('#after').evaluate((element) => element === document.activeElement)) break;
    names.push(await active());
  }
  expect(names).toEqual(
    [
      'Reading this page',
      'Settings',
      'Close',
      'Conversation',
      'Your message',
      'Send',
      'Mute microphone',
      'End conversation',
    ].slice(0, names.length),
  );
  expect(names.length).toBeGreaterThanOrEqual(7);
  await page.locator('#after').focus();
  await page.keyboard.press('Shift+Tab');
  expect(await active()).toBe('End conversation');
});

test('focus stays in the dialog when the pressed button goes', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=welcome`);
  await page.getByRole('button', { name: 'Talk' }).press('Enter');
  await expect(page.getByRole('status').first()).toHaveText('Asking for the microphone');
  await expect(page.getByRole('dialog')).toBeFocused();
});

test('Type takes the field; Enter sends, Shift+Enter and an input method’s Enter do not', async ({
  page,
}) => {
  await page.goto(`${gallery.url}/?state=welcome`);
  await page.getByRole('button', { name: 'Type' }).click();
  const field = page.getByRole('textbox', { name: 'Your message' });
  await expect(field).toBeFocused();
  await field.fill('How much');
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  await field.press('Shift+Enter');
  expect(await page.evaluate(() => window.calls)).toEqual([]);
  await field.press('Enter');
  expect(await page.evaluate(() => window.calls)).toEqual(['send How much']);
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
});

test('a half-written message outlives closing the panel', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=typed`);
  await page.getByRole('textbox').fill('Not yet');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Ask about this page' }).click();
  await expect(page.getByRole('textbox')).toHaveValue('Not yet');
});

test('Escape closes the page sheet first; its switch stops the sharing', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=listening`);
  await page.getByRole('button', { name: 'Reading this page' }).press('Enter');
  const shared = page.getByRole('region', { name: 'Text shared with the assistant' });
  await expect(shared).toContainText('Waxed cotton');
  await page.getByRole('switch').press('Space');
  await expect(shared).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Not reading this page', expanded: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('interim words are kept from the announcement, and the settled sentence is a new node', async ({
  page,
}) => {
  await page.goto(`${gallery.url}/?state=interim`);
  const words = page.locator('.caption').last().locator('p').first();
  await expect(words).toHaveAttribute('aria-hidden', 'true');
  const before = await words.elementHandle();
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.map((entry) => ({ ...entry, interim: false }));
  });
  await expect(words).not.toHaveAttribute('aria-hidden');
  expect(await before?.evaluate((node) => node.isConnected)).toBe(false);
});

test('a failure is an alert with one thing to do', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=denied`);
  await expect(page.getByRole('alert')).toContainText(
    'Your browser is blocking the microphone for this site.',
  );
  await page.getByRole('button', { name: 'Type instead' }).click();
  await expect(page.getByRole('textbox')).toBeFocused();
});

test('the transcript follows the newest words unless the visitor has scrolled up', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=long`);
  const log = page.getByRole('log');
  const rest = () => log.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));
  const say = (text: string) => page.evaluate((words) => window.models.call.send(words), text);
  await expect.poll(rest).toBeLessThanOrEqual(1);
  await say('Another question, long enough to make more than a single line of text in here.');
  await expect.poll(rest).toBeLessThanOrEqual(1);
  await log.evaluate(
    (box) =>
      new Promise((resolve) => {
        box.addEventListener('scroll', resolve, { once: true });
        box.scrollTo(0, 100);
      }),
  );
  await say('And one more');
  await expect(log).toContainText('And one more');
  await drawn(log);
  expect(await log.evaluate((box) => box.scrollTop)).toBe(100);
});
