/** Where the frame runs, where it refuses to, and pages that are hostile to everything on them. */
import { tag, watchHost } from '../browser/support/host.ts';
import { openSite } from '../browser/support/site.ts';
import { expect, test } from '../browser/support/visit.ts';

test('S17: a page without leave cannot embed the widget, nor talk to it', async ({ page, demo }) => {
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(`${demo.hostile}/`);
  await refused;
  await expect(page.locator('#log')).not.toHaveAttribute('data-sent', '0');
  await expect(page.locator('#log')).toBeEmpty();
  expect(page.frames().some((frame) => frame.url().startsWith(demo.widget))).toBe(false);
});

test('S17: not even around a page that has leave', async ({ page, demo, stage }) => {
  const evil = await openSite('127.0.0.1');
  const inner = stage.page(tag(demo.widget));
  evil.publish('/', `<!doctype html><iframe src="${inner}"></iframe>`);
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(`${evil.origin}/`);
  await refused;
  expect(page.frames().some((frame) => frame.url().startsWith(demo.widget))).toBe(false);
  evil.close();
});

test('S17: opened on its own the frame shows nothing, asks for nothing and says why', async ({
  page,
  demo,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const warning = page.waitForEvent('console', (message) => message.type() === 'warning');
  await page.goto(`${demo.widget}/widget/`);
  expect((await warning).text()).toContain('the frame runs only inside a page of another origin');
  await expect(page.locator('#app')).toBeEmpty();
  expect(requests.filter((path) => /token|config|chat/.test(path))).toEqual([]);
});

test('S17, S28: exact ancestors in a header, none elsewhere, and no referrer from anywhere', async ({
  request,
  demo,
  stage,
}) => {
  const headersOf = async (path: string) => (await request.get(demo.widget + path)).headers();
  const frame = await headersOf('/widget/');
  const policy = frame['content-security-policy'] ?? '';
  expect(policy).toContain(`frame-ancestors ${demo.host} ${stage.origin};`);
  for (const path of ['/', '/loader.js', '/widget/config.json', '/token', '/none', '/widget/assets/none.js'])
    expect((await headersOf(path))['content-security-policy'], path).toContain("frame-ancestors 'none'");
  for (const path of ['/', '/loader.js', '/widget/', '/widget/config.json', '/token', '/none'])
    expect((await headersOf(path))['referrer-policy'], path).toMatch(/^(no-referrer|strict-origin)$/);
  expect(await (await request.get(`${demo.widget}/widget/`)).text()).not.toMatch(/http-equiv/i);
});

const HOSTILITY = {
  'frozen intrinsics': `
    Array.prototype.toJSON = () => 'broken';
    for (const intrinsic of [Object, Array, Function, String, RegExp, Error, Promise, Map, Set, WeakMap, Symbol])
      Object.freeze(intrinsic.prototype), Object.freeze(intrinsic);
    for (const intrinsic of [Reflect, JSON, Math, EventTarget.prototype, Node.prototype, Element.prototype])
      Object.freeze(intrinsic);`,
  'a polluted prototype': `
    Object.assign(Object.prototype, { polluted: 1, id: 'x', type: 'SET', value: 1, name: 'throw', context: 'x' });`,
  'replaced globals': `
    window.fetch = () => { throw new Error('no fetch'); };
    window.Promise = class extends Promise {};
    window.XMLHttpRequest = window.WebSocket = window.crypto = undefined;
    window.onmessage = () => { throw new Error('mine'); };
    setInterval(() => { window.onmessage = () => { throw new Error('mine'); }; }, 10);`,
};
for (const [name, script] of Object.entries(HOSTILITY))
  test(`S35: on a page with ${name} a typed question is still answered`, async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    const body = `<script>${script}</script><p>The shop opens at nine.</p>${tag(demo.widget)}`;
    await host.go(stage.page(body));
    await host.openPanel();
    await host.ask('when does the shop open?');
    await expect(host.widget.getByRole('log').getByRole('article')).toHaveCount(2);
    await expect(host.widget.getByRole('log')).toContainText('opens at nine');
    expect(host.complaints.filter((complaint) => complaint !== 'mine')).toEqual([]);
  });
