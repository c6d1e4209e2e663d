/** The built page part on a page of a test's, without a frame: what it reads, and what it does when it is told to. */
import type { Page } from '@playwright/test';
import type { PagePart, Page as ReadPage } from '../../../../loader/page/part.ts';
import type { PageActionName, PageActionResult, PageSnapshot } from '../../../../shared/bridge/contract.ts';
import type { Channel } from './channels.ts';

declare global {
  interface Window {
    part: PagePart;
    opened: ReadPage;
    standing: AbortController;
    orders: number;
  }
}

export const SHOP = `<main><h1>Clay shop</h1><p>We sell mugs by hand. A mug costs twelve pounds.</p>
<h2>Order</h2><form><label>Your name <input id="name"></label><label>E-mail <input type="email"></label></form>
<button data-evi-click onclick="orders += 1">Order now</button> <a href="/logout">Log out</a>
<p data-evi-exclude>EXCLUDED-SECRET</p><p hidden>HIDDEN-SECRET</p><input type="password" value="PASSWORD-SECRET"></main>`;

export const SECRETS = /(EXCLUDED|HIDDEN|PASSWORD)-SECRET/;

export const shopWith = ({ html, head }: Channel, payload: string): string =>
  `<head>${head?.(payload) ?? ''}${head?.(payload).includes('<title') ? '' : '<title>Clay shop</title>'}</head><body>${SHOP}${html(payload)}</body>`;

/** Makes the document anew, without a load, and reads it. */
export const readAnew = (page: Page, html: string): Promise<PageSnapshot | null> =>
  page.evaluate((inner) => {
    document.documentElement.innerHTML = inner;
    for (const host of document.querySelectorAll<HTMLElement>('[data-shadow]')) {
      host.attachShadow({ mode: 'open' }).innerHTML = host.dataset.shadow ?? '';
      delete host.dataset.shadow;
    }
    const selected = document.querySelector('#selected');
    if (selected) getSelection()?.selectAllChildren(selected);
    window.standing?.abort();
    window.standing = new AbortController();
    window.orders = 0;
    window.opened = window.part.openPage({
      attributes: () => ({ actions: 'scroll_to highlight go_to fill click' }),
      version: () => 3,
      isWatched: () => false,
      announce: () => undefined,
      offer: () => undefined,
      warn: () => undefined,
      signal: window.standing.signal,
    });
    return window.opened.read();
  }, html);

export const act = (
  page: Page,
  name: PageActionName,
  target: string,
  value: string,
): Promise<PageActionResult> =>
  page.evaluate(([action, on, what]) => window.opened.act(action, on, what), [name, target, value] as const);

/** What an attack would leave behind. */
export const traces = (
  page: Page,
): Promise<{ pressed: number; filled: string; address: string; owned: boolean }> =>
  page.evaluate(() => ({
    pressed: window.orders,
    filled: document.querySelector<HTMLInputElement>('#name')?.value ?? '',
    address: location.pathname,
    owned: document.title === 'OWNED',
  }));
