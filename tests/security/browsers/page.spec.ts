/** The loader on pages that are hostile, strict or clumsy. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tag } from '../../browser/support/host.ts';
import { pagePart } from '../../browser/support/loader.ts';
import { root } from '../../browser/support/visit.ts';
import { ENTER } from '../../faults/support/engines/engine.ts';
import { launcherSays } from '../support/by-hand.ts';
import { hello, nonce, visitHostile } from '../support/host-page.ts';
import { HOSTILITY } from '../support/hostility.ts';
import type { Realm, Tab } from '../support/tab.ts';
import { ESCAPE, TAB } from '../support/tab.ts';
import { expect, test } from '../support/test.ts';
import { visitorOn } from '../support/visitor-on.ts';

const LABEL = 'Ask about this page';

const dialogs = (frame: Realm): Promise<number> =>
  frame.run(() => document.querySelectorAll('[role=dialog]').length);

test.describe('who may embed the frame', () => {
  /** The frame's document was refused before anything in it ran. */
  const expectRefused = (tab: Tab, widget: string): void => {
    expect(tab.requests.filter((url) => url.startsWith(`${widget}/widget/`))).not.toEqual([]);
    expect(tab.requests.filter((url) => url.startsWith(`${widget}/widget/assets/`))).toEqual([]);
  };

  test('S17: a page without leave cannot, nor talk to it, nor around a page that has leave', async ({
    tab,
    evil,
    stage,
    server,
  }) => {
    const html = await readFile(join(root, 'demo-site/hostile/index.html'), 'utf8');
    await tab.goto(evil.publish('/hostile', html.replaceAll('%WIDGET_ORIGIN%', server.origin)));
    await tab.until(() => document.getElementById('log')?.dataset.sent !== '0');
    expect(await tab.run(() => document.getElementById('log')?.textContent)).toBe('');
    expectRefused(tab, server.origin);

    const inner = stage.page(tag(server.origin));
    await tab.goto(evil.publish('/around', `<!doctype html><iframe src="${inner}"></iframe>`));
    const page = await tab.frame(inner);
    await page.until(() => document.querySelector('iframe'));
    await expect.poll(() => tab.requests.filter((url) => url === `${server.origin}/widget/`).length).toBe(2);
    expectRefused(tab, server.origin);
  });

  test('S17: opened on its own the frame shows nothing, asks for nothing and says why', async ({
    tab,
    stage,
    server,
  }) => {
    // From a page that has leave: the referrer alone makes nobody its embedder.
    await tab.goto(stage.page(`<a href="${server.origin}/widget/" style="position:fixed;inset:0">Open</a>`));
    await tab.press(100, 100);
    await expect
      .poll(() => tab.complaints)
      .toEqual([expect.stringContaining('the frame runs only inside a page of another origin')]);
    expect(await tab.run(() => document.body.innerText.trim())).toBe('');
    expect(tab.requests.filter((path) => /token|config|chat/.test(path))).toEqual([]);
  });

  test('S41: it has exactly the rights that it needs, and never the page’s own origin', async ({
    tab,
    stage,
    hostile,
  }) => {
    await tab.goto(stage.page(tag(hostile.origin, 'data-title="Ask <b>us</b>"')));
    await tab.frame(`${hostile.origin}/widget/`);
    const attributes = await tab.run(() => {
      const frame = document.querySelector('iframe');
      return frame?.getAttributeNames().map((name) => [name, frame.getAttribute(name)]) ?? [];
    });
    expect(Object.fromEntries(attributes)).toEqual({
      src: `${hostile.origin}/widget/`,
      title: 'Ask <b>us</b>',
      allow: 'microphone; autoplay',
      referrerpolicy: 'strict-origin',
      sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
      style: expect.stringContaining('position: fixed !important'),
    });
    expect(tab.complaints).toEqual([]);

    hostile.publish('/page', '<!doctype html><body><script src="/loader.js"></script></body>');
    await tab.goto(`${hostile.origin}/page`);
    expect(
      await tab.run(() => [document.querySelectorAll('iframe').length, typeof window.EviWidget]),
    ).toEqual([0, 'undefined']);
    expect(tab.complaints).toEqual(['evi-widget: it must come from another origin than the page']);
  });
});

test('S39: with its integrity the loader runs, and one that was changed does not', async ({
  tab,
  stage,
  hostile,
}) => {
  const code = await readFile(join(root, 'dist/loader/loader.js'), 'utf8');
  const headers = { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' };
  hostile.publish('/changed.js', `${code}//`, headers);
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`;
  const pinned = (file: string): string =>
    stage.page(`<script src="${hostile.origin}/${file}" integrity="${integrity}" crossorigin></script>`);
  await tab.goto(pinned('loader.js'));
  await tab.frame(hostile.origin);
  await tab.goto(pinned('changed.js'));
  expect(await tab.run(() => typeof window.EviWidget)).toBe('undefined');
  expect(await tab.frames()).toEqual([]);
});

const CLOBBERS = [
  '<img name="currentScript" src="data:,"><form name="currentScript"></form>',
  '<a id="EviWidget" href="https://evil.example">x</a><a id="EviWidget">y</a>',
  '<form name="EviWidget"><input name="destroy"><input name="instances"></form>',
  '<iframe name="EviWidget"></iframe>',
  '<form id="script"><input name="src" value="https://evil.example/loader.js"></form>',
  '<form><input name="matches"><input name="tagName"><input name="id"></form>',
];

test('S19: elements that clobber names change nothing', async ({ tab, stage, hostile }) => {
  for (const clobber of CLOBBERS) {
    const frame = await visitHostile(
      tab,
      stage.page(`${clobber}<p>Words</p>${tag(hostile.origin)}`),
      hostile,
    );
    await hello(frame, nonce('a'));
    const answer = await frame.run(() => window.call('readPage'));
    expect(JSON.stringify(answer), clobber).toContain('Words');
    expect(await tab.run(() => typeof window.EviWidget?.destroy), clobber).toBe('function');
  }
  expect(tab.complaints).toEqual([]);
  expect(tab.requests.filter((url) => url.includes('evil.example'))).toEqual([]);
});

test('S21, S22, S23: attributes are text, name no function and are no style', async ({
  tab,
  stage,
  server,
}) => {
  const html = '<img src=x onerror=owned=1>';
  await tab.goto(
    stage.page(
      `<script>pwn = () => { owned = 1; };</script>
       ${tag(server.origin, `data-title="${html}" data-on-ready="pwn" data-callback="pwn" data-open`)}`,
    ),
  );
  const frame = await tab.frame(`${server.origin}/widget/`);
  await frame.until(() => document.querySelector('[role=dialog]'));
  expect(await frame.run(() => document.querySelector('h1')?.textContent)).toBe(html);
  expect(await frame.run(() => [document.images.length, 'owned' in window])).toEqual([0, false]);
  expect(await tab.run(() => [document.images.length, 'owned' in window])).toEqual([0, false]);
  expect([...tab.complaints].sort()).toEqual([
    'evi-widget: data-callback is not an attribute of the widget.',
    'evi-widget: data-on-ready is not an attribute of the widget.',
  ]);

  const accent = (): Promise<string> =>
    frame.run(() => document.documentElement.style.getPropertyValue('--accent'));
  const before = await accent();
  const colours = [
    `url(${server.origin}/leak)`,
    'var(--x)',
    'env(x)',
    'attr(data-x)',
    'if(else: red)',
    'red;--x:1',
    'image-set("/leak" 1x)',
    '#123456}*{color:red',
  ];
  for (const colour of colours) {
    await tab.run((value) => window.EviWidget?.update({ accentColor: value }), colour);
    await expect.poll(() => tab.complaints.at(-1)).toContain(`data-accent-color="${colour}" is not used`);
    expect(await accent(), colour).toBe(before);
  }
  expect(tab.requests.filter((url) => url.includes('leak'))).toEqual([]);
  await tab.run(() => window.EviWidget?.update({ accentColor: '#123456' }));
  await expect.poll(accent).toBe('#123456');
});

test('S33: the frame is told what is shown, and nothing typed, hidden, marked or in the address', async ({
  tab,
  stage,
  hostile,
}) => {
  const body = `
    <style>.gone { display: none } .unseen { visibility: hidden } style, progress { display: block }</style>
    <h1>Pots</h1><p>Visible <b>words</b>.</p>
    <p data-evi-exclude>owner-marked</p><div class="cart"><p>owner-listed</p></div>
    <p class="gone">css-hidden</p><p hidden>attribute-hidden</p><div hidden="until-found">found-hidden</div>
    <p class="unseen">unseen</p><p aria-hidden="true">aria-hidden</p><nav>navigation</nav><div inert>inert</div>
    <div style="content-visibility:hidden"><p>skipped</p></div>
    <form><label>Your name <input value="typed-name"></label><input type="password" value="typed-password">
      <input type="hidden" value="token"><textarea>typed-text</textarea><select><option>an-option</option></select>
      <output>computed</output></form>
    <div contenteditable>edited</div><template>templated</template><noscript>no-script</noscript>
    <progress value="1" max="2">half</progress><canvas>canvas</canvas><svg><text>svg</text></svg>
    <script type="application/json">{"secret":"json"}</script><!-- comment -->
    <script type="application/ld+json">{"url":"https://x.example/a?of=in-query","email":"in-mail@example.com"}</script>
    <meta name="description" content="Of in-mail@example.com"><meta name="csrf-token" content="token">
    <a href="/other?of=in-query"></a><img alt="hidden picture" hidden>`;
  const attributes = 'data-context-exclude=".cart, .unknown" data-mask data-actions="fill go_to click"';
  const url = stage.page(body + tag(hostile.origin, attributes));
  const frame = await visitHostile(tab, `${url}?session=in-query#in-fragment`, hostile);
  await hello(frame, nonce('a'));
  const answer = await frame.run(() => window.call('readPage'));
  expect(answer).toMatchObject({
    value: {
      title: 'Stage',
      url,
      language: 'en',
      sections: [{ id: '', level: 1, heading: 'Pots', text: 'Visible words.\nYour name' }],
      meta: [['description', 'Of [masked]']],
      data: ['{"url":"https://x.example/a","email":"[masked]"}'],
      fields: [{ label: 'Your name', kind: 'text', choices: [] }],
    },
  });
  expect(JSON.stringify(answer)).not.toMatch(
    /typed|token|owner-|hidden|in-(query|fragment|mail)|comment|secret/,
  );

  // An owner who switched it off is not asked again, whatever the frame does.
  await tab.run(() => window.EviWidget?.update({ context: 'off' }));
  expect(await frame.run(() => window.call('readPage'))).toMatchObject({ value: null });
  const frameOf = (view: string) => ({
    view,
    position: 'top-left',
    offset: 0,
    zIndex: 1,
    width: 50,
    height: 50,
  });
  await frame.run((layout) => window.call('layout', layout).then(() => undefined), frameOf('panel'));
  await frame.run(() => window.call('readPage'));
  expect(await frame.run(() => window.answers.filter(({ path }) => `${path}` === 'pageChanged').length)).toBe(
    0,
  );
});

const POLICIES: Record<string, (widget: string) => Record<string, string>> = {
  'a Content-Security-Policy of nothing but the widget, with Trusted Types': (widget) => ({
    'Content-Security-Policy': `default-src 'none'; script-src ${widget}; frame-src ${widget}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
  }),
  'a Permissions-Policy without microphone, and isolation': () => ({
    'Permissions-Policy': 'microphone=(), autoplay=()',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }),
};
for (const [name, headers] of Object.entries(POLICIES))
  test(`S34: under ${name} it opens and answers`, async ({ tab, stage, server }) => {
    server.onChat = (chat) => chat.greet();
    await tab.goto(stage.page(`<p>Strict words</p>${tag(server.origin)}`, headers(server.origin)));
    const { frame, visitor } = await visitorOn(tab, server.origin);
    await launcherSays(frame, LABEL);
    await visitor.write('hello');
    const chat = await server.nextChat();
    await chat.until(() => chat.texts.includes('hello'));
    expect(JSON.stringify(await chat.message('session_settings'))).toContain('Strict words');
    // Chromium knows beforehand that there will be no microphone, and the owner is told the cure.
    const cure = /^evi-widget: the page’s Permissions-Policy needs microphone/;
    expect(tab.complaints.filter((complaint) => !cure.test(complaint))).toEqual([]);
    expect(tab.complaints.length).toBeLessThan(2);
  });

test('S34: by nonce or by hash the page part runs, and where a policy keeps it out one warning says so', async ({
  tab,
  stage,
  hostile,
}) => {
  const sha = (code: string | Buffer): string =>
    `sha384-${createHash('sha384').update(code).digest('base64')}`;
  const loader = sha(await readFile(join(root, 'dist/loader/loader.js')));
  const part = sha(pagePart().code);
  const address = `${hostile.origin}${pagePart().path}`;
  const byHash = `integrity="${loader}" crossorigin`;
  const readUnder = async (scripts: string, attributes: string): Promise<unknown> => {
    const policy = `default-src 'none'; script-src ${scripts}; frame-src ${hostile.origin}`;
    const url = stage.page(`<h1>Words</h1>${tag(hostile.origin, attributes)}`, {
      'Content-Security-Policy': policy,
    });
    const frame = await visitHostile(tab, url, hostile);
    await hello(frame, nonce('a'));
    return frame.run(() => window.call('readPage').then(({ value }) => Object(value).title));
  };
  expect(await readUnder("'nonce-abc' 'strict-dynamic'", 'nonce="abc"')).toBe('Stage');
  expect(await readUnder(`'${loader}' '${part}'`, byHash)).toBe('Stage');
  expect(tab.complaints).toEqual([]);
  expect(await readUnder(`'${loader}'`, byHash)).toBe(undefined);
  const warnings = () => tab.complaints.filter((complaint) => complaint.startsWith('evi-widget'));
  await expect
    .poll(warnings)
    .toEqual([
      `evi-widget: the page is not read: ${address} cannot be loaded. A Content-Security-Policy needs script-src ${address} or '${part}'`,
    ]);
});

for (const [name, script] of Object.entries(HOSTILITY))
  test(`S35: on a page with ${name} a typed question is still sent, and the page read`, async ({
    tab,
    stage,
    server,
  }) => {
    server.onChat = (chat) => chat.greet();
    await tab.goto(stage.page(`<script>${script}</script><p>Opens at nine.</p>${tag(server.origin)}`));
    const { visitor } = await visitorOn(tab, server.origin);
    await visitor.write('when?');
    const chat = await server.nextChat();
    await chat.until(() => chat.texts.includes('when?'));
    expect(JSON.stringify(await chat.message('session_settings'))).toContain('Opens at nine.');
    expect(tab.complaints.filter((complaint) => !/mine$/.test(complaint))).toEqual([]);
  });

/** Runs before the page's scripts. Counts what listens to the page. */
function countListeners(): void {
  const live = new Set<object>();
  const { addEventListener: add } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options) {
    const signal = typeof options === 'object' ? options.signal : undefined;
    if (signal) {
      const entry = {};
      live.add(entry);
      add.call(signal, 'abort', () => live.delete(entry));
    } else if (/^(message|navigate|popstate)$/.test(type) && !(this instanceof MessagePort)) live.add(this);
    add.call(this, type, listener, options);
  };
  const { observe, disconnect } = MutationObserver.prototype;
  MutationObserver.prototype.observe = function (...args) {
    live.add(this);
    observe.apply(this, args);
  };
  MutationObserver.prototype.disconnect = function () {
    live.delete(this);
    disconnect.call(this);
  };
  Object.assign(window, { listening: () => live.size });
}

test('S36: two tags are one frame; destroyed and started anew, nothing is left listening', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([countListeners]);
  const listening = (): Promise<number> => tab.run(() => Reflect.get(window, 'listening')());
  const frames = (): Promise<number> => tab.run(() => document.querySelectorAll('iframe').length);
  await tab.goto(stage.page(`<p>Nothing yet</p>`));
  const before = await listening();
  for (let round = 0; round < 3; round += 1) {
    for (let twice = 0; twice < 2; twice += 1)
      await tab.run((src) => {
        const script = Object.assign(document.createElement('script'), { src });
        document.body.append(script);
        return new Promise<void>((resolve) => {
          script.onload = () => resolve();
        });
      }, `${hostile.origin}/loader.js`);
    const frame = await tab.frame(`${hostile.origin}/widget/`);
    await hello(frame, nonce('a'));
    await frame.run(() => window.call('readPage'));
    expect(await frames()).toBe(1);
    expect(await listening()).toBeGreaterThan(before);
    await tab.run(() => window.EviWidget?.destroy());
    await expect.poll(frames).toBe(0);
    expect(await listening()).toBe(before);
    expect(await tab.run(() => 'EviWidget' in window)).toBe(false);
  }
  expect(tab.complaints).toEqual(Array(3).fill('evi-widget: already on this page; this tag does nothing'));
});

test('S36: beside an older loader it does nothing, and an older frame is asked for nothing new', async ({
  tab,
  stage,
  hostile,
}) => {
  await tab.goto(
    stage.page(`<script>EviWidget = { open() {}, close() {}, destroy() {} };</script>${tag(hostile.origin)}`),
  );
  expect(await tab.frames()).toEqual([]);
  expect(tab.complaints).toEqual(['evi-widget: already on this page; this tag does nothing']);

  const frame = await visitHostile(tab, stage.page(tag(hostile.origin)), hostile);
  await frame.run((one) => window.hello(one, 1), nonce('a'));
  await frame.until(() => window.answers.length);
  const outcomes = await tab.run(async () => {
    const { EviWidget } = window;
    EviWidget?.registerTool({ name: 'x', description: 'x', run: () => '' });
    void EviWidget?.open();
    return Promise.all(
      [EviWidget?.sendText('x'), EviWidget?.setContext('x')].map((call) =>
        call?.then(
          () => 'sent',
          (error: Error) => error.message,
        ),
      ),
    );
  });
  expect(outcomes).toEqual(Array(2).fill('evi-widget: the frame is of an older release'));
  await frame.until(() => window.answers.length === 2);
  expect(await frame.run(() => window.answers.map(({ path }) => `${path}`))).toEqual(['configure', 'open']);
});

test('S38: opened by the page it takes no focus; Escape closes it, and Tab leaves it', async ({
  tab,
  stage,
  server,
}) => {
  await tab.goto(
    stage.page(
      `<input id="field" autofocus>${tag(server.origin, 'data-open')}<button id="after">After</button>`,
    ),
  );
  const frame = await tab.frame(`${server.origin}/widget/`);
  await frame.until(() => document.querySelector('[role=dialog]'));
  expect(await tab.run(() => document.activeElement?.id)).toBe('field');
  await tab.type('still here');
  expect(await tab.run(() => document.querySelector('input')?.value)).toBe('still here');
  // On the page, Escape is the page's.
  await tab.type(ESCAPE);
  expect(await dialogs(frame)).toBe(1);

  await frame.press(192, 8);
  await frame.until(() => document.hasFocus());
  await frame.type(ESCAPE);
  await expect.poll(() => dialogs(frame)).toBe(0);
  expect(await frame.run(() => document.activeElement?.localName)).toBe('button');
  await frame.type(ENTER);
  await expect.poll(() => dialogs(frame)).toBe(1);
  // However many stops the panel has, Tab comes out of it.
  await expect
    .poll(async () => {
      await frame.type(TAB);
      return tab.run(() => document.activeElement?.localName);
    })
    .not.toBe('iframe');
});
