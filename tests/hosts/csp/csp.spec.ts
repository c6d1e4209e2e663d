/** Strict policies: each works, or one warning says what to add. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tag, watchHost } from '../../browser/support/host.ts';
import { pagePart } from '../../browser/support/loader.ts';
import { expect, root, test } from '../../browser/support/visit.ts';

test.describe('S34: a Content-Security-Policy', () => {
  test('with a nonce, with a hash, and with a style-src of its own alone', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    const loader = await readFile(join(root, 'dist/loader/loader.js'));
    const hash = `sha384-${createHash('sha384').update(loader).digest('base64')}`;
    const inline =
      "document.head.append(Object.assign(document.createElement('script'), { src: 'WIDGET/loader.js' }))";
    const script = inline.replace('WIDGET', demo.widget);
    const ofScript = `sha256-${createHash('sha256').update(script).digest('base64')}`;
    const part = `sha384-${createHash('sha384').update(pagePart().code).digest('base64')}`;
    const policies: [scripts: string, body: string][] = [
      ["'nonce-abc' 'strict-dynamic'", tag(demo.widget, 'nonce="abc"')],
      ["'nonce-abc'", tag(demo.widget, 'nonce="abc"')],
      [`'${hash}' '${part}'`, tag(demo.widget, `integrity="${hash}" crossorigin`)],
      [demo.widget, tag(demo.widget)],
      // A tag manager's way: a script that the policy trusts, adds the tag.
      [`'${ofScript}' 'strict-dynamic'`, `<script>${script}</script>`],
    ];
    const types = "require-trusted-types-for 'script'; trusted-types 'none'";
    for (const [scripts, body] of policies) {
      // The inline script of that last one sets an address, which is a sink.
      const trusted = body.startsWith('<script>') ? '' : `; ${types}`;
      const policy = `default-src 'none'; style-src 'self'; script-src ${scripts}; frame-src ${demo.widget}; base-uri 'none'${trusted}`;
      await host.go(stage.page(body, { 'Content-Security-Policy': policy }));
      await host.openPanel();
      await expect(host.iframe, scripts).toHaveCSS('width', '384px');
      await expect(host.widget.getByRole('button', { name: 'Reading this page' }), scripts).toBeVisible();
    }
    expect(host.complaints).toEqual([]);
  });

  test('that lets the loader run and not its page part: one warning, and the rest works', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    const loader = `${demo.widget}/loader.js`;
    const policy = `default-src 'none'; script-src ${loader}; frame-src ${demo.widget}`;
    await host.go(stage.page(tag(demo.widget), { 'Content-Security-Policy': policy }));
    await host.openPanel();
    await host.ask('hello');
    await expect(host.widget.getByRole('log').getByRole('article')).toHaveCount(2);
    await expect(host.widget.getByRole('button', { name: 'Reading this page' })).toHaveCount(0);
    // And no second one when the panel is opened again.
    await host.widget.getByRole('button', { name: 'Close' }).click();
    await host.openPanel();
    const part = demo.widget + pagePart().path;
    expect(host.complaints.filter((complaint) => complaint.startsWith('evi-widget'))).toEqual([
      expect.stringContaining(
        `the page is not read: ${part} cannot be loaded. A Content-Security-Policy needs script-src ${part} or 'sha384-`,
      ),
    ]);
  });

  test('a page part that does not come, or comes changed, is asked for again and never run', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    const answers = [
      { status: 503, body: '' },
      { status: 200, body: `${pagePart().code}document.title = 'changed';` },
    ];
    await page.route(`**${pagePart().path}*`, (route) => {
      const answer = answers.shift();
      const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' };
      return answer ? route.fulfill({ ...answer, headers }) : route.continue();
    });
    await host.go(stage.page(`<p>Bowls cost twelve pounds.</p>${tag(demo.widget)}`));
    const chip = host.widget.getByRole('button', { name: 'Reading this page' });
    for (let left = 1; left >= 0; left -= 1) {
      await host.openPanel();
      await expect.poll(() => answers.length).toBe(left);
      await expect(chip).toHaveCount(0);
      await host.widget.getByRole('button', { name: 'Close' }).click();
    }
    await host.openPanel();
    await expect(chip).toBeVisible();
    await expect(page).toHaveTitle('Stage');
  });

  test('without the frame: one warning with what to add, and nothing is left', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    const body = `${tag(demo.widget)}<script nonce="abc">
      errors = [];
      EviWidget.on('error', (error) => errors.push(error));
      opened = EviWidget.start();
    </script>`;
    for (const policy of [
      "default-src 'self'",
      "frame-src 'self' https://frames.example.com",
      "child-src 'none'",
    ]) {
      host.complaints.length = 0;
      await page.goto(
        stage.page(body, { 'Content-Security-Policy': `${policy}; script-src ${demo.widget} 'nonce-abc'` }),
      );
      expect(await page.evaluate(() => Reflect.get(window, 'opened')), policy).toBe('frame-lost');
      await expect(page.locator('iframe')).toHaveCount(0);
      // Who presses once more gets it once more, but the console has it once.
      await page.evaluate(() => window.EviWidget?.open());
      expect(host.complaints.filter((complaint) => complaint.startsWith('evi-widget'))).toEqual([
        `evi-widget: the page’s Content-Security-Policy needs frame-src ${demo.widget}`,
      ]);
      const error = { reason: 'frame-lost', code: '' };
      expect(await page.evaluate(() => Reflect.get(window, 'errors'))).toEqual([error, error]);
    }
  });

  test('that only reports is no reason to go', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await page.addInitScript(() => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ disposition }) => seen.push(disposition));
      Object.assign(window, { seen });
    });
    const url = stage.page(tag(demo.widget), { 'Content-Security-Policy-Report-Only': "frame-src 'none'" });
    await host.go(url);
    await page.waitForFunction(() => Reflect.get(window, 'seen').includes('report'));
    await host.openPanel();
    expect(host.complaints.filter((complaint) => complaint.startsWith('evi-widget'))).toEqual([]);
  });
});
