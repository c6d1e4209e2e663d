import { createServer } from 'node:net';
import { type Browser, chromium, type WebSocketRoute } from '@playwright/test';
import { tag, watchHost } from '../../browser/support/host.ts';
import { test as base, expect } from '../../browser/support/visit.ts';
import { launchOptions, STUDIO, statusOf } from '../support/life.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** Playwright's own pages believe to have the focus for ever, and no browser freezes such a page. */
const test = base.extend<{ usual: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  usual: async ({}, use) => {
    const port = await freePort();
    const { args, ...options } = launchOptions;
    const launched = await chromium.launch({
      ...options,
      args: [...args, `--remote-debugging-port=${port}`],
    });
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    await use(browser);
    await browser.close();
    await launched.close();
  },
});

test('a tab that was frozen goes on, with nothing lost, also when its connection is gone', async ({
  usual,
  demo,
  stage,
}) => {
  const [context] = usual.contexts();
  if (!context) throw new Error('The browser has no context.');
  const page = await context.newPage();
  const sockets: WebSocketRoute[] = [];
  await context.routeWebSocket(/\/v0\/evi\/chat/, (socket) => {
    sockets.push(socket);
    socket.connectToServer();
  });
  await page.addInitScript(() =>
    document.addEventListener('freeze', () => Object.assign(window, { froze: true })),
  );
  const host = watchHost(page, demo);
  await host.go(stage.page(`${STUDIO}${tag(demo.widget)}`));
  await host.openPanel();
  await host.ask('hello');
  await expect(statusOf(host.widget)).toHaveText(/ready/i);
  await host.ask('who started the studio?');
  await expect(statusOf(host.widget)).toHaveText(/thinking|speaking/i);

  const other = await context.newPage();
  await other.bringToFront();
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await sockets[0]?.close({ code: 1011 });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.bringToFront();

  expect(await page.frames()[1]?.evaluate(() => Reflect.get(window, 'froze'))).toBe(true);
  await expect.poll(() => sockets.length).toBe(2);
  expect(sockets[1]?.url()).toContain('resumed_chat_group_id');
  await expect(host.widget.getByRole('log').getByText(/helen marsh/i)).toHaveCount(1);
  await expect(statusOf(host.widget)).toHaveText(/ready/i);
  await host.ask('who started the studio?');
  await expect(host.widget.getByRole('log').getByText(/helen marsh/i)).toHaveCount(2);
});
