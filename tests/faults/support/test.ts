import { findFirefox, findWebKit } from '../../../scripts/engines.mjs';
import { tag } from '../../browser/support/host.ts';
import { test as base } from '../../browser/support/stage-test.ts';
import { openChromium } from './engines/chromium.ts';
import type { Engine, EngineName } from './engines/engine.ts';
import { openFirefox } from './engines/firefox.ts';
import { openWebKit } from './engines/webkit.ts';
import { type FaultServer, openFaultServer } from './fault-server.ts';
import type { TapOptions } from './taps.ts';
import { createVisitor, type Visitor } from './visitor.ts';

interface Tools {
  /** What is changed in the frame before it starts; set it with `test.use`. */
  taps: TapOptions;
  server: FaultServer;
  visitor: Visitor;
  /** Somebody on a page that answers with these headers. */
  visit(headers?: Record<string, string>): Promise<Visitor>;
}

interface WorkerTools {
  engineName: EngineName;
  engine: Engine;
}

const ENGINES: Record<EngineName, () => Promise<Engine>> = {
  chromium: openChromium,
  firefox: () => openFirefox(findFirefox() ?? 'firefox-esr'),
  webkit: () => {
    const programs = findWebKit();
    if (!programs) throw new Error('WebKitGTK is not installed.');
    return openWebKit(programs);
  },
};

export const test = base.extend<Tools, WorkerTools>({
  engineName: ['chromium', { option: true, scope: 'worker' }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await ENGINES[engineName]();
      await use(engine);
      await engine.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  taps: [{}, { option: true }],
  server: async ({ stage, taps }, use) => {
    const server = await openFaultServer({ site: stage.origin, taps });
    await use(server);
    server.close();
  },
  visit: async ({ engine, server, stage }, use) => {
    const visitors: Visitor[] = [];
    await use(async (headers) => {
      const page = stage.page(`<h1>Stage</h1><p>A page.</p>${tag(server.origin)}`, headers);
      const visitor = createVisitor(await engine.open(page));
      visitors.push(visitor);
      return visitor;
    });
    await Promise.all(visitors.map((visitor) => visitor.close()));
  },
  visitor: async ({ visit }, use) => {
    await use(await visit());
  },
});

export { expect } from '@playwright/test';
