/** The headers of a true server, and answers on pages that are hostile to everything on them. */
import { tag, watchHost } from '../browser/support/host.ts';
import { expect, test } from '../browser/support/visit.ts';
import { HOSTILITY } from './support/hostility.ts';

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
