/** Tools that the page gives the browser (WebMCP) are offered to the assistant, where the owner says so. */

import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { tag } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { stubFrameOf } from '../../hosts/support/stub-frame.ts';
import { openStubWidget } from '../../hosts/support/stub-widget.ts';

test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...CHROMIUM_ARGS, '--enable-features=WebMCP'],
  },
});

const TOOLS = `<script>
  add = (name, more, options) => document.modelContext.registerTool({
    name, description: 'About ' + name + '.', execute: async (args) => ({ name, args }), ...more,
  }, options);
  leaving = new AbortController();
  add('stock', { annotations: { readOnlyHint: true }, inputSchema: { type: 'object', properties: { id: { type: 'string' } } } });
  add('order');
  add('leaving', {}, { signal: leaving.signal });
</script>`;

test('they come and go with the page’s, ask unless they only read, and never without webmcp in data-actions', async ({
  page,
  stage,
}) => {
  const site = await openStubWidget(stage.origin, 3);
  await page.goto(stage.page(`${TOOLS}<h1>Shop</h1>${tag(site.origin)}`));
  expect(await page.evaluate(() => 'modelContext' in document)).toBe(true);
  const frame = await stubFrameOf(page);
  await frame.read();
  const declared = async () => {
    const tools = ((await frame.told('setTools')).at(-1)?.[0] ?? []) as Record<string, unknown>[];
    return tools.map(({ name, description, confirm }) => [name, description, confirm]);
  };
  expect(await frame.runTool('stock', { id: 'bowl' })).toBe('no tool stock');
  expect(await declared()).toEqual([]);
  const allow = (actions: string) =>
    page
      .locator('script[src]')
      .evaluate((script, list) => script.setAttribute('data-actions', list), actions);
  await allow('scroll_to webmcp');
  await expect
    .poll(async () => (await declared()).sort())
    .toEqual([
      ['leaving', 'About leaving.', undefined],
      ['order', 'About order.', undefined],
      ['stock', 'About stock.', ''],
    ]);
  const [tools] = ((await frame.told('setTools')).at(-1) ?? []) as [{ name: string; parameters: string }[]];
  const stock = tools.find(({ name }) => name === 'stock');
  expect(JSON.parse(stock?.parameters ?? '')).toMatchObject({ properties: { id: { type: 'string' } } });
  expect(JSON.parse(String(await frame.runTool('stock', { id: 'bowl' })))).toEqual({
    name: 'stock',
    args: { id: 'bowl' },
  });

  // One that is registered here goes before; one that is taken back is gone.
  await page.evaluate(() => {
    window.EviWidget?.registerTool({
      name: 'order',
      description: 'Registered.',
      confirm: 'Order?',
      run: () => 'registered',
    });
    Reflect.get(window, 'leaving').abort();
  });
  await expect
    .poll(async () => (await declared()).sort())
    .toEqual([
      ['order', 'Registered.', 'Order?'],
      ['stock', 'About stock.', ''],
    ]);
  expect(await frame.runTool('order', {})).toBe('registered');
  await allow('scroll_to');
  await expect.poll(declared).toEqual([['order', 'Registered.', 'Order?']]);
  expect(await frame.runTool('stock', {})).toBe('no tool stock');
  site.close();
});
