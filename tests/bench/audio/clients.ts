import { type Browser, type CDPSession, chromium, type Frame, type Page } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import type { Site } from '../../browser/support/site.ts';
import { openPanel } from '../../browser/support/widget.ts';
import { RENDER_TAP_PATH } from './page/render-tap.ts';
import { tapAudio, tapThreads, tellNobody, withoutTrackProcessor } from './page/taps.ts';
import type { Chat, ScriptedServer } from './scripted-server.ts';

/**
 * Who is measured: the widget as Chromium runs it, the widget without MediaStreamTrackProcessor, and a page made with
 * Hume's React SDK.
 */
export const CLIENTS = ['widget', 'worklet', 'peer'] as const;
export type ClientName = (typeof CLIENTS)[number];

/** Where everything is. */
export interface Studio {
  server: ScriptedServer;
  /** The website that embeds the widget. */
  site: Site;
  /** How programs reach the virtual sound card. */
  card: Record<string, string>;
}

/** One visitor in a call that goes on. */
export interface Client {
  name: ClientName;
  chat: Chat;
  frame: Frame;
  /** To the process of the client's own document. */
  devtools(): Promise<CDPSession>;
  close(): Promise<void>;
}

/** What is noted in the page. Taps are work, so nothing is noted that is not asked for. */
export type Taps = 'audio' | 'threads' | 'none';

const frameOf = (page: Page, start: string): Frame => {
  const frame = page.frames().find((candidate) => candidate.url().startsWith(start));
  if (!frame) throw new Error(`There is no frame of ${start}.`);
  return frame;
};

async function talk(name: ClientName, page: Page, { server, site }: Studio): Promise<Frame> {
  if (name === 'peer') {
    const query = new URLSearchParams({ server: server.origin, key: 'bench' });
    await page.goto(`${server.origin}/peer?${query}`);
    await page.getByRole('button', { name: 'Connect' }).click();
    return page.mainFrame();
  }
  await page.goto(`${site.origin}/`);
  const widget = page.frameLocator(`iframe[src^="${server.origin}"]`);
  await openPanel(widget);
  await widget.getByRole('button', { name: 'Talk', exact: true }).click();
  return frameOf(page, `${server.origin}/widget/`);
}

async function open(browser: Browser, name: ClientName, studio: Studio, taps: Taps): Promise<Client> {
  const context = await browser.newContext();
  if (name === 'worklet') await context.addInitScript(withoutTrackProcessor);
  if (name === 'peer') await context.addInitScript(tellNobody);
  if (taps === 'audio') await context.addInitScript(tapAudio, RENDER_TAP_PATH);
  if (taps === 'threads') await context.addInitScript(tapThreads);
  const page = await context.newPage();
  const opened = studio.server.nextChat();
  const frame = await talk(name, page, studio);
  const chat = await opened;
  await chat.nextAudio();
  return {
    name,
    chat,
    frame,
    devtools: () => context.newCDPSession(name === 'peer' ? page : frame),
    close: () => browser.close(),
  };
}

/** Opens a browser and starts a call in it. Resolves when the server hears the microphone. */
export async function openClient(name: ClientName, studio: Studio, taps: Taps): Promise<Client> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    env: { ...process.env, ...studio.card },
    args: [...CHROMIUM_ARGS, '--use-fake-ui-for-media-stream'],
    // Playwright's own default, under which nothing reaches the sink.
    ignoreDefaultArgs: ['--mute-audio'],
  });
  try {
    return await open(browser, name, studio, taps);
  } catch (error) {
    await browser.close();
    throw error;
  }
}
