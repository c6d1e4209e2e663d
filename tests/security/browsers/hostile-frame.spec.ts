/**
 * A frame that was taken over: it speaks the handshake as the true one does, and then tries everything. It can do no
 * more in the page than the contract says (shared/bridge/contract.ts).
 */
import fc from 'fast-check';
import { tag } from '../../browser/support/host.ts';
import type { Site } from '../../browser/support/site.ts';
import { answerWrongly, sayEverything } from '../support/attack.ts';
import { guardPage, listenAsOwner } from '../support/harm.ts';
import { hello, nonce, visitHostile } from '../support/host-page.ts';
import { openHostileWidget } from '../support/sites.ts';
import type { Realm, Tab } from '../support/tab.ts';
import { expect, test } from '../support/test.ts';

const WORDS =
  '<h1>Words</h1><p>The page’s own text.</p><input id="field"><a id="link" href="#there">Link</a>';

async function takeOver(tab: Tab, url: string, hostile: Site): Promise<Realm> {
  const frame = await visitHostile(tab, url, hostile);
  await hello(frame, nonce('a'));
  await tab.run(listenAsOwner);
  await tab.run(() => window.remember());
  return frame;
}

/** Messages keep their order: once the page has answered this, it has judged all that came before. */
const settle = async (frame: Realm): Promise<void> => {
  const answer = await frame.run(() => window.call('readPage'));
  expect(answer).toMatchObject({ type: 'RAW', value: { title: 'Stage' } });
};

/** Nothing has happened to the page but to the frame's own place. */
async function expectUnharmed(tab: Tab): Promise<void> {
  expect(await tab.run(() => window.harm())).toEqual([]);
  expect(await tab.run(() => window.noise)).toEqual([]);
  expect(tab.complaints).toEqual([]);
  expect(tab.popups()).toHaveLength(0);
}

test('S9, S10, S11, S12, S15: of all that comlink offers it gets nothing but the contract', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([guardPage]);
  const frame = await takeOver(tab, stage.page(WORDS + tag(hostile.origin)), hostile);
  const said = await frame.run(sayEverything);
  expect(said).toBeGreaterThan(300);
  await settle(frame);
  // Not one of them was answered.
  expect(await frame.run(() => window.answers.filter(({ id }) => id === 'evil'))).toEqual([]);
  expect(await tab.run(() => window.odd)).toEqual([]);
  expect(await tab.run(() => window.plain)).toBe(0);
  await expectUnharmed(tab);

  // And what the contract does say still holds.
  const answers = await frame.run(async () => [
    await window.call('emit', 'state', { state: 'live', activity: '', spoken: true, muted: false }),
    await window.call('beforeStart', true),
    await window.call('runTool', 'fine', {}),
    await window.call('runTool', 'fails', {}),
    await window.call('runTool', 'constructor', {}),
  ]);
  expect(answers).toMatchObject([
    { type: 'RAW' },
    { type: 'RAW', value: true },
    { type: 'RAW', value: 'done' },
    { type: 'HANDLER', name: 'throw', value: { value: { message: 'on purpose' } } },
    {},
  ]);
  expect(await tab.run(() => window.plain)).toBe(4);
  await expectUnharmed(tab);
});

/** Wires that look like comlink's, with a little of everything in each place. */
const names = fc.constantFrom(
  ...[
    'layout',
    'readPage',
    'returnFocus',
    'emit',
    'beforeStart',
    'runTool',
    'act',
    'undo',
    'configure',
    'open',
    'destroy',
  ],
  ...['constructor', '__proto__', 'prototype', 'toString', 'then', 'call', 'bind', 'value', 'state', 'fine'],
);
const values = fc.oneof(
  { depthSize: 'small' },
  fc.jsonValue({ maxDepth: 2 }),
  names,
  fc.constant({ view: 'panel', position: 'top-left', offset: 0, zIndex: 9, width: 50, height: 50 }),
  fc.dictionary(names, fc.jsonValue({ maxDepth: 1 }), { noNullPrototype: true }),
);
const wires = fc.record(
  {
    id: fc.oneof(fc.constant('evil'), fc.jsonValue({ maxDepth: 1 })),
    type: fc.constantFrom('APPLY', 'GET', 'SET', 'CONSTRUCT', 'ENDPOINT', 'RELEASE', 'RAW', 'HANDLER', 1),
    path: fc.oneof(
      fc.array(names, { maxLength: 1 }),
      fc.array(names, { maxLength: 3 }),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    argumentList: fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('RAW'), value: values }),
        fc.record({ type: fc.constant('HANDLER'), name: fc.constantFrom('throw', 'proxy'), value: values }),
        values,
      ),
      { maxLength: 3 },
    ),
    name: fc.constantFrom('throw', 'proxy', '__proto__'),
    value: values,
  },
  { requiredKeys: ['type'] },
);

test('S9, S11, S12: no wire harms the page, whatever is in it', async ({ newTab, stage, hostile }) => {
  const tab = await newTab([guardPage]);
  const frame = await takeOver(tab, stage.page(WORDS + tag(hostile.origin)), hostile);
  await fc.assert(
    fc.asyncProperty(fc.array(wires, { minLength: 300, maxLength: 300 }), async (many) => {
      // As text, which keeps an own `__proto__`.
      await frame.run((text) => {
        for (const wire of JSON.parse(text)) window.say(wire);
      }, JSON.stringify(many));
      await settle(frame);
      expect(await tab.run(() => [...window.harm(), ...window.noise, ...window.odd])).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true },
  );
  await expectUnharmed(tab);
});

test('S9: its answers to the page’s own calls are as harmless, and make no noise', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([guardPage]);
  await tab.goto(stage.page(WORDS + tag(hostile.origin)));
  const frame = await tab.frame(`${hostile.origin}/widget/`);
  await frame.run(answerWrongly);
  await hello(frame, nonce('a'));
  await tab.run(listenAsOwner);
  await tab.run(() => window.remember());
  // All that the loader calls by itself: the settings, the tools, and a page that changes while the panel is open.
  await frame.run(() =>
    window.call('layout', { view: 'panel', position: 'top-left', offset: 0, zIndex: 1, width: 1, height: 1 }),
  );
  await settle(frame);
  await tab.run(() => {
    document.querySelector('h1')?.replaceChildren('Other words');
    window.EviWidget?.update({ title: 'Changed' });
  });
  const calls = (): Promise<string[]> =>
    frame.run(() => window.answers.flatMap(({ path }) => (path ? [`${path}`] : [])));
  await expect.poll(calls).toEqual(expect.arrayContaining(['configure', 'setTools', 'pageChanged']));
  await settle(frame);
  // What the page itself has asked for fails, and only there.
  const outcome = await tab.run(() =>
    Promise.resolve(window.EviWidget?.open()).then(
      () => 'opened',
      (error: Error) => error.message,
    ),
  );
  expect(outcome).toBe('from the frame');
  expect(await tab.run(() => window.noise)).toEqual([]);
  expect(await tab.run(() => Object.keys(Object.prototype))).toEqual([]);
  expect(tab.complaints).toEqual([]);
});

test('S33: an error of the page’s own tells it neither where it happened nor the page’s query', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([guardPage]);
  const url = stage.page(
    `${tag(hostile.origin)}<script>
      EviWidget.registerTool({ name: 'fails', description: 'x', run() { throw new TypeError('on purpose'); } });
      EviWidget.on('before-start', () => { throw new RangeError('not now'); });
    </script>`,
  );
  const frame = await visitHostile(tab, `${url}?secret=in-query`, hostile);
  await hello(frame, nonce('a'));
  const answers = await frame.run(async () => [
    await window.call('runTool', 'fails', {}),
    await window.call('beforeStart', true),
  ]);
  expect(answers).toMatchObject([
    { name: 'throw', value: { isError: true, value: { name: 'TypeError', message: 'on purpose' } } },
    { name: 'throw', value: { isError: true, value: { name: 'RangeError', message: 'not now' } } },
  ]);
  expect(JSON.stringify(await frame.run(() => window.answers))).not.toContain('secret');
  expect(JSON.stringify(answers)).not.toContain(stage.origin);
});

test('S13, S16: thousands of hellos and calls leave one port and no noise', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([guardPage]);
  const frame = await visitHostile(tab, stage.page(WORDS + tag(hostile.origin)), hostile);
  await frame.run(() => {
    for (let index = 0; index < 3000; index += 1) window.hello(index.toString(16).padStart(32, '0'));
    window.hello('f'.repeat(32));
  });
  await frame.until(() => JSON.stringify(window.heard.at(-1)).includes('f'.repeat(32)));
  // Of all the ports the last alone is heard.
  const ports = await frame.run(() => window.heard.length);
  await frame.run((count) => {
    const lost = { id: 'on an old port', type: 'APPLY', path: ['readPage'], argumentList: [] };
    for (let index = 0; index < count - 1; index += 1) window.say(lost, index);
  }, ports);
  await frame.run(() => {
    const layout = { view: 'panel', position: 'top-left', offset: 0, zIndex: 1, width: 50, height: 50 };
    for (let index = 0; index < 5000; index += 1) {
      void window.call('layout', { ...layout, view: index % 2 ? 'panel' : 'launcher' });
      void window.call('returnFocus');
    }
  });
  await settle(frame);
  expect(await frame.run(() => window.answers.some(({ id }) => id === 'on an old port'))).toBe(false);
  expect(await tab.run(() => window.noise)).toEqual([]);
  expect(tab.complaints).toEqual([]);
});

const LAYOUTS: Record<string, string | number>[] = [
  { width: 1e308, height: 1e308 },
  { width: -1e308, height: 0 },
  { offset: -1e308 },
  { offset: 1e308 },
  { zIndex: 1e308 },
  { zIndex: -1e308 },
  { view: 'sheet', position: 'top-left;width:100vw!important' },
  { view: 'panel;inset:0', position: 'url(https://evil.example)' },
  { view: 'panel', width: 1e308, height: 1e308, zIndex: 2147483647 },
  { view: 'panel', position: 'bottom-right', offset: -1e6 },
  { view: 'panel', position: 'top-left', offset: 1e6 },
];

test('S16: whatever place it asks for, the page stays in sight and takes presses', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([guardPage]);
  const frame = await takeOver(tab, stage.page(WORDS + tag(hostile.origin)), hostile);
  const properties = new Set<string>();
  for (const [width, height] of [
    [1280, 900],
    [500, 620],
    [390, 844],
    [320, 480],
  ] as const) {
    await tab.resize(width, height);
    await tab.until((wanted) => innerWidth === wanted, width);
    for (const change of LAYOUTS) {
      await frame.run((wish) => {
        const layout = {
          view: 'launcher',
          position: 'top-left',
          offset: 0,
          zIndex: 1,
          width: 99,
          height: 60,
        };
        return window.call('layout', { ...layout, ...wish }).then(() => undefined);
      }, change);
      const place = await tab.run(() => {
        const element = document.querySelector('iframe');
        const { left, top, right, bottom } = element?.getBoundingClientRect() ?? new DOMRect();
        // Within the window only that counts which is in it.
        const [x, y] = [
          Math.min(right, innerWidth) - Math.max(left, 0),
          Math.min(bottom, innerHeight) - Math.max(top, 0),
        ];
        const points = [0, 1].flatMap((across) =>
          [0, 1].map((down) => [2 + across * (innerWidth - 5), 2 + down * (innerHeight - 5)] as const),
        );
        const free = points.find(([a, b]) => document.elementFromPoint(a, b) !== element);
        return { covered: (x * y) / (innerWidth * innerHeight), free, style: [...(element?.style ?? [])] };
      });
      for (const property of place.style) properties.add(property);
      expect(place.covered, `${width} × ${height} ${JSON.stringify(change)}`).toBeLessThanOrEqual(0.86);
      expect(place.free, `${width} × ${height} ${JSON.stringify(change)}`).toBeDefined();
    }
    // At its widest the panel leaves room for a press.
    const before = await tab.run(() => window.presses);
    const free = await tab.run(() => {
      const element = document.querySelector('iframe');
      for (let y = 2; y < innerHeight; y += 10)
        for (let x = 2; x < innerWidth; x += 10)
          if (document.elementFromPoint(x, y) !== element) return [x, y];
      return [];
    });
    // A browser goes on for a moment to hit what stood there before.
    await expect
      .poll(async () => {
        await tab.press(free[0] ?? 0, free[1] ?? 0);
        return tab.run(() => window.presses);
      })
      .toBeGreaterThan(before);
  }
  // Nothing of what it said got into the style.
  const style = await tab.run(() => document.querySelector('iframe')?.getAttribute('style') ?? '');
  expect(style).not.toMatch(/evil|url\(|100vw/);
  await tab.resize(1280, 900);
  await expectUnharmed(tab);
});

test('S38: it cannot take the focus from the page by any message', async ({ newTab, stage, hostile }) => {
  const tab = await newTab([guardPage]);
  const frame = await takeOver(tab, stage.page(WORDS + tag(hostile.origin)), hostile);
  await tab.run(() => {
    void window.EviWidget?.open();
    document.getElementById('field')?.focus();
  });
  await frame.run(async () => {
    const layout = { position: 'top-left', offset: 0, zIndex: 1, width: 50, height: 50 };
    for (let index = 0; index < 50; index += 1) {
      await window.call('returnFocus');
      await window.call('layout', { ...layout, view: index % 2 ? 'panel' : 'launcher' });
    }
  });
  expect(await tab.run(() => document.activeElement?.id)).toBe('field');
  await tab.type('still here');
  expect(await tab.run(() => document.querySelector('input')?.value)).toBe('still here');
});

test('S15, S16: without a press it opens no window; with one it neither leaves the page nor covers it', async ({
  newTab,
  stage,
  evil,
}) => {
  // Before anything was pressed, as it loads.
  const hostile = await openHostileWidget(`
    tried = { window: Boolean(window.open('${evil.origin}/')), opened: 0, failed: [] };
    const attempt = (name, act) => {
      try { if (act() === false) tried.failed.push(name); } catch { tried.failed.push(name); }
    };
    const leave = () => {
      attempt('top', () => { top.location = '${evil.origin}/'; });
      attempt('parent', () => { parent.location.href = '${evil.origin}/'; });
      attempt('_top', () => { open('${evil.origin}/', '_top'); });
      attempt('script', () => { parent.location = 'javascript:document.title = "owned"'; });
      attempt('document', () => parent.document.title);
      attempt('frameElement', () => frameElement !== null);
      attempt('sibling', () => parent[0] === self && parent.frames.length === 1 && parent[1].document);
      for (const target of ['_top', '_parent']) {
        const link = Object.assign(document.createElement('a'), { href: '${evil.origin}/', target });
        const form = Object.assign(document.createElement('form'), { action: '${evil.origin}/', target });
        document.body.append(link, form);
        attempt(target + ' link', () => link.click());
        attempt(target + ' form', () => form.submit());
      }
      alert('from the frame');
      attempt('confirm', () => confirm('from the frame'));
      attempt('prompt', () => prompt('from the frame') !== null);
    };
    leave();
    addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return;
      tried.presses = (tried.presses ?? 0) + 1;
      // What is opened uses the press up.
      if (tried.presses === 1) return leave();
      const first = window.open('${evil.origin}/popup');
      const second = window.open('${evil.origin}/popup');
      tried.opened = [first, second].filter(Boolean).length;
    });`);
  evil.publish(
    '/popup',
    `<!doctype html><title>Popup</title><script>
      refused = 0;
      for (const act of [
        () => { opener.parent.location = '${evil.origin}/'; },
        () => { opener.top.location.href = '${evil.origin}/'; },
        () => { opener.parent.location = 'javascript:document.title = "owned"'; },
        () => opener.parent.document.title,
      ])
        try { act(); } catch { refused += 1; }
      opener.parent.postMessage({ evi: 'hello 1', nonce: 'e'.repeat(32) }, '*');
      document.title = 'Tried';
    </script>`,
  );
  try {
    const tab = await newTab([guardPage]);
    const url = stage.page(WORDS + tag(hostile.origin));
    await tab.goto(url);
    const frame = await tab.frame(`${hostile.origin}/widget/`);
    await frame.until(() => typeof window.hello === 'function');
    expect(tab.popups()).toHaveLength(0);
    await hello(frame, nonce('a'));
    await tab.run(() => window.remember());
    expect(await frame.run(() => Reflect.get(window, 'tried').window)).toBe(false);
    await frame.run(() =>
      window
        .call('layout', { view: 'panel', position: 'top-left', offset: 0, zIndex: 1, width: 1, height: 1 })
        .then(() => undefined),
    );
    await frame.until(() => innerWidth === 384);
    for (const presses of [1, 2]) {
      await frame.press(100, 300);
      await frame.until((count) => Reflect.get(window, 'tried').presses === count, presses);
    }
    const heard = await frame.run(() => window.heard.length);
    // One press is one window, and it is nothing to the page.
    expect(await frame.run(() => Reflect.get(window, 'tried').opened)).toBe(1);
    await expect.poll(() => tab.popups().length).toBe(1);
    const [popup] = tab.popups();
    await popup?.until(() => document.title === 'Tried');
    expect(await tab.run(() => location.href)).toBe(url);
    expect(await tab.run(() => window.harm())).toEqual([]);
    expect(await tab.run(() => window.noise)).toEqual([]);
    expect(await frame.run(() => window.heard.length)).toBe(heard);
    // The page is still there for its visitor.
    await tab.press(900, 500);
    expect(await tab.run(() => window.presses)).toBe(1);
  } finally {
    hostile.close();
  }
});
