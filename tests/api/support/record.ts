import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** What the page heard, in order: `evi:` before the name where the DOM event was heard. */
    recorded: { name: string; detail: unknown; on: string }[];
  }
}

/** Before a page's own scripts: all that bubbles up to the window is written down. */
export const recordEvents = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.recorded = [];
    for (const name of [
      'ready',
      'open',
      'close',
      'state',
      'transcript',
      'tool',
      'error',
      'metrics',
      'before-start',
    ])
      addEventListener(`evi:${name}`, (event) => {
        if (event instanceof CustomEvent && event.target instanceof HTMLElement)
          window.recorded.push({ name, detail: event.detail, on: event.target.tagName });
      });
  });

export const heard = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate(
    (wanted) => window.recorded.filter((event) => event.name === wanted).map(({ detail }) => detail),
    name,
  );
