import type { WebSocketRoute } from '@playwright/test';
import { microphoneFile } from '../support/speech.ts';
import { expect, test } from './support/visit.ts';

test('a lost connection comes back with its thread, and the microphone stays', async ({ visit }) => {
  const visitor = await visit({ microphone: await microphoneFile('silence', []) });
  const sockets: WebSocketRoute[] = [];
  const addresses: URL[] = [];
  await visitor.context.routeWebSocket(/\/v0\/evi\/chat/, (socket) => {
    sockets.push(socket);
    addresses.push(new URL(socket.url()));
    socket.connectToServer();
  });
  await visitor.openPanel();
  await visitor.ask('who started the studio?');
  const transcript = visitor.widget.getByRole('log');
  await expect(transcript).toContainText(/helen marsh/i);
  const status = visitor.status;
  await expect(status).toHaveText(/ready/i, { timeout: 20_000 });
  await visitor.widget.getByRole('button', { name: /talk/i }).click();
  await expect(status).toHaveText(/listening/i);

  await sockets[0]?.close({ code: 1011, reason: 'The test pulls the plug.' });
  await expect(status).toHaveText(/reconnecting/i);
  await expect(status).toHaveText(/listening/i);
  expect(addresses).toHaveLength(2);
  const [first, second] = addresses;
  expect(second?.searchParams.get('resumed_chat_group_id')).toMatch(/^[\da-f-]{36}$/);
  expect(second?.searchParams.get('access_token')).not.toBe(first?.searchParams.get('access_token'));
  expect(
    await visitor.frame().evaluate(() => window.microphoneTracks?.map((track) => track.readyState)),
  ).toEqual(['live']);

  // The assistant still knows what was said before.
  await visitor.ask('can you say that again?');
  await expect(transcript.getByText(/helen marsh/i)).toHaveCount(2);
});

test('a server that is gone for good is said so, with one thing to do', async ({ visit }) => {
  const visitor = await visit();
  await visitor.page.route('**/token', (route) => route.abort());
  await visitor.openPanel();
  await visitor.ask('who started the studio?');
  await expect(visitor.widget.getByRole('alert')).toContainText(/cannot be reached/i);
  await visitor.page.unroute('**/token');
  await visitor.widget.getByRole('button', { name: /again/i }).click();
  await expect(visitor.widget.getByRole('log')).toContainText(/helen marsh/i);
});
