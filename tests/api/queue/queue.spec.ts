/** `EviWidget.q`: a page need not wait for the script. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { recordEvents } from '../support/record.ts';

test('what a page asks before the script has come is done in its order, and what it asks later at once', async ({
  page,
  demo,
  stage,
}) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  await host.go(
    stage.page(`<script>
        order = [];
        EviWidget = { q: [] };
        EviWidget.q.push(['on', 'ready', () => order.push('ready')]);
        EviWidget.q.push(['setVariables', { plan: 'gold' }], ['setContext', 'Members get tea.']);
        EviWidget.q.push((widget) => order.push(widget === EviWidget && typeof widget.open, widget.instances.default.name));
        EviWidget.q.push(['nothing']);
        EviWidget.q.push(['sendText', 'When are you open?']);
      </script>${tag(demo.widget, 'async')}`),
  );
  await expect(host.widget.getByRole('log')).toContainText('When are you open?');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'order')))
    .toEqual(['function', 'default', 'ready']);
  const at = (fits: (text: string) => boolean): number =>
    host.sent.findIndex((message) => fits(JSON.stringify(message)));
  await expect.poll(() => at((text) => text.includes('"user_input"'))).toBeGreaterThan(-1);
  const [context, variables, question] = [
    at((text) => text.includes('Members get tea.')),
    at((text) => text.includes('"plan":"gold"')),
    at((text) => text.includes('"user_input"')),
  ];
  expect(Math.min(context, variables)).toBeGreaterThan(-1);
  expect(Math.max(context, variables)).toBeLessThan(question);

  await page.evaluate(() => window.EviWidget?.q.push(['close']));
  await expect(host.widget.getByRole('dialog')).toHaveCount(0);
  expect(host.complaints).toEqual(['evi-widget: there is no method nothing']);
});

test('several widgets on one page: each has its name, settings and calls; the first is the page’s own', async ({
  page,
  demo,
  stage,
}) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  const second = 'data-name="sales" data-position="bottom-left" data-title="Sales" id="sales"';
  await page.goto(stage.page(`${tag(demo.widget, 'data-title="Help"')}${tag(demo.widget, second)}`));
  await expect(host.iframe).toHaveCount(2);
  const frame = (title: string) => page.frameLocator(`iframe[title="${title}"]`);
  await frame('Help').getByRole('button', { name: 'Help' }).waitFor();
  await frame('Sales').getByRole('button', { name: 'Sales' }).waitFor();
  await page.evaluate(() => window.EviWidget?.instances.sales?.open());
  await expect(frame('Sales').getByRole('dialog')).toBeVisible();
  await expect(frame('Help').getByRole('dialog')).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(window.EviWidget?.instances ?? {}))).toEqual([
    'default',
    'sales',
  ]);

  // The first one gone, the next one is the page's own, and the queue is its queue.
  await page.evaluate(() => window.EviWidget?.destroy());
  await expect(host.iframe).toHaveCount(1);
  expect(await page.evaluate(() => window.EviWidget?.name)).toBe('sales');
  await page.evaluate(() => window.EviWidget?.q.push(['close']));
  await expect(frame('Sales').getByRole('dialog')).toHaveCount(0);
  await page.evaluate(() => window.EviWidget?.destroy());
  expect(await page.evaluate(() => 'EviWidget' in window)).toBe(false);
  expect(host.complaints).toEqual([]);
});
