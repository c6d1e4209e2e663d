import { findFirefox } from '../../../scripts/engines.mjs';
import { openSite, type Site } from '../../browser/support/site.ts';
import { test as base } from '../../browser/support/stage-test.ts';
import type { EngineName } from '../../faults/support/engines/engine.ts';
import { type FaultServer, openFaultServer } from '../../faults/support/fault-server.ts';
import { openChromiumVisitors } from './chromium-tab.ts';
import { openFirefoxVisitors } from './firefox-tab.ts';
import { openHostileWidget } from './sites.ts';
import type { Tab, Visitors } from './tab.ts';

interface Tools {
  newTab: Visitors['newTab'];
  tab: Tab;
  /** The built widget on an origin of its own, which says in a chat what a test tells it to. */
  server: FaultServer;
}

interface WorkerTools {
  engineName: EngineName;
  visitors: Visitors;
  /** A site that may not. */
  evil: Site;
  /** The true loader with a frame that was taken over. */
  hostile: Site;
}

const EMPTY = '<!doctype html><title>Evil</title>';

/** These run in Chromium and in Firefox. */
export const test = base.extend<Tools, WorkerTools>({
  engineName: ['chromium', { option: true, scope: 'worker' }],
  visitors: [
    async ({ engineName }, use) => {
      const visitors = await (engineName === 'firefox'
        ? openFirefoxVisitors(findFirefox() ?? 'firefox-esr')
        : openChromiumVisitors());
      await use(visitors);
      await visitors.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  evil: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const evil = await openSite('127.0.0.1');
      evil.publish('/', EMPTY);
      await use(evil);
      evil.close();
    },
    { scope: 'worker' },
  ],
  hostile: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const hostile = await openHostileWidget();
      await use(hostile);
      hostile.close();
    },
    { scope: 'worker' },
  ],
  newTab: async ({ visitors }, use) => {
    const tabs: Tab[] = [];
    await use(async (scripts) => {
      const tab = await visitors.newTab(scripts);
      tabs.push(tab);
      return tab;
    });
    await Promise.all(tabs.map((tab) => tab.close()));
  },
  tab: async ({ newTab }, use) => {
    await use(await newTab());
  },
  server: async ({ stage }, use) => {
    const server = await openFaultServer({ site: stage.origin, taps: {} });
    await use(server);
    server.close();
  },
});

export { expect } from '@playwright/test';
