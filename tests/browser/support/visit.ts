import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame,
  type FrameLocator,
  type Locator,
  type Page,
} from '@playwright/test';
import type { Demo } from '../../../demo-site/serve.ts';
import type { SubscribeEvent } from '../../../shared/evi/messages.ts';
import { type Echo, feedBack, tapPlayback, watchMicrophone } from './audio-taps.ts';
import { CHROMIUM_ARGS } from './chromium.ts';
import { test as base } from './stage-test.ts';
import { ask, openPanel } from './widget.ts';

export const root = join(import.meta.dirname, '../../..');

export interface VisitOptions {
  /** WAV file that the fake microphone plays once, from the moment it is opened. */
  microphone?: string;
  /** What the visitor answers when asked for the microphone; granted by default. */
  permission?: 'granted' | 'denied';
  /** Default: the demo's first page. */
  url?: string;
  viewport?: { width: number; height: number };
  /** Nobody speaks, and the assistant's own voice comes back into the microphone. */
  echo?: Echo;
  /** Further functions to run in every frame before its own scripts. */
  scripts?: readonly (() => void)[];
}

/** One visitor in a browser of their own. */
export interface Visit {
  /** Address of the demo's first page. */
  home: string;
  page: Page;
  context: BrowserContext;
  /** The widget, as the visitor sees it. */
  widget: FrameLocator;
  /** What the panel says of the call, in a word. */
  status: Locator;
  /** The same frame, to look inside. */
  frame(): Frame;
  /** Everything that the server sent over chat sockets, in order. */
  received: SubscribeEvent[];
  /** Warnings and errors of all consoles. */
  complaints: string[];
  /** Resolves with the first message since `from` that fits, now or later. */
  message(fits: (message: SubscribeEvent) => boolean, from?: number): Promise<SubscribeEvent>;
  openPanel(): Promise<void>;
  ask(question: string): Promise<void>;
}

async function open(browser: Browser, demo: Demo, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 900 } });
  await context.addInitScript(tapPlayback);
  await context.addInitScript(watchMicrophone);
  if (options.echo) await context.addInitScript(feedBack, options.echo);
  for (const script of options.scripts ?? []) await context.addInitScript(script);
  const page = await context.newPage();
  const received: SubscribeEvent[] = [];
  const complaints: string[] = [];
  const waiting = new Set<() => void>();
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      received.push(JSON.parse(String(payload)) as SubscribeEvent);
      for (const look of waiting) look();
    }),
  );
  const widget = page.frameLocator(`iframe[src^="${demo.widget}"]`);
  await page.goto(options.url ?? `${demo.host}/`);

  return {
    home: `${demo.host}/`,
    page,
    context,
    widget,
    status: widget.locator('.status'),
    received,
    complaints,
    frame() {
      const frame = page.frames().find((candidate) => candidate.url().startsWith(`${demo.widget}/widget/`));
      if (!frame) throw new Error('The widget has no frame.');
      return frame;
    },
    message: (fits, from = 0) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.slice(from).find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    openPanel: () => openPanel(widget),
    ask: (question) => ask(widget, question),
  };
}

const argsFor = ({ microphone, permission = 'granted' }: VisitOptions): string[] => [
  ...CHROMIUM_ARGS,
  '--use-fake-device-for-media-stream',
  permission === 'granted' ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
  ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}%noloop`] : []),
];

interface Tools {
  visit(options?: VisitOptions): Promise<Visit>;
}

interface WorkerTools {
  /** The built demo on three free ports, with the offline providers. */
  demo: Demo;
}

export const test = base.extend<Tools, WorkerTools>({
  demo: [
    async ({ stage }, use) => {
      const file = pathToFileURL(join(root, 'dist/server/demo.js')).href;
      const { startDemo } = (await import(file)) as typeof import('../../../demo-site/serve.ts');
      const ports = { host: 0, widget: 0, hostile: 0 };
      const data = mkdtempSync(join(tmpdir(), 'evi-demo-'));
      const variables = { EVI_ALLOWED_SITES: stage.origin, EVI_DATA_DIR: data };
      const demo = await startDemo({ root, ports, variables });
      await use(demo);
      await demo.close();
      rmSync(data, { recursive: true });
    },
    { scope: 'worker' },
  ],
  visit: async ({ demo }, use) => {
    const browsers: Browser[] = [];
    await use(async (options = {}) => {
      const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
      const browser = await chromium.launch({ executablePath, args: argsFor(options) });
      browsers.push(browser);
      return open(browser, demo, options);
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});

export { expect } from '@playwright/test';
