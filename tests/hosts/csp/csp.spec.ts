/** Strict policies: each works, or one warning says what to add. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tag, watchHost } from '../../browser/support/host.ts';
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
    const policies: [scripts: string, body: string][] = [
      ["'nonce-abc' 'strict-dynamic'", tag(demo.widget, 'nonce="abc"')],
      ["'nonce-abc'", tag(demo.widget, 'nonce="abc"')],
      [`'${hash}'`, tag(demo.widget, `integrity="${hash}" crossorigin`)],
      // A tag manager's way: a script that the policy trusts, adds the tag.
      [`'${ofScript}' 'strict-dynamic'`, `<script>${script}</script>`],
    ];
    for (const [scripts, body] of policies) {
      const policy = `default-src 'none'; style-src 'self'; script-src ${scripts}; frame-src ${demo.widget}; base-uri 'none'`;
      await host.go(stage.page(body, { 'Content-Security-Policy': policy }));
      await host.openPanel();
      await expect(host.iframe, scripts).toHaveCSS('width', '384px');
    }
    expect(host.complaints).toEqual([]);
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
