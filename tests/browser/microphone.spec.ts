import type { WebSocketRoute } from '@playwright/test';
import { microphoneFile } from '../support/speech.ts';
import { expect, test, type Visit } from './support/visit.ts';

test('with the microphone denied the visitor learns why and types on', async ({ visit }) => {
  const visitor = await visit({ permission: 'denied' });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  await expect(visitor.widget.getByRole('alert')).toContainText(/blocking the microphone/i);

  await visitor.ask('who started the studio?');
  await expect(visitor.widget.getByRole('log')).toContainText(/helen marsh/i);
  expect(await visitor.frame().evaluate(() => window.microphoneTracks?.length)).toBe(0);
});

test('a site whose policy blocks the microphone is named as the reason', async ({ visit, demo, stage }) => {
  const url = stage.page(`<p>Hello</p><script src="${demo.widget}/loader.js"></script>`, {
    'Permissions-Policy': 'microphone=()',
  });
  const visitor = await visit({ url });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  await expect(visitor.widget.getByRole('alert')).toContainText(/website does not let/i);
});

for (const [way, leave] of [
  ['ending the call', (visitor: Visit) => visitor.widget.getByRole('button', { name: /^end/i }).click()],
  ['closing the panel', (visitor: Visit) => visitor.widget.getByRole('button', { name: /close/i }).click()],
  ['Escape', (visitor: Visit) => visitor.widget.getByRole('button', { name: /mute/i }).press('Escape')],
] as const)
  test(`${way} stops the microphone`, async ({ visit }) => {
    const visitor = await visit();
    await visitor.openPanel();
    await visitor.widget.getByRole('button', { name: 'Talk' }).click();
    await expect(visitor.status).toHaveText(/listening/i);
    const states = (): Promise<string[] | undefined> =>
      visitor.frame().evaluate(() => window.microphoneTracks?.map((track) => track.readyState));
    expect(await states()).toEqual(['live']);
    await leave(visitor);
    await expect.poll(states).toEqual(['ended']);
  });

test('closing the panel stops the microphone also when the server does not tell what it can', async ({
  visit,
}) => {
  const visitor = await visit({ url: 'about:blank' });
  await visitor.page.route('**/config.json', (route) => route.abort());
  await visitor.page.goto(visitor.home);
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  await expect(visitor.status).toHaveText(/listening/i);
  await visitor.widget.getByRole('button', { name: /close/i }).click();
  await expect
    .poll(() => visitor.frame().evaluate(() => window.microphoneTracks?.map((track) => track.readyState)))
    .toEqual(['ended']);
});

test('a typed conversation becomes a spoken one without losing its thread', async ({ visit }) => {
  const visitor = await visit();
  await visitor.openPanel();
  await visitor.ask('who started the studio?');
  await expect(visitor.widget.getByRole('log')).toContainText(/helen marsh/i);
  const [first] = visitor.received;
  await visitor.widget.getByRole('button', { name: /talk/i }).click();
  await expect(visitor.status).toHaveText(/listening|speaking/i);
  await expect(visitor.widget.getByRole('button', { name: /mute/i })).toBeVisible();
  expect(visitor.received.filter(({ type }) => type === 'chat_metadata')).toEqual([first]);
});

test('where the browser gives samples to a worker, one hears for as long as the call goes on', async ({
  visit,
}) => {
  const visitor = await visit();
  const hearing = (): string[] => visitor.page.workers().map((worker) => worker.url());
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  await expect(visitor.status).toHaveText(/listening/i);
  expect(hearing()).toEqual([expect.stringContaining('/assets/sound.thread-')]);
  await visitor.widget.getByRole('button', { name: /^end/i }).click();
  await expect.poll(hearing).toEqual([]);
});

/** Runs in the frame before its own scripts: no way to the microphone's samples works, as under an extension's policy. */
function noSamples(): void {
  Reflect.deleteProperty(window, 'MediaStreamTrackProcessor');
  window.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
      if (name === 'capture') throw new Error('refused');
      super(context, name, options);
    }
  };
}

test('where nothing gives samples the browser’s recorder is heard, on each socket from its beginning', async ({
  visit,
}) => {
  const microphone = await microphoneFile('recorder', [
    { at: 3, voice: 'rms', sentence: 'what are your opening hours?' },
    { at: 20, voice: 'rms', sentence: 'who started the studio?' },
  ]);
  const visitor = await visit({ microphone, scripts: [noSamples] });
  const sockets: WebSocketRoute[] = [];
  await visitor.context.routeWebSocket(/\/v0\/evi\/chat/, (socket) => {
    sockets.push(socket);
    socket.connectToServer();
  });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  const transcript = visitor.widget.getByRole('log');
  await expect(transcript).toContainText(/tuesday to friday/i, { timeout: 30_000 });
  await expect(visitor.status).toHaveText(/listening/i, { timeout: 30_000 });
  await sockets[0]?.close({ code: 1011, reason: 'The test pulls the plug.' });
  await expect(transcript).toContainText(/helen marsh/i, { timeout: 30_000 });
  expect(sockets).toHaveLength(2);
});
