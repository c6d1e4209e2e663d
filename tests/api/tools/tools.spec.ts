/** A function of the page that a language model calls: `registerTool`, from the page to the model and back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Demo } from '../../../demo-site/serve.ts';
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, root, test } from '../../browser/support/visit.ts';
import {
  lastSaid,
  openScriptedLlm,
  type ScriptedLlm,
  toolResult,
} from '../../interop/support/scripted-llm.ts';
import { launchOptions } from '../../life/support/life.ts';
import { heard, recordEvents } from '../support/record.ts';

test.use({ launchOptions });

let llm: ScriptedLlm;
let demo: Demo;
const data = mkdtempSync(join(tmpdir(), 'evi-tools-'));

test.beforeAll(async ({ stage }) => {
  // The last line, "price {…}", is what it calls, and what came of it is what it says. An answer to a question is none.
  llm = await openScriptedLlm((request) => {
    const result = toolResult(request);
    if (result !== undefined) return `It says ${result}.`;
    if (/^(Yes|No)$/.test(lastSaid(request).split('\n').at(-1) ?? '')) return 'I hear you.';
    const [, call = '', parameters = '{}'] = /(?:^|\n)(\S+)(?: (.*))?$/.exec(lastSaid(request)) ?? [];
    return { call, parameters: JSON.parse(parameters) };
  });
  const { startDemo }: typeof import('../../../demo-site/serve.ts') = await import(
    pathToFileURL(join(root, 'dist/server/demo.js')).href
  );
  demo = await startDemo({
    root,
    ports: { host: 0, widget: 0, hostile: 0 },
    variables: {
      EVI_ALLOWED_SITES: stage.origin,
      EVI_DATA_DIR: data,
      EVI_LLM_URL: llm.url,
      EVI_LLM_MODEL: 'scripted',
    },
  });
});

test.afterAll(async () => {
  await demo.close();
  llm.close();
  rmSync(data, { recursive: true });
});

const ASKING = `
  ordered = [];
  EviWidget.registerTool({ name: 'order', description: 'Orders.', run: (args) => { ordered.push(args); return 'Ordered.'; } });
  EviWidget.registerTool({ name: 'cancel_it', description: 'Cancels.', confirm: 'Cancel the order?', run: () => { ordered.push('cancelled'); return 'Cancelled.'; } });`;

const TOOLS = `
  called = [];
  const parameters = {
    type: 'object',
    properties: { id: { type: 'string' }, size: { type: 'array', items: { type: 'number' } } },
    required: ['id'],
  };
  const price = (run, more) => EviWidget.registerTool({ name: 'price', description: 'What a thing costs.', parameters, run, confirm: false, ...more });
  price((args) => { called.push(args); return { pounds: 12, of: args.id }; });
  EviWidget.registerTool({ name: 'broken', description: 'Fails.', confirm: false, run() { throw new Error('sold out'); } });
  EviWidget.registerTool({ name: 'never', description: 'Never answers.', confirm: false, timeout: 50, run: () => new Promise(() => {}) });
  takeBack = EviWidget.registerTool({
    name: 'leaving', description: 'Is taken back while it runs.', confirm: false,
    run: () => new Promise((resolve) => { leave = resolve; }),
  });`;

test('a model calls functions of the page, and hears what came of it', async ({ page, stage }) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  await host.go(stage.page(`${tag(demo.widget)}<script>${TOOLS}</script>`));
  await host.openPanel();
  const log = host.widget.getByRole('log');
  const offered = () => llm.requests.at(-1)?.tools?.map(({ function: { name } }) => name) ?? [];

  await test.step('with the schema that the page gave, and the arguments that the model gave', async () => {
    await host.ask('price {"id":"bowl","size":[1,2.5],"more":{"deep":null}}');
    await expect(log).toContainText('It says {"pounds":12,"of":"bowl"}.');
    expect(await page.evaluate(() => Reflect.get(window, 'called'))).toEqual([
      { id: 'bowl', size: [1, 2.5], more: { deep: null } },
    ]);
    expect(offered()).toEqual(['price', 'broken', 'never', 'leaving']);
    expect(llm.requests[0]?.tools?.[0]?.function.parameters).toMatchObject({
      properties: { id: { type: 'string' }, size: { type: 'array', items: { type: 'number' } } },
      required: ['id'],
    });
  });

  await test.step('one that fails, and one that never answers', async () => {
    await host.ask('broken');
    await expect(log).toContainText('It says The tool failed: sold out.');
    await host.ask('never');
    await expect(log).toContainText('It says The tool failed: No result after 0.05 seconds.');
  });

  await test.step('one that is replaced, and one that is taken back while it runs', async () => {
    await page.evaluate(() => {
      const run = () => 'thirteen pounds';
      window.EviWidget?.registerTool({ name: 'price', description: 'Newer prices.', confirm: false, run });
    });
    await host.ask('price {"id":"bowl"}');
    await expect(log).toContainText('It says thirteen pounds.');
    await host.ask('leaving');
    await page.waitForFunction(() => typeof Reflect.get(window, 'leave') === 'function');
    await page.evaluate(() => {
      Reflect.get(window, 'takeBack')();
      Reflect.get(window, 'leave')('gone');
    });
    await expect(log).toContainText('It says gone.');
    await host.ask('leaving');
    await expect(log).toContainText('It says There is no tool of this name.');
    expect(offered()).toEqual(['price', 'broken', 'never']);
  });

  const told = (await heard(page, 'tool')) as { id: string; name: string; state: string }[];
  expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'price running',
    'price done',
    'broken running',
    'broken failed',
    'never running',
    'never failed',
    'price running',
    'price done',
    'leaving running',
    'leaving done',
  ]);
  expect(host.complaints).toEqual([]);
});

test('a function asks first, and a yes counts for exactly what was shown', async ({ page, stage }) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  await host.go(stage.page(`${tag(demo.widget)}<script>${ASKING}</script>`));
  await host.openPanel();
  const log = host.widget.getByRole('log');
  const card = host.widget.getByRole('group', { name: 'May the assistant do this?' });
  const ordered = () => page.evaluate(() => Reflect.get(window, 'ordered'));

  await test.step('by press: nothing before, once after, and what came of it to the same call', async () => {
    await host.ask('order {"of":"bowl"}');
    await expect(log).toContainText('Ask the visitor: Shall I use “order” with of: bowl?.');
    await host.ask('order {"of":"bowl"}');
    await expect(log.getByText('Asked you first')).toHaveCount(2);
    expect(await ordered()).toEqual([]);
    await card.getByRole('button', { name: 'Yes' }).click();
    await expect.poll(ordered).toEqual([{ of: 'bowl' }]);
    await expect(card).toHaveCount(0);
    await expect(log).toContainText('I hear you.');
    await host.ask('order {"of":"bowl"}');
    await expect(log).toContainText('It says Ordered.');
    expect(await ordered()).toHaveLength(1);
  });

  await test.step('by words, to the owner’s question: a no, a yes, and a yes that comes too late', async () => {
    await host.ask('cancel_it');
    const cancelling = host.widget.getByRole('group', { name: 'Cancel the order?' });
    await expect(cancelling).toBeVisible();
    await host.ask('No');
    await expect(cancelling).toHaveCount(0);
    await host.ask('cancel_it');
    await expect(cancelling).toBeVisible();
    await host.ask('order {"of":"plate"}');
    await expect(log).toContainText('Shall I use “order” with of: plate?.');
    await host.ask('Yes');
    await expect.poll(ordered).toEqual([{ of: 'bowl' }, { of: 'plate' }]);
  });
  expect((await heard(page, 'tool')).map((one) => Reflect.get(Object(one), 'state'))).toEqual([
    'running',
    'asked',
    'running',
    'asked',
    'running',
    'done',
    'running',
    'asked',
    'running',
    'asked',
    'running',
    'asked',
  ]);
  expect(host.complaints).toEqual([]);
});

test('on a yes the call goes along to another page, and the same call again goes nowhere', async ({
  page,
  stage,
}) => {
  const host = watchHost(page, demo);
  const actions = tag(demo.widget, 'data-actions="go_to scroll_to"');
  const second = stage.page(`<title>Shipping</title><h1>Shipping</h1>${actions}`);
  await host.go(stage.page(`<h1>Bowls</h1><a href="${second}">Shipping costs</a>${actions}`));
  await host.openPanel();
  const log = host.widget.getByRole('log');
  const card = host.widget.getByRole('group', { name: 'May the assistant do this?' });
  await host.ask('go_to {"page":"shipping costs"}');
  await expect(log).toContainText('Ask the visitor: Shall I go to “Shipping costs”?.');
  const address = second.replace(/[?#].*/, '');
  await expect(host.widget.locator('#asked')).toHaveText(
    `May the assistant do this?Go toShipping costsAddress${address}`,
  );
  expect(page.url()).not.toBe(second);
  await card.getByRole('button', { name: 'Yes' }).click();
  await page.waitForURL(second);
  await host.stands();
  await expect(log).toContainText('Asked you first');
  // What was typed for the visitor reached the server, before the page went or after.
  await expect(log).toContainText('I hear you.');
  await host.ask('go_to {"page":"shipping costs"}');
  await expect(log).toContainText('This page is it');
  expect(page.url()).toBe(second);
  await expect(card).toHaveCount(0);
  expect(host.sockets).toHaveLength(2);
});

test('a model searches what does not fit into the context, and the rest of the site, and the answer has its source', async ({
  page,
  stage,
}) => {
  const other = stage.document(`<!doctype html><title>Firing</title>
    <nav>Never this kiln</nav><p hidden>kiln secret</p><p data-evi-exclude>kiln marked</p><p class="cart">kiln listed</p>
    <script>document.title = 'ran'; fetch('/ran')</script><img src="/fetched.png" alt="" onerror="fetch('/ran')">
    <style>p { color: red }</style><main style="color: red"><h2 id="heat">Heat</h2><p>The kiln is fired at <b>1200</b> degrees.</p>
    <table><tr><th>Glaze<th>Hours<tr><td>Celadon<td>9</table></main>`);
  const unlisted = stage.document(`<meta name="robots" content="noindex"><p>Kiln of nobody.</p>`);
  const urls = [other, unlisted].map((url) => `<url><loc>${url}</loc></url>`).join('');
  const sitemap = stage.document(`<urlset>${urls}</urlset>`, { 'Content-Type': 'application/xml' });
  const host = watchHost(page, demo);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const attributes = `data-context-budget="300" data-context-exclude=".cart" data-knowledge="${sitemap} https://elsewhere.example/"`;
  await host.go(
    stage.page(`<h2>Bowls</h2><p>${'A bowl is round. '.repeat(40)}</p><h2>Mugs</h2><p>Mugs cost twelve pounds.</p>
      ${tag(demo.widget, attributes)}`),
  );
  await host.openPanel();
  const log = host.widget.getByRole('log');
  expect(fetched).not.toContain('/knowledge');

  await host.ask('search_page {"query":"what do mugs cost"}');
  await expect(log).toContainText('Mugs cost twelve pounds.');
  await host.ask('search_site {"query":"celadon"}');
  await expect(log).toContainText(`From: ${other}#heat`);
  await expect(log).toContainText('Celadon | 9');
  await expect(log).toContainText('The kiln is fired at 1200 degrees.');
  await expect(log).not.toContainText(/Never this|secret|marked|listed|nobody/);
  await host.ask('search_site {"query":"zebra"}');
  await expect(log).toContainText('Nothing on the website’s other pages is about “zebra”.');
  expect(fetched.filter((path) => path === '/knowledge')).toHaveLength(3);
  expect(fetched.filter((path) => path === '/ran' || path === '/fetched.png')).toEqual([]);

  const chip = host.widget.getByRole('button', { name: 'Reading this page' });
  await chip.click();
  await expect(host.widget.locator('#page-sheet')).toContainText(
    /\d+ of \d+ characters; the rest is looked up/,
  );
  const { length: earlier } = llm.requests;
  await host.widget.getByRole('switch').first().click();
  await chip.or(host.widget.getByRole('button', { name: 'Not reading this page' })).click();
  await host.ask('nothing {}');
  await expect.poll(() => llm.requests.length).toBeGreaterThan(earlier);
  expect(JSON.stringify(llm.requests.at(-1)?.tools ?? [])).not.toMatch(
    /search_page|read_section|search_site/,
  );
  expect(host.complaints).toEqual([]);
});

test('with the server that has no model, tools are declared and everything else goes on', async ({
  page,
  stage,
  demo: offline,
}) => {
  const host = watchHost(page, offline);
  await host.go(
    stage.page(`<p>Bowls cost twelve pounds.</p>${tag(offline.widget)}<script>${TOOLS}</script>`),
  );
  await host.openPanel();
  await host.ask('What do bowls cost?');
  await expect(host.widget.getByRole('log')).toContainText('Bowls cost twelve pounds.');
  expect(
    host.sent.flatMap((message) => (message.type === 'session_settings' && message.tools) || []),
  ).toHaveLength(4);
  expect(host.complaints).toEqual([]);
});
