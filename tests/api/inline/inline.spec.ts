/** A widget in an element of the page's own: it stands in the flow and covers nothing. */
import type { Page } from '@playwright/test';
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

const body = (widget: string, attributes = 'data-mount="#here"') => `
  <style>body { margin: 0 } #high { height: 400px; width: 500px } #here { width: 700px }</style>
  <p>Above</p><div id="here"></div><p id="below">Below</p><div id="high"></div>${tag(widget, `id="tag" ${attributes}`)}`;

/** Sizes of the frame and of its element, and how far the next paragraph is beneath the frame. */
const measure = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    const frame = element?.querySelector('iframe');
    const below = document.getElementById('below')?.getBoundingClientRect();
    const box = frame?.getBoundingClientRect();
    const style = frame && getComputedStyle(frame);
    return {
      width: Math.round(box?.width ?? 0),
      height: Math.round(box?.height ?? 0),
      covers: !!box && !!below && box.bottom > below.top && box.top < below.bottom,
      style: [style?.position, style?.zIndex, style?.translate],
    };
  }, selector);

const IN_FLOW = ['static', 'auto', 'none'];

test('the launcher stands in the element, the panel fills it, and changing data-mount moves it with its call', async ({
  page,
  demo,
  stage,
}) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  const host = watchHost(page, demo);
  await host.go(stage.page(body(demo.widget)));
  const launcher = await measure(page, '#here');
  expect(launcher).toMatchObject({ covers: false, style: IN_FLOW });
  expect(launcher.width).toBeLessThanOrEqual(320);

  // An element without a height of its own.
  await host.openPanel();
  await expect
    .poll(() => measure(page, '#here'))
    .toEqual({ width: 700, height: 600, covers: false, style: IN_FLOW });
  await page.setViewportSize({ width: 1000, height: 450 });
  await expect.poll(() => measure(page, '#here')).toMatchObject({ height: 450 });
  await page.evaluate(() => document.getElementById('here')?.style.setProperty('height', '100px'));
  await expect.poll(() => measure(page, '#here')).toMatchObject({ height: 320 });
  await page.evaluate(() => document.getElementById('here')?.style.removeProperty('height'));

  // A phone has no sheet here.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => document.getElementById('here')?.style.setProperty('width', '100%'));
  await expect
    .poll(() => measure(page, '#here'))
    .toEqual({ width: 390, height: 600, covers: false, style: IN_FLOW });

  // Moved, it is the same document: the conversation goes on.
  await host.ask('hello');
  await expect(host.widget.getByRole('log')).toContainText('hello');
  await expect.poll(() => host.sockets).toHaveLength(1);
  await page.evaluate(() => document.getElementById('tag')?.setAttribute('data-mount', '#high'));
  await expect
    .poll(() => measure(page, '#high'))
    .toEqual({ width: 500, height: 400, covers: false, style: IN_FLOW });
  await expect(host.widget.getByRole('log')).toContainText('hello');

  // Taken away, it floats.
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.evaluate(() => window.EviWidget?.update({ mount: undefined }));
  await expect(host.iframe).toHaveCSS('position', 'fixed');
  expect(await host.iframe.evaluate((frame) => frame.parentElement === document.documentElement)).toBe(true);
  await expect(host.widget.getByRole('log')).toContainText('hello');
  expect(host.sockets).toHaveLength(1);
  expect(host.complaints).toEqual([]);
});

test('where no element fits, one warning says so and the widget floats, until it is set again', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  await host.go(stage.page(body(demo.widget, 'data-mount="#nowhere"')));
  await expect(host.iframe).toHaveCSS('position', 'fixed');
  await page.evaluate(() => window.EviWidget?.update({ title: 'Ask' }));
  await expect(host.widget.getByRole('button', { name: 'Ask' })).toBeVisible();
  expect(host.complaints).toEqual([
    'evi-widget: no element fits data-mount="#nowhere" yet: set it again when one is there',
  ]);
  await page.evaluate(() => window.EviWidget?.update({ mount: '[' }));
  await expect.poll(() => host.complaints).toHaveLength(2);
  await page.evaluate(() => window.EviWidget?.update({ mount: '#here' }));
  await expect.poll(() => measure(page, '#here')).toMatchObject({ covers: false, style: IN_FLOW });
  await host.openPanel();
  await expect.poll(() => measure(page, '#here')).toMatchObject({ width: 700 });
  expect(host.complaints).toHaveLength(2);
});

test('where frames cannot be moved, it loads anew in the other place, open as it was', async ({
  page,
  demo,
  stage,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Element.prototype, 'moveBefore');
  });
  const host = watchHost(page, demo);
  await host.go(stage.page(body(demo.widget)));
  await host.openPanel();
  await page.evaluate(() => window.EviWidget?.update({ mount: '#high' }));
  await expect(host.widget.getByRole('dialog')).toBeVisible();
  await expect.poll(() => measure(page, '#high')).toMatchObject({ width: 500, height: 400 });
  expect(host.complaints).toEqual([]);
});

test('an element that the page renders anew gets the widget back, also by data-mount set again', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  await host.go(
    stage.page(
      `<div id="outer"><div id="here"></div></div>${tag(demo.widget, 'id="tag" data-mount="#here"')}`,
    ),
  );
  const render = (): Promise<void> =>
    page.evaluate(() => {
      const here = document.createElement('div');
      here.id = 'here';
      document.getElementById('outer')?.replaceChildren(here);
    });
  await render();
  await expect(page.locator('#here iframe')).toHaveCount(1);
  await host.stands();
  await host.openPanel();
  await page.evaluate(() => {
    document.getElementById('outer')?.remove();
    document.getElementById('tag')?.setAttribute('data-mount', '#later');
    document.body.append(Object.assign(document.createElement('div'), { id: 'later' }));
    document.getElementById('tag')?.setAttribute('data-mount', '#later');
  });
  await expect(page.locator('#later iframe')).toHaveCount(1);
  await host.stands();
});
