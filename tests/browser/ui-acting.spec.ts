import { expect, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** What waits for the visitor's yes, what was done last, and where an answer is from. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 320, height: 568 } });

const ASKING = {
  id: 'approval-9',
  question: 'May the assistant do this?',
  details: [['Press', 'Add to basket']] as const,
};

test('a question comes without taking the focus, is answered by press or by key, and nothing shown is fetched', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(`${gallery.url}/?state=asks-much`);
  const field = page.getByRole('textbox');
  const card = page.getByRole('group', { name: 'Book the table?' });
  const calls = () => page.evaluate(() => window.calls);

  await test.step('hostile arguments are text, all of it in reach, between buttons that can be pressed', async () => {
    await expect(card.getByRole('button', { name: 'Yes' })).toBeEnabled();
    const text = page.locator('#asked');
    await expect(text).toContainText('<img src=https://evil.example/pixel>A window seat');
    await expect(text).toContainText('[Yes](https://evil.example)');
    await expect(text.locator('a, img')).toHaveCount(0);
    const inside = await page.evaluate(() => {
      const { scrollHeight, clientHeight } = document.querySelector('#asked dl') ?? document.body;
      const buttons = [...document.querySelectorAll('.answers button')].map((one) =>
        one.getBoundingClientRect(),
      );
      return {
        scrolls: scrollHeight > clientHeight,
        wide: document.documentElement.scrollWidth > innerWidth,
        pressable: buttons.every((box) => box.height >= 44 && box.width >= 44 && box.bottom <= innerHeight),
      };
    });
    expect(inside).toEqual({ scrolls: true, wide: false, pressable: true });
    expect(fetched.every((url) => url.startsWith(gallery.url))).toBe(true);
  });

  await test.step('Escape on it is a no, and the panel stays', async () => {
    await card.getByRole('button', { name: 'No' }).focus();
    await page.keyboard.press('Escape');
    expect(await calls()).toEqual(['no to approval-2']);
    await expect(card).toHaveCount(0);
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  await test.step('the next one takes no press that was meant for something else, and no focus', async () => {
    await field.focus();
    const early = await page.evaluate(async (asking) => {
      window.models.approval.value = asking;
      await new Promise(requestAnimationFrame);
      const yes = document.querySelector<HTMLButtonElement>('.answers button');
      yes?.click();
      return { there: !!yes, announced: document.querySelector('[role=status]#asked')?.textContent };
    }, ASKING);
    expect(early).toEqual({ there: true, announced: 'May the assistant do this?PressAdd to basket' });
    await expect(field).toBeFocused();
    expect(await calls()).toHaveLength(1);
    const yes = page.getByRole('button', { name: 'Yes' });
    await expect(yes).toBeEnabled();
    await yes.press('Enter');
    expect((await calls()).at(-1)).toBe('yes to approval-9');
  });
});

test('under an answer the place that it is from, once; what was done can be taken back', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=sources`);
  const log = page.getByRole('log');
  const chips = log.getByRole('button', { name: /^Source: / });
  await expect(chips).toHaveCount(2);
  await expect(log).toContainText('which <b>nobody</b> else');
  await expect(log).toContainText('Not done, as you wished');
  expect((await chips.first().boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await chips.first().click();
  expect(await page.evaluate(() => window.calls)).toEqual(['show returns']);

  // Where the owner does not allow it, it is text.
  await page.goto(`${gallery.url}/?state=undoable`);
  await expect(log).toContainText('Source: Returns');
  await expect(chips).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await page.evaluate(() => window.calls)).toEqual(['undo']);
  await expect(page.getByText('Filled in “Your name”')).toHaveCount(0);
});
