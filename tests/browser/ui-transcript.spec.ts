import { expect, type Page, test } from '@playwright/test';
import { type Gallery, serveGallery } from './gallery/serve.ts';

/** Thousands of entries: few of them in the document, and what is read stays where it is. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

test.use({ viewport: { width: 384, height: 600 } });

/** Resolves when sizes, sight and what follows from them have settled. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  });

const rest = (page: Page) =>
  page.getByRole('log').evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));

/** The sentence at the top of the sight, and where it stands. */
const read = (page: Page) =>
  page.getByRole('log').evaluate((box) => {
    const top = box.getBoundingClientRect().top;
    const article = [...box.querySelectorAll('article')].find(
      (one) => one.getBoundingClientRect().bottom > top + 30,
    );
    if (!article) throw new Error('nothing in sight');
    return { text: article.textContent ?? '', top: article.getBoundingClientRect().top - top };
  });

/** Adds entries like those that are there, each in a change of its own. */
const add = (page: Page, count: number) =>
  page.evaluate((many) => {
    const { entries } = window.models.transcript;
    for (let index = 0; index < many; index++) {
      const like = entries.value[index * 31];
      if (like) entries.value = [...entries.value, { ...like, key: `added-${entries.value.length}` }];
    }
  }, count);

const articles = (page: Page) => page.locator('article').count();

// Not every browser holds the place by itself: the widget then does, and is tested without the browser's help.
for (const help of [true, false])
  test.describe(help ? 'where the browser anchors' : 'where it does not', () => {
    test.beforeEach(async ({ page }) => {
      if (!help)
        await page.addInitScript(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('.transcript { overflow-anchor: none }');
          document.adoptedStyleSheets = [sheet];
        });
      await page.goto(`${gallery.url}/?state=thousands`);
      await expect.poll(() => rest(page)).toBeLessThanOrEqual(1);
      await settled(page);
    });

    test('few are in the document, wherever one reads', async ({ page }) => {
      await expect(page.locator('article').last()).toContainText('Entry 5000.');
      for (const share of [1, 0.5, 0.25, 0]) {
        await page.getByRole('log').evaluate((box, at) => {
          box.scrollTop = at * box.scrollHeight;
        }, share);
        await settled(page);
        expect(await articles(page)).toBeLessThan(150);
        expect((await read(page)).text).toContain('Entry');
      }
      await expect(page.getByText(/^Entry 1\./)).toBeInViewport();
    });

    test('at the end it follows a hundred more', async ({ page }) => {
      await add(page, 100);
      await settled(page);
      expect(await rest(page)).toBeLessThanOrEqual(1);
      expect(await articles(page)).toBeLessThan(150);
    });

    test('what comes before the last scrolling was reported is followed too', async ({ page }) => {
      await page.evaluate(async () => {
        const { entries } = window.models.transcript;
        const { port1, port2 } = new MessageChannel();
        port1.start();
        for (let index = 0; index < 20; index++) {
          await new Promise(requestAnimationFrame);
          // A task of its own, after that frame was drawn and before the next one tells of its scrolling.
          const task = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }));
          port2.postMessage(null);
          await task;
          const like = entries.value[4];
          if (like) entries.value = [...entries.value, { ...like, key: `added-${index}` }];
        }
      });
      await settled(page);
      expect(await rest(page)).toBeLessThanOrEqual(1);
    });

    test('in the middle nothing moves when a hundred more come, nor when what is above is drawn', async ({
      page,
    }) => {
      await page.getByRole('log').evaluate((box) => {
        box.scrollTop = box.scrollHeight / 2;
      });
      await settled(page);
      const before = await read(page);
      await add(page, 100);
      await settled(page);
      const after = await read(page);
      expect(after.text).toBe(before.text);
      expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(1);
    });

    test('scrolling up through what was never drawn moves by what was scrolled', async ({ page }) => {
      await page.getByRole('log').evaluate((box) => {
        box.scrollTop = box.scrollHeight / 2;
      });
      await settled(page);
      for (let step = 0; step < 30; step++) {
        const before = await read(page);
        const target = await page.getByRole('log').evaluateHandle((box, text) => {
          const found = [...box.querySelectorAll('article')].find((one) => one.textContent === text);
          box.scrollTop -= 150;
          return found;
        }, before.text);
        await settled(page);
        const top = await page
          .getByRole('log')
          .evaluate(
            (box, article) =>
              (article as Element).getBoundingClientRect().top - box.getBoundingClientRect().top,
            target,
          );
        expect(Math.abs(top - before.top - 150), `step ${step}`).toBeLessThanOrEqual(1);
      }
    });

    test('the Home key reaches the first entry, and End the last', async ({ page }) => {
      await page.getByRole('log').focus();
      await page.keyboard.press('Home');
      await expect(page.getByText(/^Entry 1\./)).toBeInViewport();
      await page.keyboard.press('End');
      await expect.poll(() => rest(page)).toBeLessThanOrEqual(1);
      await expect(page.getByText(/^Entry 5000\./)).toBeInViewport();
    });
  });

test('what comes into sight again is not announced; what is new is', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=thousands`);
  await add(page, 1);
  await expect(page.locator('article').last().locator('..')).not.toHaveAttribute('aria-live');
  await page.getByRole('log').evaluate((box) => {
    box.scrollTop = 0;
  });
  await expect(page.locator('article').first().locator('..')).toHaveAttribute('aria-live', 'off');
});

test('a tool stands in one line; its result opens as text', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=tool-done`);
  const result = page.getByText('{"section":"Returns","text":"<b>30 days</b>');
  await expect(page.getByText('Used “search this page”')).toBeVisible();
  await expect(result).toBeHidden();
  await page.getByText('Used “search this page”').click();
  await expect(result).toBeVisible();
  expect(await page.locator('details b').count()).toBe(0);
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.map((entry) =>
      entry.tool ? { ...entry, text: '', tool: { name: 'look_up', state: 'running' } } : entry,
    );
  });
  await expect(page.getByText('Using “look up”')).toBeVisible();
  await expect(page.locator('details')).toHaveCount(0);
});

test('what comes into the foot before the last scrolling was reported does not end the following', async ({
  page,
}) => {
  for (const kind of ['notice', 'failure']) {
    await page.goto(`${gallery.url}/?state=long`);
    await expect.poll(() => rest(page)).toBeLessThanOrEqual(1);
    await settled(page);
    await page.evaluate(async (what) => {
      const { call, transcript } = window.models;
      const { port1, port2 } = new MessageChannel();
      port1.start();
      const like = transcript.entries.value[1];
      if (like) transcript.entries.value = [...transcript.entries.value, { ...like, key: 'added' }];
      await new Promise(requestAnimationFrame);
      const task = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }));
      port2.postMessage(null);
      await task;
      if (what === 'notice') call.notice.value = 'half-duplex';
      else call.failure.value = { reason: 'microphone-lost', code: '' };
    }, kind);
    await settled(page);
    expect(await rest(page), kind).toBeLessThanOrEqual(1);
  }
});

/** So long that it does not fit into the sight. */
const withResult = (page: Page) =>
  page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.map((entry, index) =>
      index === entries.value.length - 2
        ? {
            ...entry,
            speaker: 'tool',
            text: 'Much. '.repeat(900),
            tool: { name: 'set_volume', state: 'done' },
          }
        : entry,
    );
  });

test('a result that opens leaves the pressed line in its place; closed again, the end is followed', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${gallery.url}/?state=long`);
  await withResult(page);
  await expect.poll(() => rest(page)).toBeLessThanOrEqual(1);
  await settled(page);
  const line = page.getByText('Changed the volume');
  const before = await line.boundingBox();
  await line.click();
  await settled(page);
  expect(await rest(page)).toBeGreaterThan(300);
  expect((await line.boundingBox())?.y).toBe(before?.y);
  await line.click();
  await settled(page);
  await add(page, 1);
  await settled(page);
  expect(await rest(page)).toBeLessThanOrEqual(1);
});

test('a result that was opened is open still after scrolling away and back', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=thousands`);
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.map((entry, index) =>
      index === 4970 ? { ...entry, speaker: 'tool', tool: { name: 'look_up', state: 'done' } } : entry,
    );
  });
  const log = page.getByRole('log');
  const line = page.getByText('Used “look up”');
  await expect.poll(() => rest(page)).toBeLessThanOrEqual(1);
  await settled(page);
  await log.evaluate((box) => {
    box.scrollTop -= 1500;
  });
  await line.click();
  await log.focus();
  await page.keyboard.press('Home');
  await settled(page);
  await expect(page.getByText(/^Entry 1\./)).toBeInViewport();
  await expect(page.locator('details[open]')).toHaveCount(1);
});

test('a conversation of a few hundred entries is all in the document', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=thousands`);
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.slice(0, 300);
  });
  await settled(page);
  await page.getByRole('log').evaluate((box) => {
    box.scrollTop = box.scrollHeight / 2;
  });
  await settled(page);
  expect(await articles(page)).toBe(300);
});

test('a sentence that comes late leaves the captions after it as they are', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=long`);
  const last = await page.locator('article').last().elementHandle();
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    const [like] = entries.value;
    if (like) entries.value = entries.value.toSpliced(3, 0, { ...like, key: 'late' });
  });
  await expect(page.locator('article')).toHaveCount(25);
  expect(await last?.evaluate((node) => node.isConnected)).toBe(true);
});

test('a tool’s line stays where it is when its result comes', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${gallery.url}/?state=tool-running`);
  const place = async (text: string) => {
    await expect(page.getByText(text)).toBeVisible();
    return page.getByText(text).evaluate((element) => {
      const words = document.createRange();
      words.selectNodeContents(element);
      const { left, top } = words.getBoundingClientRect();
      return [left, top].map(Math.round);
    });
  };
  const before = await place('Using “search this page”');
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.map((entry) =>
      entry.tool ? { ...entry, text: 'Found', tool: { ...entry.tool, state: 'done' } } : entry,
    );
  });
  expect(await place('Used “search this page”')).toEqual(before);
});

test('bars stand under what the visitor said, never under an answer', async ({ page }) => {
  await page.goto(`${gallery.url}/?state=speaking`);
  await expect(page.getByRole('group', { name: 'Expression in your voice' })).toHaveCount(1);
  await page.evaluate(() => {
    const { entries } = window.models.transcript;
    entries.value = entries.value.map((entry) => ({ ...entry, expressions: [{ name: 'Joy', score: 0.9 }] }));
  });
  await expect(page.getByText('Joy')).toHaveCount(1);
  await expect(page.locator('.visitor').getByText('Joy')).toBeVisible();
});
