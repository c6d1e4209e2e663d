import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { launchOptions, STUDIO, statusOf } from '../support/life.ts';

test.use({ launchOptions });

test('one tab talks; the other shows it, and can go on in its place', async ({
  page,
  context,
  demo,
  stage,
}) => {
  const url = stage.page(`${STUDIO}${tag(demo.widget)}`);
  const other = await context.newPage();
  const [one, two] = [watchHost(page, demo), watchHost(other, demo)];
  await two.go(url);
  await two.openPanel();
  await one.go(url);
  await one.openPanel();

  const offer = two.widget.getByRole('button', { name: 'Go on here' });
  await one.ask('who started the studio?');
  await expect(one.widget.getByRole('log')).toContainText(/helen marsh/i);
  // Without being asked.
  await expect(two.widget.getByText('A conversation goes on in another tab')).toBeVisible();
  await two.ask('hello');
  await expect(two.widget.getByRole('textbox')).toHaveValue('hello');
  expect(two.sockets).toEqual([]);
  await one.widget.getByRole('button', { name: 'End conversation' }).click();
  await expect(offer).toBeHidden();

  await one.ask('can you say that again?');
  await offer.click();
  await expect(two.widget.getByRole('log')).toContainText(/helen marsh/i);
  await expect(statusOf(two.widget)).toHaveText(/ready/i);
  expect(two.sockets[0]).toContain('resumed_chat_group_id');
  await expect(statusOf(one.widget)).toHaveText(/ended/i);
  await expect(one.widget.getByText('A conversation goes on in another tab')).toBeVisible();

  // Gone with its tab, without a word.
  await other.close();
  await expect(one.widget.getByText('A conversation goes on in another tab')).toBeHidden();
});
