/** What hostile pages and windows can say to the true frame. */
import { byHand, configure, isOpen, launcherSays } from '../support/by-hand.ts';
import { expect, test } from '../support/test.ts';

test('S3, S5, S13: the frame takes a welcome from its embedder only, to its own hello, and once', async ({
  tab,
  stage,
  evil,
  server,
}) => {
  await tab.goto(stage.page(byHand(server.origin, `<iframe id="evil" src="${evil.origin}/"></iframe>`)));
  await tab.until(() => window.nonce);
  const nonce = await tab.run(() => window.nonce);
  expect(nonce).toMatch(/^[\da-f]{32}$/);
  const frame = await tab.frame(server.origin);
  const sibling = await tab.frame(evil.origin);

  // The sibling knows the nonce, which it could not, and still is not the embedder.
  await sibling.run((one) => {
    const channel = new MessageChannel();
    const argumentList = [
      { type: 'RAW', value: { title: 'Forged' } },
      { type: 'RAW', value: '' },
    ];
    channel.port1.postMessage({ id: 'x', type: 'APPLY', path: ['configure'], argumentList });
    parent.frames[1]?.postMessage({ evi: 'welcome 1', nonce: one }, '*', [channel.port2]);
  }, nonce);
  // An event of a script's own, with everything forged; and the embedder's, to another hello.
  await frame.run(
    ([one, origin]) => {
      const { port2 } = new MessageChannel();
      const data = { evi: 'welcome 1', nonce: one };
      dispatchEvent(new MessageEvent('message', { data, origin, source: parent, ports: [port2] }));
    },
    [nonce, stage.origin] as const,
  );
  await tab.run(() => window.welcome('0'.repeat(32)));
  await tab.run((one) => window.welcome(one), nonce);
  await configure(tab, 'True');
  await launcherSays(frame, 'True');

  // A second welcome is one too many: its port is not listened to.
  await tab.run((one) => {
    const first = window.port;
    window.welcome(one);
    window.port.postMessage({ id: 'x', type: 'APPLY', path: ['open'], argumentList: [] });
    window.port = first;
  }, nonce);
  await configure(tab, 'Still true');
  await launcherSays(frame, 'Still true');
  expect(await isOpen(frame)).toBe(false);
});

/** Everything that a page can say that the loader never would. Runs in the page. */
function attack([origin, toApp]: readonly [string, boolean]): void {
  const frame = document.querySelector<HTMLIFrameElement>('#widget')?.contentWindow;
  const windowed: unknown[] = [null, 1, 'welcome 1', [], new Blob(['x']), 'x'.repeat(10_000_000), {}];
  for (const nonce of [null, {}, [], { toString: 1 }, window.nonce])
    windowed.push({ evi: 'welcome 1', nonce });
  for (const data of windowed) frame?.postMessage(data, origin);

  const raw = (value: unknown) => ({ type: 'RAW', value });
  const call = { id: 'evil', type: 'APPLY', path: ['close'], argumentList: [] as unknown[] };
  const wires: unknown[] = [null, 0, 'x', [], {}, new Blob(['x']), { ...call, path: [{ toString: 1 }] }];
  for (const type of ['GET', 'SET', 'CONSTRUCT', 'ENDPOINT', 'RELEASE', '__proto__'])
    for (const path of [[], ['open'], ['__proto__', 'polluted'], ['open', 'constructor']])
      wires.push({ ...call, type, path, value: raw(1), argumentList: [raw('self.polluted = 1')] });
  for (const name of ['constructor', '__proto__', 'toString', 'readPage', 'layout', 'emit', 'runTool'])
    wires.push({ ...call, path: [name] });
  const apply = (method: string, ...values: unknown[]) =>
    wires.push({ ...call, path: [method], argumentList: values.map(raw) });
  // Answered, and judged by what makes a text of it: no page to speak of.
  const reads = (page: unknown) =>
    wires.push({ ...call, id: 'read', path: ['pageChanged'], argumentList: [raw(page)] });
  for (const attributes of [null, [], 5, { title: 5 }, { title: {} }, { theme: { toString: 1 } }])
    apply('configure', attributes, '');
  apply('configure', {}, {});
  apply('configure', {}, { toString: 1 });
  apply('configure', {});
  const section = { id: '', level: 0, heading: '', text: '' };
  const page = { title: '', url: '', language: '', sections: [] as unknown[] };
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
    reads({ ...page, sections });
  for (const odd of [null, [], 'x', { ...page, title: 'x'.repeat(1001) }, { ...page, url: {} }]) reads(odd);
  for (const value of [undefined, null, 1, {}, [], { toString: 1 }, new Blob(['x'])]) {
    for (const method of ['close', 'end', 'setContext']) apply(method, value);
    // These the launcher takes for a wish, and fetches the app.
    if (toApp) for (const method of ['sendText', 'speak']) apply(method, value);
    if (value !== null && typeof value === 'object') continue;
    for (const method of ['setMuted', 'setVariables', 'setTools']) apply(method, value);
    if (toApp) apply('start', value);
  }
  for (const wire of wires) window.port.postMessage(wire);
}

test('S9, S10, S11, S12: hostile messages of its embedder neither break nor bend the frame', async ({
  tab,
  stage,
  server,
}) => {
  await tab.goto(stage.page(byHand(server.origin)));
  await tab.until(() => window.nonce);
  const frame = await tab.frame(server.origin);
  const isSound = (): Promise<boolean> =>
    frame.run(() => !('polluted' in self) && !Object.keys(Object.prototype).length);
  await tab.run((origin) => {
    const widget = document.querySelector<HTMLIFrameElement>('#widget')?.contentWindow;
    for (const nonce of [null, {}, { toString: 1 }]) widget?.postMessage({ evi: 'welcome 1', nonce }, origin);
    window.welcome(window.nonce);
  }, server.origin);

  // To the launcher, and then to the app that it has fetched.
  await tab.run(attack, [server.origin, false] as const);
  await configure(tab, 'Whole');
  await launcherSays(frame, 'Whole');
  expect(await isOpen(frame)).toBe(false);
  expect(await isSound()).toBe(true);

  await tab.run(() =>
    window.port.postMessage({ id: 'open', type: 'APPLY', path: ['open'], argumentList: [] }),
  );
  await frame.until(() => document.querySelector('[role=dialog]'));
  // The launcher answers whatever does not need the app; the app does not.
  await tab.run(() => {
    window.said = [];
  });
  await tab.run(attack, [server.origin, true] as const);
  await tab.run(() =>
    window.port.postMessage({ id: 'alive', type: 'APPLY', path: ['alive'], argumentList: [] }),
  );
  await tab.until(() => window.said.includes('alive'));
  expect(await tab.run(() => window.said)).not.toContain('evil');
  expect(await isOpen(frame)).toBe(true);
  expect(await isSound()).toBe(true);
  expect(server.tokens).toEqual([]);
  // To whoever wrote the page, what the methods take.
  const advice = /^evi-widget: \w+: give it /;
  expect(tab.complaints.filter((complaint) => !advice.test(complaint))).toEqual([]);
});

declare global {
  interface Window {
    targets: unknown[];
  }
}

/** Runs before the page's scripts. Notes to which origins windows are spoken to. */
function noteTargets(): void {
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
}

test('S4, S28: both sides name the exact origin that they post to, and addresses tell nothing', async ({
  newTab,
  stage,
  server,
}) => {
  const tab = await newTab([noteTargets]);
  await tab.goto(`${stage.page(`<script src="${server.origin}/loader.js"></script>`)}?secret=1`);
  const frame = await tab.frame(server.origin);
  await launcherSays(frame, 'Ask about this page');
  expect(await tab.run(() => window.targets.map(String))).toEqual([server.origin]);
  expect(await frame.run(() => window.targets.map(String))).toEqual([stage.origin]);
  expect(await frame.run(() => document.referrer)).toBe(`${stage.origin}/`);
});
