/** A page that keeps the microphone to itself: one warning with the cure, and typing works. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

test('S34: Permissions-Policy, with and without room for the widget', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  const body = `<p>The shop opens at nine.</p>${tag(demo.widget)}`;
  const needed = `microphone=(self "${demo.widget}")`;
  for (const policy of ['microphone=()', 'microphone=(self)']) {
    host.complaints.length = 0;
    await host.go(stage.page(body, { 'Permissions-Policy': policy }));
    expect(host.complaints, policy).toEqual([`evi-widget: the page’s Permissions-Policy needs ${needed}`]);
  }
  await host.openPanel();
  await host.ask('when does the shop open?');
  await expect(host.widget.getByRole('log')).toContainText('opens at nine');

  host.complaints.length = 0;
  for (const policy of [needed, 'microphone=*', 'geolocation=()'])
    await host.go(stage.page(body, { 'Permissions-Policy': policy }));
  expect(host.complaints).toEqual([]);
});
