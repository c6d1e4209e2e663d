/** The headers of a true server, and answers on pages that are hostile to everything on them. */
import { tag, watchHost } from '../browser/support/host.ts';
import { expect, test } from '../browser/support/visit.ts';

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
