import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { EviError, SubscribeEvent } from '../../shared/evi/messages.ts';
import fixture from './fixtures/client-samples.json' with { type: 'json' };
import { type EviServer, startEviServer } from './support/evi-server.ts';

let server: EviServer;

beforeAll(async () => {
  // The server's log.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  server = await startEviServer();
}, 60_000);

afterAll(() => server?.close());

/** Sends the frames one after the other, and answers with all that came until the server complained of no JSON. */
async function exchange(query: string, frames: readonly string[]): Promise<SubscribeEvent[]> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/v0/evi/chat?${query}`);
  const received: SubscribeEvent[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.on('open', () => {
      for (const frame of [...frames, 'no JSON']) socket.send(frame);
    });
    socket.on('message', (data) => {
      const message: SubscribeEvent = JSON.parse(String(data));
      if (message.type === 'error' && message.code === 'E0100') resolve();
      else received.push(message);
    });
  });
  socket.removeAllListeners('close');
  socket.close();
  return received;
}

const errors = (messages: readonly SubscribeEvent[]): EviError[] =>
  messages.filter((message): message is EviError => message.type === 'error');

describe('what Hume’s clients and guides send', () => {
  const AUDIO = 'session_settings[audio]={"encoding":"linear16","channels":1,"sample_rate":16000}';

  test.each(fixture.messages)(
    '$expected: $message.type of $source',
    async ({ message, expected, because }) => {
      const received = await exchange(`api_key=${server.apiKey}&${AUDIO}`, [JSON.stringify(message)]);
      expect(received[0]?.type).toBe('chat_metadata');
      const complaints = errors(received);
      expect(complaints.map(({ code }) => code)).toEqual(expected === 'accepted' ? [] : [expected]);
      if (because) expect(complaints[0]?.message).toContain(because);
    },
  );
});

test('the longest address that the SDK makes opens a chat', async () => {
  const [, query = ''] = fixture.handshake.url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('api_key', server.apiKey);
  const received = await exchange(String(parameters), []);
  expect(received[0]).toMatchObject({ type: 'chat_metadata', custom_session_id: 'cs' });
  // Its group, config and voice are of another server.
  expect(errors(received).map(({ code }) => code)).toEqual(['E0708', 'E0901', 'E0101']);
});
