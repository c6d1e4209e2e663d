/** `before-start`: a site may ask for consent or a login before anything is sent. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { heard, recordEvents } from '../support/record.ts';

test('a call that the page prevents is not made, and what the visitor wrote stays in the field', async ({
  page,
  demo,
  stage,
}) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  const consent = `
    EviWidget.on('before-start', () => new Promise((resolve) => { answer = resolve; }));
    document.addEventListener('evi:before-start', (event) => { if (window.closed_) event.preventDefault(); });`;
  await host.go(stage.page(`${tag(demo.widget)}<script>${consent}</script>`));
  await host.openPanel();
  const field = host.widget.getByRole('textbox');
  const answer = async (yes: boolean) => {
    await page.waitForFunction(() => typeof Reflect.get(window, 'answer') === 'function');
    await page.evaluate((value) => {
      Reflect.get(window, 'answer')(value);
      Reflect.deleteProperty(window, 'answer');
    }, yes);
  };

  // No, later.
  await host.ask('Do you ship?');
  await expect(field).toHaveValue('');
  await answer(false);
  await expect(field).toHaveValue('Do you ship?');
  await expect(host.widget.getByRole('log')).not.toContainText('Do you ship?');

  // Words that were begun meanwhile are not lost either.
  await field.press('Enter');
  await field.fill('And');
  await answer(false);
  await expect(field).toHaveValue('Do you ship?\nAnd');
  const outcome = page.evaluate(() => window.EviWidget?.sendText('From the page'));
  await answer(false);
  expect(await outcome).toBe('prevented');

  // The DOM's way to say no.
  await page.evaluate(() => Reflect.set(window, 'closed_', true));
  await field.press('Enter');
  await answer(true);
  await expect(field).toHaveValue('Do you ship?\nAnd');
  expect(host.sockets).toEqual([]);
  await page.evaluate(() => Reflect.set(window, 'closed_', false));

  // Yes: once, for the whole call.
  await field.fill('Do you ship?');
  await field.press('Enter');
  await answer(true);
  await expect(host.widget.getByRole('log')).toContainText('Do you ship?');
  await host.ask('And to France?');
  await expect(host.widget.getByRole('log')).toContainText('And to France?');
  expect(await heard(page, 'before-start')).toEqual(Array(5).fill({ spoken: false }));
  expect(await heard(page, 'transcript')).toEqual([]);
  expect(host.complaints).toEqual([]);
});

test('an error is told with its reason', async ({ page, demo, stage }) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  await page.route('**/token', (route) => route.fulfill({ status: 400, body: '{}' }));
  await host.go(stage.page(tag(demo.widget, 'data-config-id="nobody"')));
  expect(await page.evaluate(() => window.EviWidget?.sendText('hello'))).toBe('token-refused');
  expect(await heard(page, 'error')).toEqual([{ reason: 'token-refused', code: expect.any(String) }]);
  expect((await heard(page, 'state')).at(-1)).toMatchObject({ state: 'ended', activity: '' });
});
