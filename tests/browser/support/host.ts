import type { FrameLocator, Locator, Page } from '@playwright/test';
import type { Demo } from '../../../demo-site/serve.ts';
import type { EviWidgetGlobal } from '../../../loader/api/types.ts';
import type { PublishEvent, SubscribeEvent } from '../../../shared/evi/messages.ts';
import { ask, openPanel } from './widget.ts';

declare global {
  interface Window {
    EviWidget?: EviWidgetGlobal;
  }
}

/** The script tag as a site owner pastes it. */
export const tag = (widget: string, attributes = ''): string =>
  `<script src="${widget}/loader.js" ${attributes}></script>`;

/** A host page as seen from outside: what it shows, says and sends. */
export interface Host {
  iframe: Locator;
  widget: FrameLocator;
  /** Warnings and errors of all consoles, and uncaught exceptions. */
  complaints: string[];
  /** Text frames that were sent over chat sockets, and their addresses. */
  sent: PublishEvent[];
  sockets: string[];
  /** Text frames that came, and the calls of tools among them. */
  received: SubscribeEvent[];
  calls: { name: string; parameters: string }[];
  /** Goes to the address, and resolves when the launcher or panel stands at its place. */
  go(url: string): Promise<void>;
  /** Resolves when the launcher or panel stands at its place: before, a press would go to the page beneath. */
  stands(): Promise<void>;
  openPanel(): Promise<void>;
  ask(question: string): Promise<void>;
}

export function watchHost(page: Page, { widget: origin }: Pick<Demo, 'widget'>): Host {
  const complaints: string[] = [];
  const sent: PublishEvent[] = [];
  const sockets: string[] = [];
  const received: SubscribeEvent[] = [];
  const calls: Host['calls'] = [];
  page.on('console', (message) => {
    // Chromium asks every page for an icon; that there is none is nobody's fault.
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('websocket', (socket) => {
    sockets.push(socket.url());
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string') sent.push(JSON.parse(payload) as PublishEvent);
    });
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload !== 'string') return;
      const message = JSON.parse(payload) as SubscribeEvent;
      received.push(message);
      if (message.type === 'tool_call') calls.push({ name: message.name, parameters: message.parameters });
    });
  });
  const iframe = page.locator(`iframe[src^="${origin}"]`);
  const widget = page.frameLocator(`iframe[src^="${origin}"]`);
  const stands = async (): Promise<void> => {
    await widget.getByRole('main').waitFor();
    await page.waitForFunction((start) => {
      const element = document.querySelector(`iframe[src^="${start}"]`);
      return !!element && getComputedStyle(element).opacity === '1';
    }, origin);
  };
  return {
    iframe,
    widget,
    complaints,
    sent,
    sockets,
    received,
    calls,
    async go(url) {
      await page.goto(url);
      await stands();
    },
    stands,
    openPanel: () => openPanel(widget),
    ask: (question) => ask(widget, question),
  };
}
