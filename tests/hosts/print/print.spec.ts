/** On paper there is nothing to press. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

test('neither launcher nor panel is printed, and both are there afterwards', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  await host.go(stage.page(tag(demo.widget, 'data-title="Ask"')));
  const launcher = host.widget.getByRole('button', { name: 'Ask' });
  await page.emulateMedia({ media: 'print' });
  await expect(launcher).toBeHidden();
  await page.emulateMedia({ media: null });
  await expect(launcher).toBeVisible();
  await host.openPanel();
  await page.emulateMedia({ media: 'print' });
  await expect(host.widget.getByRole('dialog')).toBeHidden();
  await page.emulateMedia({ media: null });
  await expect(host.widget.getByRole('dialog')).toBeVisible();
});
