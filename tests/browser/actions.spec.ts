/** On the demo's own sites: what is found, shown, filled, pressed and gone to, and what never is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastSaid, openScriptedLlm, toolResult } from '../interop/support/scripted-llm.ts';
import { launchOptions } from '../life/support/life.ts';
import { watchHost } from './support/host.ts';
import { openMouth, say } from './support/speaking.ts';
import { expect, root, test } from './support/visit.ts';

test.use({ launchOptions });

test('the pottery: shown by voice, filled after a yes, left after a no, taken back, and gone on with on the next page', async ({
  page,
  context,
  demo,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['microphone'], { origin: demo.host });
  await page.addInitScript(openMouth);
  const host = watchHost(page, demo);
  const log = host.widget.getByRole('log');
  const status = host.widget.locator('.status');
  const press = (name: string) => host.widget.getByRole('button', { name, exact: true }).click();
  const called = () => host.calls.map(({ name }) => name);
  const office = page.locator('#office');
  const field = (label: string) => page.getByLabel(label);
  await host.go(`${demo.host}/`);
  await host.openPanel();
  await press('Talk');
  await expect(status).toHaveText(/listening/i);

  await test.step('a spoken wish scrolls and marks, and the answer says where it is from', async () => {
    await expect(office).not.toBeInViewport();
    await say(page, demo.widget, 'rms', 'show me where your office is');
    await expect(log).toContainText('up the green stairs in the yard', { timeout: 20_000 });
    expect(called()).toEqual(['scroll_to', 'highlight']);
    await expect(office).toBeInViewport();
    const marked = () =>
      page.evaluate(() => [...(CSS.highlights.get('evi-widget') ?? [])].map((range) => `${range}`).join());
    expect(await marked()).toContain('Our office is above the shop');
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await expect(office).not.toBeInViewport();
    await host.widget.getByRole('button', { name: 'Source: Our office' }).click();
    await expect(office).toBeInViewport();
  });

  await test.step('a spoken wish to fill asks, and a spoken yes is enough', async () => {
    await say(page, demo.widget, 'rms', 'fill in my name as Mary Brown');
    await expect(log).toContainText('Shall I fill in “Your name” with “Mary Brown”?', { timeout: 20_000 });
    // Who answers sooner cannot have heard the question.
    await expect(host.widget.getByRole('button', { name: 'Yes', exact: true })).toBeEnabled();
    await expect(field('Your name')).toHaveValue('');
    await say(page, demo.widget, 'rms', 'yes');
    await expect(field('Your name')).toHaveValue('Mary Brown', { timeout: 20_000 });
    await expect(log).toContainText('Filled in “Your name”.');
  });

  await test.step('a no, typed or pressed, leaves it; a pressed yes fills; both ways back', async () => {
    const question = (value: string) => expect(log).toContainText(`“Your e-mail” with “${value}”?`);
    await host.ask('fill in my e-mail as mary@example.com');
    await question('mary@example.com');
    await host.ask('no');
    await expect(log.getByText('I have left it as it is').last()).toBeVisible();
    await host.ask('fill in my e-mail as brown@example.com');
    await question('brown@example.com');
    await press('No');
    await expect(log.getByText('I have left it as it is')).toHaveCount(2);
    await expect(field('Your e-mail')).toHaveValue('');
    await host.ask('fill in my e-mail as m.brown@example.com');
    await question('m.brown@example.com');
    await press('Yes');
    await expect(field('Your e-mail')).toHaveValue('m.brown@example.com');
    await expect(log).toContainText('Filled in “Your e-mail”.');
    await press('Undo');
    await expect(field('Your e-mail')).toHaveValue('');
    await host.ask('undo that');
    await expect(field('Your name')).toHaveValue('');
  });

  await test.step('the conversation goes on after the page: chat, transcript, microphone', async () => {
    const chats = () =>
      host.received.flatMap((one) => (one.type === 'chat_metadata' ? one.chat_group_id : []));
    await host.ask('go to the page Plan your first visit');
    await expect(log).toContainText('Shall I go to “Plan your first visit”?');
    await press('Yes');
    await page.waitForURL(`${demo.host}/visit.html`);
    await expect(log).toContainText('Shall I go to “Plan your first visit”?');
    await expect(status).toHaveText(/listening|speaking/i);
    await expect(host.widget.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
    await expect.poll(() => new Set(chats()).size).toBe(1);
    await expect.poll(() => chats().length).toBe(2);
    await host.ask('what should I bring?');
    await expect(log).toContainText('Bring a small towel');
  });

  await test.step('what only another page knows is found through llms.txt', async () => {
    await host.ask('what does a mug cost?');
    await expect(log).toContainText('A mug costs thirty two dollars');
    expect(called().at(-1)).toBe('search_site');
  });
  expect(host.complaints).toEqual([]);
});

test('the docs: what the context has no room for is searched for, and its source is a press away', async ({
  page,
  demo,
}) => {
  const host = watchHost(page, demo);
  const log = host.widget.getByRole('log');
  await host.go(`${demo.host}/docs/commands.html`);
  await host.openPanel();
  await host.ask('what does exit code 5 mean?');
  await expect(log).toContainText('The other side is locked by another run');
  expect(host.calls.map(({ name }) => name)).toEqual(['search_page']);
  const codes = page.locator('#exit-codes');
  await expect(codes).not.toBeInViewport();
  await host.widget.getByRole('button', { name: 'Source: Exit codes' }).click();
  await expect(codes).toBeInViewport();
  await host.ask('what is parallel set to?');
  await expect(log).toContainText('Files that are sent at the same time');
  expect(host.complaints).toEqual([]);
});

test('the shop and the app: their own tools, and a button that the owner marked', async ({ page, demo }) => {
  const host = watchHost(page, demo);
  const log = host.widget.getByRole('log');
  const yes = () => host.widget.getByRole('button', { name: 'Yes', exact: true }).click();
  const asked = (what: string) => expect(log).toContainText(what);
  await host.go(`${demo.host}/shop/boots.html`);
  await host.openPanel();

  await host.ask('get my basket');
  await expect(log).toContainText('The basket is empty.');
  await host.ask('add two fell walker boots to the basket');
  await asked('Shall I use “add to basket”');
  await expect(page.locator('.count')).toHaveText('0');
  await yes();
  await expect(page.locator('.count')).toHaveText('2');
  await expect(log).toContainText('Added 2 × Fell Walker boots.');
  await host.ask('press show the size table');
  await asked('Shall I press “Show the size table”?');
  await expect(page.locator('#sizes')).toBeHidden();
  await yes();
  await expect(page.locator('#sizes')).toBeVisible();

  await host.go(`${demo.host}/app/book`);
  // The call goes on there, with the panel open.
  await host.widget.getByRole('textbox').waitFor();
  await host.ask('check availability for friday');
  await expect(log).toContainText(/On Friday, [\d-]+, 9 bikes are free/);
  await host.ask('book two bikes on friday');
  await asked('Shall I use “book” with bikes: 2; date: friday?');
  await yes();
  await expect(log).toContainText(/2 bikes for you: Friday, [\d-]+, at Lock House/);
  await host.ask('check availability for friday');
  await expect(log).toContainText(/On Friday, [\d-]+, 7 bikes are free/);
  await host.ask('tick the helmet box');
  await asked('Shall I tick “A helmet for everyone”?');
  await yes();
  await expect(page.getByLabel('A helmet for everyone')).toBeChecked();
  await host.ask('set the pick-up place to harbour');
  await asked('Shall I choose “Harbour” for “Pick-up place”?');
  await yes();
  await expect(page.getByLabel('Pick-up place')).toHaveValue('Harbour');
  expect(host.complaints).toEqual([]);
});

test.describe('whatever a model calls for', () => {
  const data = mkdtempSync(join(tmpdir(), 'evi-refused-'));
  test.afterAll(() => rmSync(data, { recursive: true }));

  test('no secret, excluded or unmarked control and no other site is touched, and nobody is asked', async ({
    page,
  }) => {
    // What the visitor says is what it calls: `fill {…}`.
    const llm = await openScriptedLlm((request) => {
      const result = toolResult(request);
      if (result !== undefined) return `It says: ${result}`;
      const [, call = '', parameters = '{}'] = /(?:^|\n)(\S+)(?: (.*))?$/.exec(lastSaid(request)) ?? [];
      return { call, parameters: JSON.parse(parameters) };
    });
    const built = pathToFileURL(join(root, 'dist/server/demo.js')).href;
    const { startDemo }: typeof import('../../demo-site/serve.ts') = await import(built);
    const demo = await startDemo({
      root,
      ports: { host: 0, widget: 0, hostile: 0 },
      variables: {
        EVI_DATA_DIR: data,
        EVI_LLM_URL: llm.url,
        EVI_LLM_MODEL: 'scripted',
        EVI_RECOGNISER: 'none',
      },
    });
    const host = watchHost(page, demo);
    const log = host.widget.getByRole('log');
    const answers = log.getByText(/^It says: /);
    let count = 0;
    const refused = async (call: string, args: object, why: RegExp) => {
      await host.ask(`${call} ${JSON.stringify(args)}`);
      count += 1;
      await expect(answers).toHaveCount(count);
      await expect(answers.last()).toHaveText(why);
      await expect(host.widget.getByRole('button', { name: 'Yes', exact: true })).toHaveCount(0);
    };
    const basket = `${demo.host}/shop/basket.html`;
    await host.go(basket);
    await host.openPanel();
    for (const field of ['Card number', 'Security code', 'Password for your account', 'Voucher'])
      await refused('fill', { field, value: '4242424242424242' }, /There is no field of this name/i);
    await refused('click', { button: 'Order and pay' }, /There is no button of this name/i);
    for (const place of ['https://evil.example/', `${demo.hostile}/`, 'javascript:alert(1)'])
      await refused('go_to', { page: place }, /There is no page of this name/i);
    const typed = await page.evaluate(() =>
      [...document.querySelectorAll('input')].map(({ value }) => value).filter((value) => value !== 'on'),
    );
    expect(typed.join('')).toBe('');
    expect(page.url()).toBe(basket);

    count = 0;
    await host.widget.getByRole('button', { name: 'Close' }).click();
    await host.go(`${demo.host}/docs/`);
    await host.openPanel();
    await refused('fill', { field: 'Search', value: 'anything' }, /There is no tool of this name/);
    await expect(page.getByRole('searchbox')).toHaveValue('');
    expect(host.complaints).toEqual([]);
    await demo.close();
    llm.close();
  });
});
