/** What arrives by postMessage: at the host page from hostile windows, and at the frame from hostile pages. */
import type { Frame, Page } from '@playwright/test';
import { tag, watchHost } from '../browser/support/host.ts';
import { openSite, type Site } from '../browser/support/site.ts';
import { expect, test } from '../browser/support/visit.ts';
import { openHostileWidget } from './support/sites.ts';

declare global {
  interface Window {
    /** On the host page: texts that arrived as messages, and how many ports were made. */
    arrived: Set<unknown>;
    channels: number;
    nonce: string;
    targets: unknown[];
    port: MessagePort;
    /** Welcomes the true frame as the loader does. */
    welcome(nonce: string): void;
  }
}

const NONCE = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);

let evil: Site;
let widget: Site;
test.beforeAll(async () => {
  evil = await openSite('127.0.0.1');
  evil.publish('/', '<!doctype html><title>Evil</title>');
  widget = await openHostileWidget();
  widget.publish('/opaque', '<!doctype html>', { 'Content-Security-Policy': 'sandbox allow-scripts' });
  widget.publish(
    '/silent',
    '<!doctype html><script>heard = []; addEventListener("message", ({ data }) => heard.push(data))</script>',
  );
});
test.afterAll(() => {
  evil.close();
  widget.close();
});

/** Counts every port that is made on the page: a welcome needs one. */
function count(): void {
  window.channels = 0;
  window.arrived = new Set();
  addEventListener('message', ({ data }) => window.arrived.add(data));
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      window.channels += 1;
    }
  };
}

const channels = (page: Page): Promise<number> => page.evaluate(() => window.channels);
const arrival = (page: Page, text: string) => page.waitForFunction((one) => window.arrived.has(one), text);

/** Says hello from another window. Messages of one window keep their order, so the text comes after it. */
const helloFrom = (frame: Frame | Page, to: 'parent' | 'opener' | 'self', text: string): Promise<void> =>
  frame.evaluate(
    ([target, nonce, after]) => {
      const window_ = { parent: window.parent, opener: window.opener, self: window }[target] as Window;
      window_.postMessage({ evi: 'hello 1', nonce }, '*');
      window_.postMessage(after, '*');
    },
    [to, NONCE, text] as const,
  );

/** The page with the true loader and a hostile frame in it. */
async function start(page: Page, url: string): Promise<Frame> {
  await page.addInitScript(count);
  await page.goto(url);
  const element = await page.locator(`iframe[src="${widget.origin}/widget/"]`).elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('no frame');
  await frame.waitForFunction(() => typeof window.hello === 'function');
  return frame;
}

const hello = async (frame: Frame, nonce: string): Promise<void> => {
  const before = await frame.evaluate(() => window.heard.length);
  await frame.evaluate((one) => window.hello(one), nonce);
  await frame.waitForFunction((count) => window.heard.length > count, before);
};

test.describe('the host page', () => {
  for (const attributes of ['', 'data-config-id="named"'])
    test(`S1, S8: hears no sibling, no popup and not itself (${attributes || 'without a name'})`, async ({
      page,
      stage,
    }) => {
      const url = stage.page(`<iframe src="${evil.origin}/"></iframe>${tag(widget.origin, attributes)}`);
      const frame = await start(page, url);
      const sibling = page.frames().find((one) => one.url().startsWith(evil.origin));
      if (!sibling) throw new Error('no sibling');
      await helloFrom(sibling, 'parent', 'from the sibling');
      await arrival(page, 'from the sibling');
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.evaluate((address) => void window.open(address), `${evil.origin}/`),
      ]);
      await popup.waitForLoadState();
      await helloFrom(popup, 'opener', 'from the popup');
      await arrival(page, 'from the popup');
      await helloFrom(page, 'self', 'from itself');
      await arrival(page, 'from itself');
      expect(await channels(page)).toBe(0);
      // The same hello from the right window is answered.
      await hello(frame, NONCE);
      expect(await channels(page)).toBe(1);
    });

  test('S2, S6: hears no frame that has navigated away, nor an opaque one', async ({ page, stage }) => {
    const frame = await start(page, stage.page(tag(widget.origin)));
    for (const address of [`${evil.origin}/`, `${widget.origin}/opaque`]) {
      await frame.goto(address);
      await helloFrom(frame, 'parent', address);
      await arrival(page, address);
    }
    expect(await channels(page)).toBe(0);
  });

  test('S5: hears no event that a script made', async ({ page, stage }) => {
    const frame = await start(page, stage.page(tag(widget.origin)));
    await page.evaluate(
      ([origin, nonce]) => {
        const source = document.querySelector('iframe')?.contentWindow ?? null;
        dispatchEvent(new MessageEvent('message', { data: { evi: 'hello 1', nonce }, origin, source }));
      },
      [widget.origin, NONCE] as const,
    );
    expect(await channels(page)).toBe(0);
    await hello(frame, NONCE);
    expect(await channels(page)).toBe(1);
  });

  test('S13: a hello of the past is ignored, a new one closes the port before', async ({ page, stage }) => {
    const frame = await start(page, stage.page(tag(widget.origin)));
    await hello(frame, NONCE);
    for (const wrong of [NONCE, '', 'x', NONCE.toUpperCase(), `${NONCE}0`])
      await frame.evaluate((nonce) => window.hello(nonce), wrong);
    expect(await frame.evaluate(() => window.call('returnFocus'))).toMatchObject({ type: 'RAW' });
    expect(await channels(page)).toBe(1);

    await hello(frame, OTHER);
    expect(await channels(page)).toBe(2);
    await frame.evaluate(() => {
      const lost = { id: 'on the old port', type: 'APPLY', path: ['readPage'], argumentList: [] };
      window.say(lost, 0);
    });
    expect(await frame.evaluate(() => window.call('returnFocus'))).toMatchObject({ type: 'RAW' });
    await hello(frame, 'c'.repeat(32));
    const ids = await frame.evaluate(() => window.answers.map(({ id }) => id));
    expect(ids).not.toContain('on the old port');
  });

  test('S14: a frame that has gone elsewhere hears nothing until it says hello again', async ({
    page,
    stage,
  }) => {
    const frame = await start(page, stage.page(tag(widget.origin)));
    await hello(frame, NONCE);
    await frame.goto(`${widget.origin}/silent`);
    await page.evaluate(() => {
      window.EviWidget?.open();
      window.EviWidget?.close();
      window.EviWidget?.open();
      document.querySelector('iframe')?.contentWindow?.postMessage('ping', '*');
    });
    await frame.waitForFunction(() => window.heard.includes('ping'));
    expect(await frame.evaluate(() => window.heard)).toEqual(['ping']);

    await frame.goto(`${widget.origin}/widget/`);
    await hello(frame, OTHER);
    await frame.waitForFunction(() => window.answers.length >= 2);
    expect(await frame.evaluate(() => window.answers.map(({ path }) => path))).toEqual([
      ['configure'],
      ['open'],
    ]);
  });

  test('S9, S10, S11, S12: a hostile frame on its own true port gets nothing but the contract', async ({
    page,
    stage,
  }) => {
    const host = watchHost(page, { widget: widget.origin });
    const frame = await start(page, stage.page(`<p>Words</p>${tag(widget.origin)}`));
    await hello(frame, NONCE);
    await frame.waitForFunction(() => window.answers.length === 1);
    await frame.evaluate(() => {
      const raw = (value: unknown) => ({ type: 'RAW', value });
      const call = { id: 'evil', type: 'APPLY', path: ['readPage'], argumentList: [] as unknown[] };
      const cyclic: Record<string, unknown> = { ...call };
      cyclic.argumentList = [cyclic];
      const code = [raw('document.title = "owned"; Object.prototype.polluted = 1')];
      const { port2 } = new MessageChannel();
      const wires: unknown[] = [
        null,
        undefined,
        0,
        '',
        'x',
        [],
        true,
        new Blob(['x']),
        new Error('x'),
        cyclic,
      ];
      wires.push({ ...call, id: 'evil', argumentList: [raw('x'.repeat(10_000_000))] });
      for (const type of ['GET', 'SET', 'CONSTRUCT', 'ENDPOINT', 'RELEASE', 'constructor', '__proto__', null])
        for (const path of [[], ['readPage'], ['__proto__', 'polluted'], ['readPage', 'constructor']])
          wires.push({ ...call, type, path, value: raw(1), argumentList: code });
      for (const name of ['constructor', '__proto__', 'toString', 'valueOf', 'then', 'open', 'destroy', ''])
        wires.push({ ...call, path: [name] }, { ...call, path: ['readPage', name], argumentList: code });
      wires.push({ ...call, path: Array(100_000).fill('__proto__') });
      wires.push({ ...call, argumentList: [raw(1)] }, { ...call, argumentList: Array(500_000).fill(raw(1)) });
      wires.push({ ...call, argumentList: [{ type: 'HANDLER', name: 'proxy', value: null }] });
      wires.push({ ...call, argumentList: [{ type: 'HANDLER', name: 'throw', value: { isError: true } }] });
      wires.push({ id: 'evil', type: 'RAW', value: 1, path: ['__proto__'], argumentList: code });
      wires.push({ id: 'evil', type: 'RAW', value: 1, argumentList: 5 });
      wires.push(JSON.parse('{"id":"evil","type":"RAW","value":1,"__proto__":{"polluted":1}}'));
      for (const wire of wires) window.say(wire);
      window.say({ ...call, argumentList: [{ type: 'HANDLER', name: 'proxy', value: 'port' }], port: 0 });
      port2.close();
    });
    const answer = await frame.evaluate(() => window.call('readPage'));
    expect(answer).toMatchObject({ type: 'RAW', value: { title: 'Stage' } });
    expect(await frame.evaluate(() => window.answers.map(({ id }) => id))).not.toContain('evil');
    const state = await page.evaluate(() => ({
      title: document.title,
      polluted: 'polluted' in {},
      keys: Object.keys(Object.prototype),
      frames: document.querySelectorAll('iframe').length,
    }));
    expect(state).toEqual({ title: 'Stage', polluted: false, keys: [], frames: 1 });
    expect(host.complaints).toEqual([]);
  });
});

test.describe('the frame', () => {
  /** A page that may embed the widget, does so without the loader, and speaks the bridge by hand. */
  const byHand = (origin: string, more = ''): string => `
    ${more}
    <script>
      addEventListener('message', ({ data }) => { if (data?.evi === 'hello 1') nonce = data.nonce; });
      welcome = (nonce) => {
        const channel = new MessageChannel();
        port = channel.port1;
        port.start();
        document.querySelector('#widget').contentWindow
          .postMessage({ evi: 'welcome 1', nonce }, '${origin}', [channel.port2]);
      };
      nonce = '';
    </script>
    <iframe id="widget" src="${origin}/widget/" referrerpolicy="strict-origin"></iframe>`;

  const configure = (page: Page, title: string): Promise<void> =>
    page.evaluate((name) => {
      const argumentList = [
        { type: 'RAW', value: { title: name } },
        { type: 'RAW', value: '' },
      ];
      window.port.postMessage({ id: name, type: 'APPLY', path: ['configure'], argumentList });
    }, title);

  test('S3, S13: takes a welcome from its embedder only, to its own hello, and once', async ({
    page,
    demo,
    stage,
  }) => {
    await page.goto(stage.page(byHand(demo.widget, `<iframe id="evil" src="${evil.origin}/"></iframe>`)));
    await page.waitForFunction(() => window.nonce !== '');
    const nonce = await page.evaluate(() => window.nonce);
    expect(nonce).toMatch(/^[\da-f]{32}$/);
    const sibling = page.frames().find((one) => one.url().startsWith(evil.origin));
    const inner = page.frames().find((one) => one.url().startsWith(demo.widget));
    if (!sibling || !inner) throw new Error('no frames');

    // The sibling knows the nonce, which it could not, and still is not the embedder.
    await sibling.evaluate((one) => {
      const channel = new MessageChannel();
      const argumentList = [
        { type: 'RAW', value: { title: 'Forged' } },
        { type: 'RAW', value: '' },
      ];
      channel.port1.postMessage({ id: 'x', type: 'APPLY', path: ['configure'], argumentList });
      parent.frames[1]?.postMessage({ evi: 'welcome 1', nonce: one }, '*', [channel.port2]);
    }, nonce);
    // An event of a script's own, with everything forged; and the embedder's, to another hello.
    await inner.evaluate(
      ([one, origin]) => {
        const { port2 } = new MessageChannel();
        const data = { evi: 'welcome 1', nonce: one };
        dispatchEvent(new MessageEvent('message', { data, origin, source: parent, ports: [port2] }));
      },
      [nonce, stage.origin] as const,
    );
    await page.evaluate(() => window.welcome('0'.repeat(32)));
    await page.evaluate((one) => window.welcome(one), nonce);
    await configure(page, 'True');
    const app = page.frameLocator('#widget');
    await expect(app.getByRole('button', { name: 'True' })).toBeVisible();

    // A second welcome is one too many: its port is not listened to.
    await page.evaluate((one) => {
      const first = window.port;
      window.welcome(one);
      const second = window.port;
      second.postMessage({ id: 'x', type: 'APPLY', path: ['open'], argumentList: [] });
      window.port = first;
    }, nonce);
    await configure(page, 'Still true');
    await expect(app.getByRole('button', { name: 'Still true' })).toBeVisible();
    await expect(app.getByRole('dialog')).toHaveCount(0);
  });

  test('S9, S10, S11, S12: hostile messages of its embedder neither break nor bend it', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    await page.goto(stage.page(byHand(demo.widget)));
    await page.waitForFunction(() => window.nonce !== '');
    await page.evaluate((origin) => {
      const frame = document.querySelector('iframe')?.contentWindow;
      const windowed: unknown[] = [null, 1, 'welcome 1', [], new Blob(['x']), 'x'.repeat(10_000_000), {}];
      for (const nonce of [null, {}, [], { toString: 1 }, window.nonce])
        windowed.push({ evi: 'welcome 1', nonce });
      for (const data of windowed) frame?.postMessage(data, origin);
      window.welcome(window.nonce);

      const raw = (value: unknown) => ({ type: 'RAW', value });
      const call = { id: 'evil', type: 'APPLY', path: ['open'], argumentList: [] as unknown[] };
      const page_ = { title: '', url: '', language: '', sections: [] as unknown[] };
      const section = { id: '', level: 0, heading: '', text: '' };
      const wires: unknown[] = [null, 0, 'x', [], {}, new Blob(['x'])];
      for (const type of ['GET', 'SET', 'CONSTRUCT', 'ENDPOINT', 'RELEASE', '__proto__'])
        for (const path of [[], ['open'], ['__proto__', 'polluted'], ['open', 'constructor']])
          wires.push({ ...call, type, path, value: raw(1), argumentList: [raw('self.polluted = 1')] });
      for (const name of ['constructor', '__proto__', 'toString', 'readPage', 'layout'])
        wires.push({ ...call, path: [name] });
      for (const attributes of [null, [], 'x', 5, { title: 5 }, { title: {} }])
        wires.push({ ...call, path: ['configure'], argumentList: [raw(attributes), raw('')] });
      wires.push({ ...call, path: ['configure'], argumentList: [raw({}), raw({})] });
      wires.push({ ...call, path: ['configure'], argumentList: [raw({})] });
      for (const sections of [
        null,
        'x',
        {},
        [null],
        [{}],
        new Array(3),
        [{ ...section, level: 7 }],
        [{ ...section, level: '1' }],
        [{ ...section, text: 5 }],
        [{ ...section, text: 'x'.repeat(100_001) }],
        Array(5001).fill(section),
      ])
        wires.push({ ...call, path: ['pageChanged'], argumentList: [raw({ ...page_, sections })] });
      for (const odd of [null, [], 'x', { ...page_, title: 'x'.repeat(1001) }, { ...page_, url: {} }])
        wires.push({ ...call, path: ['pageChanged'], argumentList: [raw(odd)] });
      wires.push({ ...call, argumentList: [raw(1)] });
      for (const wire of wires) window.port.postMessage(wire);
    }, demo.widget);
    await configure(page, 'Whole');
    const app = page.frameLocator('#widget');
    await expect(app.getByRole('button', { name: 'Whole' })).toBeVisible();
    await expect(app.getByRole('dialog')).toHaveCount(0);
    const inner = page.frames().find((one) => one.url().startsWith(demo.widget));
    expect(await inner?.evaluate(() => 'polluted' in self || Object.keys(Object.prototype).length > 0)).toBe(
      false,
    );
    expect(host.complaints).toEqual([]);
  });
});

test('S4: both sides name the exact origin that they post to', async ({ page, demo, stage }) => {
  await page.addInitScript(() => {
    window.targets = [];
    const proxies = new Map<unknown, unknown>();
    // The same stand-in for the same window everywhere, so that comparing them still works.
    const standIn = (real: Window): unknown => {
      if (!proxies.has(real))
        proxies.set(
          real,
          new Proxy(real, {
            get: (target, key) =>
              key === 'postMessage'
                ? (...args: [unknown, string, Transferable[]]) => {
                    window.targets.push(args[1]);
                    target.postMessage(...args);
                  }
                : Reflect.get(target, key),
          }),
        );
      return proxies.get(real);
    };
    const replace = (object: object, key: string): void => {
      const get = Object.getOwnPropertyDescriptor(object, key)?.get;
      Object.defineProperty(object, key, {
        get() {
          const value: unknown = get?.call(this);
          return value && value !== window ? standIn(value as Window) : value;
        },
      });
    };
    replace(HTMLIFrameElement.prototype, 'contentWindow');
    replace(MessageEvent.prototype, 'source');
    if (window.parent !== window) replace(window, 'parent');
  });
  const host = watchHost(page, demo);
  await host.go(stage.page(tag(demo.widget)));
  await host.openPanel();
  expect(await page.evaluate(() => window.targets)).toEqual([demo.widget]);
  const inner = page.frames().find((one) => one.url().startsWith(demo.widget));
  expect(await inner?.evaluate(() => window.targets)).toEqual([stage.origin]);
});
