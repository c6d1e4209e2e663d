import { expect, test } from './support/visit.ts';

/** In the frame as it is built and served, under its own Content-Security-Policy. */
test('what the panel loads after its first look comes from one file of its own, and the sheet has its style', async ({
  visit,
}) => {
  const visitor = await visit();
  const asked: string[] = [];
  visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visitor.widget.getByRole('button', { name: 'Ask' }).waitFor();
  expect(asked.filter((path) => path.includes('later'))).toEqual([]);
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Settings' }).click();
  const slider = visitor.widget.getByRole('slider', { name: 'Volume' });
  await expect(slider).toBeVisible();
  expect(await slider.evaluate((element) => getComputedStyle(element).minHeight)).toBe('44px');
  await visitor.widget.getByRole('switch', { name: 'Mute the assistant' }).click();
  expect(asked.filter((path) => path.includes('later'))).toEqual([
    expect.stringMatching(/^\/widget\/assets\/later-[\w-]+\.js$/),
  ]);
  expect(visitor.complaints).toEqual([]);
});
