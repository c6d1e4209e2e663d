/** Every attribute is live: what is changed on the tag changes the widget. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

test('what an attribute sets follows its changes, and goes back to the default with it', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  await host.go(
    stage.page(
      `<h1>Bowls</h1><p>Red bowls cost twelve pounds.</p><p class="secret">Margins are thin.</p>
       ${tag(demo.widget, 'id="tag"')}`,
    ),
  );
  const set = (name: string, value: string | null) =>
    page.evaluate(
      ([attribute, text]) => {
        const element = document.getElementById('tag');
        if (text === null) element?.removeAttribute(attribute);
        else element?.setAttribute(attribute, text);
      },
      [name, value] as const,
    );
  const root = host.widget.locator(':root');
  const edges = async () => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await host.iframe.boundingBox()) ?? {};
    const view = page.viewportSize() ?? { width: 0, height: 0 };
    return { left: x, top: y, right: view.width - x - width, bottom: view.height - y - height };
  };
  const launcher = host.widget.getByRole('button').first();

  await test.step('the launcher', async () => {
    await set('data-title', 'Ask the potter');
    await expect(launcher).toHaveText('Ask the potter');
    await expect(host.iframe).toHaveAttribute('title', 'Ask the potter');
    await set('data-theme', 'dark');
    await expect(root).toHaveAttribute('data-theme', 'dark');
    await set('data-accent-color', '#a8472a');
    await expect(root).toHaveCSS('--accent', '#a8472a');
    await set('data-position', 'top-left');
    await set('data-offset', '40');
    await expect.poll(edges).toMatchObject({ left: 40, top: 40 });
    await set('data-z-index', '7');
    await expect(host.iframe).toHaveCSS('z-index', '7');
    await set('data-language', 'pt-BR');
    await expect(host.widget.locator('.label')).toHaveAttribute('lang', 'pt-BR');
    await set('data-language', null);
  });

  await test.step('opening and closing', async () => {
    await set('data-open', '');
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    await set('data-open', null);
    await expect(host.widget.getByRole('dialog')).toHaveCount(0);
    await set('data-open', 'true');
    await expect(host.widget.getByRole('dialog')).toBeVisible();
  });

  await test.step('the open panel', async () => {
    await set('data-greeting', 'Hello there.');
    await expect(host.widget.getByText('Hello there.')).toBeVisible();
    await set('data-title', 'Ask Ada');
    await expect(host.widget.getByRole('dialog', { name: 'Ask Ada' })).toBeVisible();
    await set('data-theme', 'light');
    await expect(root).toHaveAttribute('data-theme', 'light');
    await set('data-position', 'bottom-right');
    await set('data-offset', null);
    await expect.poll(edges).toMatchObject({ right: 16, bottom: 16 });
  });

  await test.step('what is read', async () => {
    const chip = host.widget.getByRole('button', { name: 'Reading this page' });
    await chip.click();
    const shared = host.widget.getByLabel('Text shared with the assistant');
    await expect(shared).toContainText('Margins are thin.');
    await set('data-context-exclude', '.secret');
    await expect(shared).not.toContainText('Margins are thin.');
    await expect(shared).toContainText('Red bowls');
    await set('data-context', 'off');
    await expect(chip).toHaveCount(0);
    await host.ask('What do bowls cost?');
    await expect.poll(() => JSON.stringify(host.sent)).toContain('user_input');
    expect(JSON.stringify(host.sent)).not.toContain('Red bowls');
    await set('data-context', null);
    await expect.poll(() => JSON.stringify(host.sent)).toContain('Red bowls');
    expect(JSON.stringify(host.sent)).not.toContain('Margins');
  });

  await test.step('update(): undefined takes back', async () => {
    await page.evaluate(() =>
      window.EviWidget?.update({
        title: undefined,
        accentColor: '#123456',
        open: false,
        position: undefined,
      }),
    );
    await expect(launcher).toHaveText('Ask about this page');
    await expect(root).toHaveCSS('--accent', '#123456');
    await expect(host.widget.getByRole('dialog')).toHaveCount(0);
    expect(
      await page.evaluate(() =>
        document
          .getElementById('tag')
          ?.getAttributeNames()
          .filter((name) => /title|position/.test(name)),
      ),
    ).toEqual([]);
  });

  await test.step('a wrong value is warned of once, and the default stands', async () => {
    await set('data-title', 'x'.repeat(61));
    await expect.poll(() => host.complaints).toHaveLength(1);
    await set('class', 'changed');
    await set('data-theme', 'dark');
    await expect(root).toHaveAttribute('data-theme', 'dark');
    await expect(launcher).toHaveText('Ask about this page');
    expect(host.complaints).toEqual([
      expect.stringMatching(/^evi-widget: data-title=".*it expects at most 60/),
    ]);
  });
});

test('data-config-id holds for the next call', async ({ page, demo, stage }) => {
  const host = watchHost(page, demo);
  const wanted: string[] = [];
  await page.route('**/token', async (route) => {
    wanted.push(new URLSearchParams(route.request().postData() ?? '').get('config_id') ?? '');
    await route.continue();
  });
  await host.go(stage.page(tag(demo.widget)));
  await page.evaluate(() => window.EviWidget?.sendText('hello'));
  await page.evaluate(() => {
    window.EviWidget?.update({ configId: 'support' });
    return window.EviWidget?.end();
  });
  expect(await page.evaluate(() => window.EviWidget?.sendText('hello'))).toBe('token-refused');
  expect(wanted).toEqual(['', 'support']);
});
