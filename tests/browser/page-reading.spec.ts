/** What of the host page's text reaches the assistant, and when. */
import type { Page } from '@playwright/test';
import type { Demo } from '../../demo-site/serve.ts';
import { tag, watchHost } from './support/host.ts';
import { expect, test } from './support/visit.ts';

test.describe('what the page offers', () => {
  const page33 = `
    <style>.gone { display: none } .unseen { visibility: hidden } .seen { visibility: visible }</style>
    <h1 id="top">Pots</h1>
    <p>Visible <b>words</b>.</p>
    <p data-evi-exclude>owner-marked</p>
    <div class="cart"><p>owner-listed</p></div>
    <p class="gone">css-hidden</p><p hidden>attribute-hidden</p><div hidden="until-found">found-hidden</div>
    <p class="unseen">unseen <span class="seen">but this is seen</span></p>
    <p aria-hidden="true">aria-hidden</p>
    <nav>navigation</nav>
    <form>
      <label>Your name <input value="typed-name"></label>
      <input type="password" value="typed-password"><input type="hidden" value="token-value">
      <textarea>typed-text</textarea><select><option>an-option</option></select>
      <output>computed-value</output>
    </form>
    <div contenteditable>edited-text</div>
    <template>templated</template><noscript>no-script</noscript><canvas>canvas-fallback</canvas>
    <script type="application/json">{"secret":"json-data"}</script><!-- a-comment -->
    <svg><text>svg-text</text></svg>
    <section id="hours"><h2>Hours</h2><p>Ten to six.<br>Closed on Monday.</p>
      <table><tr><td>Mug</td><td>12</td></tr></table></section>`;

  test('S33: what is shown under headings, and nothing typed, hidden, marked or in the address', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    const url = stage.page(page33 + tag(demo.widget, 'data-context-exclude=".cart, .unknown"'));
    await host.go(`${url}?session=in-query#in-fragment`);
    await page.locator('textarea').fill('typed-later');
    await host.openPanel();
    await host.widget.getByRole('button', { name: 'Reading this page' }).click();
    const shared = await host.widget.getByLabel('Text shared with the assistant').innerText();
    expect(shared).toBe(
      `Title: Stage
Address: ${url}
Language: en
In view: Pots

# Pots {#top}
Visible words.
but this is seen
navigation
Your name

## Hours {#hours}
Ten to six.
Closed on Monday.
Mug | 12`,
    );
    // And it is what is sent.
    await host.widget.getByRole('button', { name: 'Reading this page' }).click();
    await host.ask('hello');
    await expect
      .poll(() =>
        host.sent
          .filter((message) => message.type === 'session_settings')
          .flatMap(({ context }) => (context === undefined ? [] : [context?.text])),
      )
      .toEqual([shared]);
  });

  /** What the panel shows of a page under its first three lines. */
  const sharedOf = async (page: Page, demo: Pick<Demo, 'widget'>, url: string): Promise<string> => {
    const host = watchHost(page, demo);
    await host.go(url);
    await host.openPanel();
    await host.widget.getByRole('button', { name: 'Reading this page' }).click();
    const shared = await host.widget.getByLabel('Text shared with the assistant').innerText();
    expect(host.complaints).toEqual([]);
    // After the head.
    return shared.slice(shared.indexOf('\n\n') + 2);
  };

  test('headings and table cells stay whole, whatever is in them', async ({ page, demo, stage }) => {
    const body = `
      <p>Welcome <b>in</b></p>
      <span>Before</span><h1 style="display:inline">All about <em>us</em></h1><span>After</span>
      <h2 style="display:flex"><svg></svg><button>Opening hours</button></h2>
      <table>
        <tr>
          <td><p>Monday</p></td>
          <td><p>9 to 5</p><p>or later</p></td>
        </tr>
        <tr><th></th><td>Tues<br>day</td><td><div>closed</div></td></tr>
      </table>
      <h2>H<br>eading</h2>
      <p>One<br>two</p>
      <h2></h2><h3><div>In</div><div>blocks</div></h3>
      <table><tr><td>Layout<h4>In a cell</h4><p>Text</p>
        <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
      </td></tr></table>
      <table><tr><td>${'Old pages. '.repeat(60)}<br><br>Second part</td></tr></table>`;
    expect(await sharedOf(page, demo, stage.page(body + tag(demo.widget)))).toBe(
      `Welcome in
Before

# All about us
After

## Opening hours
Monday | 9 to 5 or later
Tues day | closed

## H eading
One
two

### In blocks
Layout

#### In a cell
Text
a | b
c | d
${'Old pages. '.repeat(60).trim()}
Second part`,
    );
  });

  test('S33: what is hidden or stands in for something else is not read, even when styled as a block', async ({
    page,
    demo,
    stage,
  }) => {
    const body = `
      <style>style, script, noscript, iframe, progress, meter, datalist { display: block } .a { color: red }</style>
      <script>window.code = 'in-script'</script><noscript>no-script</noscript>
      <p>Seen.</p>
      <div style="display:contents"><p>Without a box, seen.</p></div>
      <div style="content-visibility:hidden">skipped<p>skipped too</p></div>
      <div style="content-visibility:auto"><p>Below the fold, seen.</p></div>
      <div inert><p>out of use</p></div><div hidden="until-found">found</div>
      <progress value="1" max="2">half-done</progress><meter value="1">one-of-two</meter>
      <iframe srcdoc="other frame">frame-fallback</iframe>
      <div style="visibility:collapse">collapsed</div>`;
    expect(await sharedOf(page, demo, stage.page(body + tag(demo.widget)))).toBe(
      'Seen.\nWithout a box, seen.\nBelow the fold, seen.',
    );
  });

  test('closed details and what has not faded in yet are read, on purpose', async ({ page, demo, stage }) => {
    const body = `
      <details><summary>Do you deliver?</summary><p>On Fridays.</p></details>
      <section style="opacity:0"><p>Revealed as one scrolls.</p></section>`;
    expect(await sharedOf(page, demo, stage.page(body + tag(demo.widget)))).toBe(
      'Do you deliver?\nOn Fridays.\nRevealed as one scrolls.',
    );
  });

  test('context="off" offers nothing and sends nothing', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(`<h1>Secret plans</h1>${tag(demo.widget, 'data-context="off"')}`));
    await host.openPanel();
    await host.ask('hello');
    await expect(host.widget.getByRole('log').getByRole('article')).toHaveCount(2);
    await page.evaluate(() => document.body.append('More secret plans'));
    await expect(host.widget.getByRole('button', { name: /this page/ })).toHaveCount(0);
    expect(JSON.stringify(host.sent)).not.toContain('ecret plans');
    expect(host.sent).toContainEqual({ type: 'session_settings', context: null });
  });

  test('what changes on the page reaches the server', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(`<h1>Shop</h1><p id="price">The mug costs ten.</p>${tag(demo.widget)}`));
    await host.openPanel();
    await host.ask('hello');
    const last = (): string | undefined =>
      host.sent
        .flatMap((message) =>
          message.type === 'session_settings' && 'context' in message ? [message.context?.text] : [],
        )
        .at(-1);
    await expect.poll(last).toContain('The mug costs ten.');
    await page.evaluate(() => {
      document.querySelector('#price')?.replaceChildren('The mug costs twelve.');
    });
    await expect.poll(last).toContain('The mug costs twelve.');
    expect(last()).not.toContain('ten.');
    // The visitor's own switch takes it all back.
    await host.widget.getByRole('button', { name: 'Reading this page' }).click();
    await host.widget.getByRole('switch').click();
    await expect.poll(last).toBeUndefined();
  });

  test('a new body takes neither the widget nor its view of the page away', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(`<h1>Shop</h1>${tag(demo.widget)}`));
    await host.openPanel();
    await host.ask('hello');
    const last = (): string => JSON.stringify(host.sent.filter((message) => 'context' in message).at(-1));
    await expect.poll(last).toContain('Shop');
    await page.evaluate(() => {
      document.body = document.createElement('body');
    });
    await expect.poll(last).not.toContain('Shop');
    await page.evaluate(() => document.body.append('Turned over'));
    await expect.poll(last).toContain('Turned over');
    await expect(host.widget.getByRole('log')).toContainText('hello');
    expect(host.complaints).toEqual([]);
  });

  test('a page without a body has the widget all the same', async ({ page, demo, stage }) => {
    const host = watchHost(page, demo);
    await page.addInitScript(() => {
      // Init scripts run in the widget's frame, too.
      if (parent === window) addEventListener('DOMContentLoaded', () => document.body.remove());
    });
    await page.goto(stage.page(`<p>Gone</p>${tag(demo.widget)}`));
    await expect(host.iframe).toHaveCount(1);
    // Browsers draw nothing before there is a body.
    await page.evaluate(() => {
      document.body = document.createElement('body');
      document.body.append('Late words');
    });
    await host.openPanel();
    await host.widget.getByRole('button', { name: 'Reading this page' }).click();
    await expect(host.widget.getByLabel('Text shared with the assistant')).toContainText('Late words');
    expect(host.complaints).toEqual([]);
  });

  test('a closed panel costs the page nothing; opened again, it knows the page as it is now', async ({
    page,
    demo,
    stage,
  }) => {
    // The page's text cannot be read without asking for styles; and the watch waits for a second at most.
    await page.addInitScript(() => {
      const timers: (() => void)[] = [];
      const { setTimeout, getComputedStyle } = window;
      let styles = 0;
      Object.assign(window, {
        setTimeout: (callback: () => void, delay?: number) =>
          delay === 1000 && window.parent === window ? timers.push(callback) : setTimeout(callback, delay),
        getComputedStyle(element: Element) {
          styles += 1;
          return getComputedStyle.call(window, element);
        },
        timers,
        styles: () => styles,
      });
    });
    const host = watchHost(page, demo);
    await host.go(stage.page(`<h1>Shop</h1><p id="price">Ten.</p>${tag(demo.widget)}`));
    await host.openPanel();
    const chip = host.widget.getByRole('button', { name: 'Reading this page' });
    await chip.waitFor();
    await host.widget.getByRole('button', { name: 'Close' }).click();
    await expect(host.iframe).not.toHaveCSS('width', '384px');
    /** Changes the price, lets the second pass and answers how many styles were asked for. */
    const change = (price: string): Promise<number> =>
      page.evaluate(async (text) => {
        const count = Reflect.get(window, 'styles') as () => number;
        const timers = Reflect.get(window, 'timers') as (() => void)[];
        const before = count();
        document.querySelector('#price')?.replaceChildren(text);
        await Promise.resolve();
        for (const timer of timers.splice(0)) timer();
        // It waits until nothing else is to do, and so does this, after it.
        await new Promise((resolve) => requestIdleCallback(resolve));
        return count() - before;
      }, price);
    expect(await change('Twelve.')).toBe(0);
    await host.openPanel();
    await chip.click();
    const shared = host.widget.getByLabel('Text shared with the assistant');
    await expect(shared).toContainText('Twelve.');
    expect(await change('Thirteen.')).toBeGreaterThan(0);
    await expect(shared).toContainText('Thirteen.');
    expect(host.complaints).toEqual([]);
  });

  test('a selector that cannot be read keeps the page to itself, and breaks nothing on it', async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    await host.go(stage.page(`<h1>Shop</h1>${tag(demo.widget, 'data-context-exclude="a)"')}`));
    await host.openPanel();
    await host.ask('hello');
    await expect(host.widget.getByRole('log').getByRole('article')).toHaveCount(2);
    await page.evaluate(() => document.body.append('Changed'));
    expect(JSON.stringify(host.sent)).not.toContain('Shop');
    expect(host.complaints).toEqual([
      'evi-widget: the page is not read: data-context-exclude="a)" must be a list of CSS selectors',
    ]);
  });
});
