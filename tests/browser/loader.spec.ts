/** What the script tag does to a page, and what it does not. */
import type { Page } from '@playwright/test';
import { openHostileWidget } from '../security/support/sites.ts';
import { tag, watchHost } from './support/host.ts';
import { expect, test } from './support/visit.ts';

const activeId = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

test.describe('the frame', () => {
  test('S41: one frame, with exactly the rights that it needs', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(tag(demo.widget, 'data-title="Ask <b>us</b>"')));
    await expect(page.locator('iframe')).toHaveCount(1);
    const attributes = await host.iframe.evaluate((element) =>
      Object.fromEntries(element.getAttributeNames().map((name) => [name, element.getAttribute(name)])),
    );
    const { style, ...others } = attributes;
    expect(others).toEqual({
      src: `${demo.widget}/widget/`,
      title: 'Ask <b>us</b>',
      allow: 'microphone; autoplay',
      referrerpolicy: 'strict-origin',
      sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    });
    expect(style).toContain('position: fixed !important');
    expect(host.complaints).toEqual([]);
  });

  test('does not compete with the page: it comes after the load event', async ({ page, demo, stage }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/slow.png', async (route) => {
      await held;
      await route.abort();
    });
    const host = watchHost(page, demo);
    const loaded = page.goto(stage.page(`<img src="/slow.png" alt="">${tag(demo.widget)}`));
    await page.waitForFunction(() => !!window.EviWidget && document.readyState === 'interactive');
    await expect(page.locator('iframe')).toHaveCount(0);
    release();
    await loaded;
    await expect(host.iframe).toHaveCount(1);
  });

  test('moves nothing on the page and leaves nothing else in it', async ({ page, demo, stage }) => {
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        // Also those after a press: a press inside the frame does not excuse the page's shifts.
        for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, 'value'));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const host = watchHost(page, demo);
    await host.go(stage.page(`<h1>Title</h1><p>${'Some text. '.repeat(200)}</p>${tag(demo.widget)}`));
    await host.openPanel();
    await host.ask('hello');
    await expect(host.widget.getByRole('log')).toContainText('hello');
    await host.widget.getByRole('button', { name: 'Close' }).click();
    await expect(host.widget.getByRole('dialog')).toHaveCount(0);

    const left = await page.evaluate(() => ({
      shifts: Reflect.get(window, 'shifts') as number[],
      scripts: document.scripts.length,
      styles: document.querySelectorAll('style, link').length,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      storage: localStorage.length + sessionStorage.length,
      cookie: document.cookie,
      elements: Array.from(
        document.querySelectorAll('body, body ~ *, body *'),
        (element) => element.tagName,
      ).sort(),
      marks: document.documentElement.getAttributeNames().concat(document.body.getAttributeNames()),
      globals: Object.keys(window).filter((name) => /^evi|comlink|widget/i.test(name)),
    }));
    expect(left).toEqual({
      shifts: [],
      scripts: 1,
      styles: 0,
      sheets: 0,
      storage: 0,
      cookie: '',
      elements: ['BODY', 'H1', 'IFRAME', 'P', 'SCRIPT'],
      marks: ['lang'],
      globals: ['EviWidget'],
    });
    expect(await page.context().cookies()).toEqual([]);
  });
});

test.describe('attributes', () => {
  test('each wrong one gets one warning with what it expects, and the default stands', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    await host.go(
      stage.page(
        tag(
          demo.widget,
          `data-position="middle" data-offset="5px" data-accent-color="url(https://evil.example)" data-open="yes"
           data-colour="red" data-__proto__="x" data-constructor="x" data-theme="dark"`,
        ),
      ),
    );
    expect([...host.complaints].sort()).toEqual([
      'evi-widget: data-__proto__ is not an attribute of the widget.',
      'evi-widget: data-accent-color="url(https://evil.example)" is not used, it expects a colour like #5b5bd6.',
      'evi-widget: data-colour is not an attribute of the widget.',
      'evi-widget: data-constructor is not an attribute of the widget.',
      'evi-widget: data-offset="5px" is not used, it expects a number from 0 to 200.',
      'evi-widget: data-open="yes" is not used, it expects true or false.',
      'evi-widget: data-position="middle" is not used, it expects bottom-right or bottom-left or top-right or top-left.',
    ]);
    const box = await host.iframe.boundingBox();
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    expect(width - (box?.x ?? 0) - (box?.width ?? 0)).toBe(16);
    expect(height - (box?.y ?? 0) - (box?.height ?? 0)).toBe(16);
  });

  test('too long, too many or in no language: the widget works, and each is told once', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    const many = Array.from({ length: 101 }, (_, index) => `data-my-${index}`);
    const long = `.${'x'.repeat(4999)}`;
    const url = stage.page(
      `<p>Words</p><script>document.documentElement.lang = 'x'.repeat(5000)</script>
       ${tag(demo.widget, `data-context-exclude="${long}" ${many.join(' ')} data-title="Ask"`)}`,
    );
    await host.go(url);
    await expect(host.widget.getByRole('button', { name: 'Ask' })).toBeVisible();
    expect(host.complaints).toEqual([
      `evi-widget: data-context-exclude="${long.slice(0, 100)}" is not used, it expects at most 2000 characters.`,
      ...many.map((name) => `evi-widget: ${name} is not an attribute of the widget.`),
    ]);
    await host.openPanel();
    await host.widget.getByRole('button', { name: 'Reading this page' }).click();
    await expect(host.widget.getByLabel('Text shared with the assistant')).toContainText('Words');
  });

  for (const [position, offset] of [
    ['bottom-right', 0],
    ['bottom-left', 40],
    ['top-right', 200],
    ['top-left', 16],
  ] as const)
    test(`data-position="${position}" data-offset="${offset}"`, async ({ page, demo, stage }) => {
      const host = watchHost(page, demo);
      const attributes = `data-position="${position}" data-offset="${offset}" data-z-index="77"`;
      await host.go(stage.page(tag(demo.widget, attributes)));
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      const gaps = async (): Promise<number[]> => {
        const box = await host.iframe.boundingBox();
        if (!box) return [];
        return [
          position.startsWith('top') ? box.y : height - box.y - box.height,
          position.endsWith('left') ? box.x : width - box.x - box.width,
        ];
      };
      expect(await gaps()).toEqual([offset, offset]);
      expect(await host.iframe.evaluate((element) => getComputedStyle(element).zIndex)).toBe('77');
      await host.openPanel();
      await expect.poll(gaps).toEqual([offset, offset]);
      const panel = await host.iframe.boundingBox();
      expect(panel?.width).toBe(384);
      expect(panel?.height).toBe(Math.min(600, height - 2 * offset));
    });

  test('on a phone the panel is a sheet at the bottom, and the page stays in sight', async ({
    page,
    demo,
    stage,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const host = watchHost(page, demo);
    await host.go(stage.page(tag(demo.widget, 'data-position="top-left" data-offset="30"')));
    await host.openPanel();
    const box = async () => {
      const { x, y, width, height } = (await host.iframe.boundingBox()) ?? {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
      };
      return [x, y, width, height].map(Math.round);
    };
    await expect.poll(box).toEqual([0, 127, 390, 717]);
    // Turned or resized, it is a panel again, and a sheet again.
    await page.setViewportSize({ width: 844, height: 700 });
    await expect.poll(box).toEqual([30, 30, 384, 600]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(box).toEqual([0, 127, 390, 717]);
  });

  test('S16, S9: whatever the frame asks for, it does not cover the page', async ({ page, stage }) => {
    const site = await openHostileWidget();
    const host = watchHost(page, { widget: site.origin });
    await page.goto(stage.page(tag(site.origin)));
    const frame = await (await host.iframe.elementHandle())?.contentFrame();
    if (!frame) throw new Error('no frame');
    await frame.waitForFunction(() => typeof window.hello === 'function');
    await frame.evaluate(() => window.hello('0'.repeat(32)));
    await frame.waitForFunction(() => window.answers.length >= 1);
    const layout = { view: 'launcher', position: 'top-left', offset: 0, zIndex: 1, width: 100, height: 60 };
    const ask = async (change: object) => {
      const answer = await frame.evaluate((wish) => window.call('layout', wish), { ...layout, ...change });
      expect(answer).toMatchObject({ type: 'RAW' });
      const { x, y, width, height } = (await host.iframe.boundingBox()) ?? {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
      };
      return [x, y, width, height];
    };
    expect(await ask({})).toEqual([0, 0, 100, 60]);
    expect(await ask({ width: 1e9, height: 1e9 })).toEqual([0, 0, 320, 96]);
    expect(await ask({ width: -5, height: 0 })).toEqual([0, 0, 44, 44]);
    expect(await ask({ offset: -1e6 })).toEqual([0, 0, 100, 60]);
    expect(await ask({ offset: 1e6 })).toEqual([200, 200, 100, 60]);
    expect(await ask({ view: 'panel', width: 1e9, height: 1e9 })).toEqual([0, 0, 384, 600]);
    expect(await ask({ view: 'sheet', position: 'top-left;width:100vw!important' })).toEqual([0, 0, 100, 60]);
    expect(await ask({ view: { toString: 1, valueOf: 1 }, position: '' })).toEqual([0, 0, 100, 60]);
    expect(await ask({ zIndex: 1e21 })).toEqual([0, 0, 100, 60]);

    // Those that do not even have the shape of a layout are dropped, and the next true one is not.
    await ask({});
    await frame.evaluate((good) => {
      const broken: unknown[] = [null, 1, 'panel', [], {}];
      broken.push({ ...good, position: ['top-left'] }, { ...good, position: undefined });
      broken.push({ ...good, position: { toString: 1, valueOf: 1, startsWith: 1 } });
      for (const key of ['offset', 'zIndex', 'width', 'height'])
        for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '5', '5px;color:red', null, [5], {}])
          broken.push({ ...good, [key]: value });
      for (const value of broken) void window.call('layout', value);
      void window.call('layout');
      void window.call('layout', good, good);
    }, layout);
    const before = await frame.evaluate(() => window.answers.length);
    expect(await ask({ width: 50 })).toEqual([0, 0, 50, 60]);
    expect(await frame.evaluate(() => window.answers.length)).toBe(before + 1);
    expect(host.complaints).toEqual([]);
    site.close();
  });
});

test.describe('S36: more than one tag', () => {
  test('a second one warns and does nothing else', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(`${tag(demo.widget, 'data-title="First"')}${tag(demo.widget)}`));
    await expect(host.widget.getByRole('button', { name: 'First' })).toBeVisible();
    await expect(page.locator('iframe')).toHaveCount(1);
    expect(host.complaints).toEqual(['evi-widget: already on this page; this tag does nothing']);
  });

  test('destroy() leaves nothing behind, and a new tag starts anew', async ({ page, demo, stage }) => {
    await page.addInitScript(() => {
      const queries: MediaQueryList[] = [];
      const observers = new Set<MutationObserver | ResizeObserver>();
      Object.assign(window, { queries, observing: () => observers.size });
      const { matchMedia } = window;
      window.matchMedia = (query) => {
        const list = matchMedia.call(window, query);
        queries.push(list);
        return list;
      };
      const { observe, disconnect } = MutationObserver.prototype;
      MutationObserver.prototype.observe = function (...args) {
        // The test runner observes the document.
        if (args[0] === document.documentElement) observers.add(this);
        observe.apply(this, args);
      };
      MutationObserver.prototype.disconnect = function () {
        observers.delete(this);
        disconnect.call(this);
      };
      const sizes = { ...Object.getOwnPropertyDescriptors(ResizeObserver.prototype) };
      ResizeObserver.prototype.observe = function (...args) {
        observers.add(this);
        sizes.observe.value?.apply(this, args);
      };
      ResizeObserver.prototype.disconnect = function () {
        observers.delete(this);
        sizes.disconnect.value?.call(this);
      };
    });
    const debug = await page.context().newCDPSession(page);
    const OURS = /^(message|load|change|blur|resize|scroll|securitypolicyviolation)$/;
    const listeners = async (): Promise<number> => {
      let count = 0;
      for (const expression of [
        'window',
        'document',
        'visualViewport',
        ...[0, 1, 2].map((index) => `queries[${index}]`),
      ]) {
        const { result } = await debug.send('Runtime.evaluate', { expression });
        if (!result.objectId) continue;
        const { objectId } = result;
        const { listeners } = await debug.send('DOMDebugger.getEventListeners', { objectId });
        // Others are the test runner's own.
        count += listeners.filter(({ type }) => OURS.test(type)).length;
      }
      return count;
    };
    const host = watchHost(page, demo);
    await page.goto(stage.page('<p>Nothing yet</p>'));
    expect(await listeners()).toBe(0);

    const start = (): Promise<unknown> => page.addScriptTag({ url: `${demo.widget}/loader.js` });
    for (let round = 0; round < 3; round += 1) {
      await start();
      await host.stands();
      await host.openPanel();
      await host.widget.getByRole('button', { name: /this page/ }).waitFor();
      expect(await listeners()).toBe(5);
      expect(await page.evaluate(() => Reflect.get(window, 'observing')())).toBe(3);
      await page.evaluate(() => window.EviWidget?.destroy());
      await expect(page.locator('iframe')).toHaveCount(0);
      expect(await listeners()).toBe(0);
      expect(await page.evaluate(() => Reflect.get(window, 'observing')())).toBe(0);
      expect(await page.evaluate(() => 'EviWidget' in window)).toBe(false);
    }
    expect(host.complaints).toEqual([]);
  });

  test('destroyed before it was inserted, it never is; twice destroyed, its successor lives', async ({
    page,
    demo,
    stage,
  }) => {
    await page.addInitScript(() => {
      addEventListener('load', () => {
        const first = window.EviWidget;
        first?.destroy();
        Object.assign(window, { first });
      });
    });
    const host = watchHost(page, demo);
    await page.goto(stage.page(tag(demo.widget)));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    await expect(page.locator('iframe')).toHaveCount(0);
    await page.addScriptTag({ url: `${demo.widget}/loader.js` });
    await host.widget.getByRole('button').first().waitFor();
    await page.evaluate(() => Reflect.get(window, 'first').destroy());
    expect(await page.evaluate(() => typeof window.EviWidget?.open)).toBe('function');
    await expect(page.locator('iframe')).toHaveCount(1);
  });
});

test.describe('focus', () => {
  const body = '<button id="ask">Ask us</button><input id="field"><p>Text</p>';

  test('S38: data-open shows the panel and leaves the focus where it is', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    const url = stage.page(`<input id="field" autofocus>${tag(demo.widget, 'data-open')}`);
    await host.go(url);
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    expect(await activeId(page)).toBe('field');
    await page.keyboard.type('still here');
    await expect(page.locator('#field')).toHaveValue('still here');
    // Escape on the page is the page's; in the frame it closes the panel.
    await page.keyboard.press('Escape');
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    await host.widget.getByRole('dialog').focus();
    await page.keyboard.press('Escape');
    await expect(host.widget.getByRole('dialog')).toHaveCount(0);
    await expect(host.widget.getByRole('button')).toBeFocused();
  });

  test('S38: opened by the page’s own button, Escape gives the focus back to it', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(body + tag(demo.widget)));
    await page.evaluate(() =>
      document.getElementById('ask')?.addEventListener('click', () => window.EviWidget?.open()),
    );
    await page.locator('#ask').click();
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    expect(await activeId(page)).toBe('ask');
    await host.widget.getByRole('dialog').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => activeId(page)).toBe('ask');
  });

  test('S38: closed by the page, the widget takes the focus from nowhere', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(body + tag(demo.widget)));
    await page.locator('#ask').focus();
    await page.evaluate(() => window.EviWidget?.open());
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    await page.locator('#field').focus();
    await page.evaluate(() => window.EviWidget?.close());
    await expect(host.widget.getByRole('dialog')).toHaveCount(0);
    // A round trip through the frame: what it had to ask of the page it has asked by now.
    await page.evaluate(() => window.EviWidget?.open());
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    expect(await activeId(page)).toBe('field');
  });

  test('open() before the frame is there is remembered', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(`${tag(demo.widget)}<script>EviWidget.open()</script>`));
    await expect(host.widget.getByRole('dialog')).toBeVisible();
    expect(host.complaints).toEqual([]);
  });
});

test.describe('pages that make it hard', () => {
  for (const [name, clobber] of [
    ['currentScript', '<img name="currentScript" src="data:,"><form name="currentScript"></form>'],
    ['id="EviWidget"', '<a id="EviWidget" href="https://evil.example">x</a><a id="EviWidget">y</a>'],
    ['name="EviWidget"', '<form name="EviWidget"><input name="destroy"></form>'],
    ['a frame named EviWidget', '<iframe name="EviWidget"></iframe>'],
    ['forms', '<form id="script"><input name="src" value="https://evil.example/loader.js"></form>'],
    [
      'fields named as properties',
      '<form><input name="matches"><input name="tagName"><input name="id"></form>',
    ],
  ] as const)
    test(`S19: elements that clobber ${name} change nothing`, async ({ page, demo, stage }) => {
      const host = watchHost(page, demo);
      await host.go(stage.page(`${clobber}<p>Words</p>${tag(demo.widget)}`));
      await host.openPanel();
      await host.widget.getByRole('button', { name: 'Reading this page' }).click();
      await expect(host.widget.getByLabel('Text shared with the assistant')).toContainText('Words');
      expect(await page.evaluate(() => typeof window.EviWidget?.destroy)).toBe('function');
      expect(host.complaints).toEqual([]);
    });

  test('S34: a Content-Security-Policy of nothing but the widget, with Trusted Types', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    const url = stage.page(`<p>Strict words</p>${tag(demo.widget)}`, {
      'Content-Security-Policy': [
        "default-src 'none'",
        `script-src ${demo.widget}`,
        `frame-src ${demo.widget}`,
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    });
    await host.go(url);
    await host.openPanel();
    await expect(host.iframe).toHaveCSS('width', '384px');
    await host.ask('hello');
    await expect(host.widget.getByRole('log')).toContainText('hello');
    await expect.poll(() => JSON.stringify(host.sent)).toContain('Strict words');
    expect(host.complaints).toEqual([]);
  });

  test('S41: a page of the widget’s own origin is refused, with the reason', async ({ page, stage }) => {
    const site = await openHostileWidget();
    site.publish('/page', '<!doctype html><body><script src="/loader.js"></script></body>');
    const warning = page.waitForEvent('console', (message) => message.text().includes('evi-widget'));
    await page.goto(`${site.origin}/page`);
    expect((await warning).text()).toBe('evi-widget: it must come from another origin than the page');
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await page.evaluate(() => window.EviWidget)).toBeUndefined();

    // And a module, which has no tag to read, is told how to load it.
    const advice = page.waitForEvent('console', (message) => message.text().includes('evi-widget'));
    await page.goto(stage.page(`<script type="module" src="${site.origin}/loader.js"></script>`));
    expect((await advice).text()).toBe('evi-widget: load it by a plain <script src>');
    site.close();
  });
});
