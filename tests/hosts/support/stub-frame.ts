import type { Frame, Page } from '@playwright/test';
import type { PageActionResult, PageSnapshot } from '../../../shared/bridge/contract.ts';
import { expect } from '../../browser/support/visit.ts';

/** The stub in the widget's place, and what it can ask of the host page. */
export interface StubFrame {
  frame: Frame;
  read(): Promise<PageSnapshot>;
  /** How it went, or in which words it was refused. */
  act(name: string, target: string, value?: string): Promise<PageActionResult | string>;
  undo(id: string): Promise<unknown>;
  runTool(name: string, args: unknown): Promise<unknown>;
  told(method: string): Promise<unknown[][]>;
}

export async function stubFrameOf(page: Page): Promise<StubFrame> {
  const iframe = page.locator('iframe[src$="/widget/"]');
  await expect(iframe).toHaveCSS('opacity', '1');
  const frame = await (await iframe.elementHandle())?.contentFrame();
  if (!frame) throw new Error('The stub is not on the page.');
  const call = (method: string, ...args: unknown[]): Promise<unknown> =>
    frame.evaluate(([name, given]) => window.call(name, ...given), [method, args] as const);
  await frame.evaluate(() => window.panel(true));
  return {
    frame,
    read: async () => {
      const snapshot = (await call('readPage')) as PageSnapshot | null;
      if (!snapshot) throw new Error('The page was not read.');
      return snapshot;
    },
    act: (name, target, value = '') => call('act', name, target, value) as Promise<PageActionResult | string>,
    undo: (id) => call('undo', id),
    runTool: (name, args) => call('runTool', name, args),
    told: (method) => frame.evaluate((name) => window.heardOf(name), method),
  };
}
