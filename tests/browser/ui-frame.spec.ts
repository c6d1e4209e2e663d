import { expect, test } from './support/visit.ts';

/** In the frame as it is built and served, under its own Content-Security-Policy. */
test('the frame fetches the launcher alone, with intent the app, and with the open panel what that first does without and what reads the page', async ({
  visit,
}) => {
  const visitor = await visit();
  const fetched = (): Promise<string[]> =>
    visitor.widget.locator('html').evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname.replace(/^\/widget\/(assets\/)?|-[\w-]{8}(?=\.)/g, ''))
        .sort(),
    );
  await visitor.widget.getByRole('button', { name: 'Ask' }).waitFor();
  const launcher = ['index.css', 'index.js'];
  expect(await fetched()).toEqual(launcher);
  await visitor.widget.getByRole('button', { name: 'Ask' }).hover();
  const app = ['app.css', 'app.js', 'config.json', ...launcher];
  await expect.poll(fetched).toEqual(app);
  await visitor.openPanel();
  const open = ['acting.css', 'acting.js', ...app, 'later.js', 'names.js', 'reading.js'];
  await expect.poll(fetched).toEqual(open);
  await visitor.widget.getByRole('button', { name: 'Settings' }).click();
  const slider = visitor.widget.getByRole('slider', { name: 'Volume' });
  await expect(slider).toBeVisible();
  expect(await slider.evaluate((element) => getComputedStyle(element).minHeight)).toBe('44px');
  await visitor.widget.getByRole('switch', { name: 'Mute the assistant' }).click();
  expect(await fetched()).toEqual([...open, 'sheets.js'].sort());
  expect(visitor.complaints).toEqual([]);
});
