import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { launchOptions, STUDIO, statusOf } from '../support/life.ts';

declare global {
  interface Window {
    persisted?: boolean;
    told?: { state: string[]; said: string[] };
  }
}

test.use({ launchOptions });

test('a page that comes back from the back/forward cache goes on with the call that it was left with', async ({
  page,
  demo,
  stage,
}) => {
  // Playwright does not see into a frame that was restored, so the page tells what it hears of it.
  await page.addInitScript(() => {
    addEventListener('pageshow', ({ persisted }) => {
      window.persisted = persisted;
      window.told = { state: [], said: [] };
    });
    document.addEventListener('evi:state', (event) =>
      window.told?.state.push(Reflect.get(event, 'detail').state),
    );
    document.addEventListener('evi:transcript', (event) =>
      window.told?.said.push(Reflect.get(event, 'detail').text),
    );
  });
  const told = () => page.evaluate(() => window.told);
  const host = watchHost(page, demo);
  const next = stage.page('<h1>Elsewhere</h1>');
  await host.go(
    stage.page(`${STUDIO}<a href="${next}">Next</a>${tag(demo.widget, 'data-share-transcript')}`),
  );
  await host.openPanel();
  await host.ask('who started the studio?');
  await expect(host.widget.getByRole('log')).toContainText(/helen marsh/i);
  await expect(statusOf(host.widget)).toHaveText(/ready/i);

  await page.getByRole('link').click();
  await page.getByRole('heading', { name: 'Elsewhere' }).waitFor();
  await page.evaluate(() => history.back());
  await page.getByRole('heading', { name: 'Studio' }).waitFor();
  expect(await page.evaluate(() => window.persisted)).toBe(true);
  await expect.poll(async () => (await told())?.state.at(-1)).toBe('live');
  // What was said is not told anew, and known to the assistant.
  expect((await told())?.said).toEqual([]);
  await page.evaluate(() => window.EviWidget?.sendText('can you say that again?'));
  await expect
    .poll(async () => (await told())?.said ?? [])
    .toContainEqual(expect.stringMatching(/helen marsh/i));
});
