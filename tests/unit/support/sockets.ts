/** Chat sockets on a real HTTP server, with fake providers and a fake store. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import {
  type ChatLimits,
  type ChatSocketOptions,
  createChatSockets,
} from '../../../server/chat/chat-socket.ts';
import type { Config } from '../../../server/configs/types.ts';
import type { Caller } from '../../../server/http/tokens.ts';
import type { SubscribeEvent } from '../../../shared/evi/messages.ts';
import { createWatch } from '../../support/watch.ts';
import { CONFIG, fakeLanguageModel, fakeMeasure, fakeVoice } from './chat.ts';
import { type FakeStore, fakeStore } from './fake-store.ts';

const LIMITS: ChatLimits = {
  messageBytes: 1024 * 1024,
  connectionsPerKey: 5,
  widgetConnections: 5,
  widgetConnectionsPerAddress: 5,
  toolPatience: 20_000,
  unread: 1024 * 1024,
  patience: 30_000,
};

/** `api_key=one` is the key `one`; `access_token=museum` is the widget with the config `museum`. */
const callerOf = async (_request: unknown, query: URLSearchParams): Promise<Caller | undefined> => {
  const [key, token] = [query.get('api_key'), query.get('access_token')];
  if (key) return { kind: 'key', keyId: key };
  return token ? { kind: 'widget', configId: token } : undefined;
};

export async function startSockets(
  over: Partial<Omit<ChatSocketOptions, 'limits' | 'configs'>> & {
    limits?: Partial<ChatLimits>;
    configs?: Config[];
    store?: FakeStore;
  } = {},
) {
  const logged: string[] = [];
  const store = over.store ?? fakeStore();
  const all = [CONFIG, ...(over.configs ?? [])];
  const sockets = createChatSockets({
    providers: {
      recogniser: null,
      languageModel: fakeLanguageModel(),
      voice: fakeVoice(),
      expression: fakeMeasure(),
      webSearch: null,
    },
    trustedProxies: 0,
    callerOf,
    tooSoon: async () => 0,
    log: (line) => logged.push(line),
    ...over,
    store,
    configs: { default: CONFIG, all, find: (id) => all.find((config) => config.id === id) },
    limits: { ...LIMITS, ...over.limits },
  });
  const http = createServer();
  http.on('upgrade', sockets.upgrade);
  /** The server's ends of the connections. */
  const accepted: Socket[] = [];
  http.on('connection', (socket) => accepted.push(socket));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const clients: WebSocket[] = [];

  function connect(query: string, path = '/v0/evi/chat', options: WebSocket.ClientOptions = {}) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}?${query}`, options);
    clients.push(socket);
    const received: SubscribeEvent[] = [];
    const { tell, until: when } = createWatch();
    let closed: { code: number; reason: string } | undefined;
    let refused: { status: number; headers: Record<string, unknown> } | undefined;
    socket.on('message', (data) => {
      received.push(JSON.parse(String(data)));
      tell();
    });
    socket.on('close', (code, reason) => {
      closed = { code, reason: String(reason) };
      tell();
    });
    socket.on('unexpected-response', (_request, response) => {
      refused = { status: response.statusCode ?? 0, headers: response.headers };
      response.resume();
      tell();
    });
    socket.on('error', tell);
    return {
      socket,
      received,
      all: (type: SubscribeEvent['type']) => received.filter((message) => message.type === type),
      send: (message: object | string) =>
        socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
      until: (type: SubscribeEvent['type'], count = 1) =>
        when(() => received.filter((message) => message.type === type).length >= count),
      closed: async () => {
        await when(() => closed !== undefined);
        return closed;
      },
      refused: async () => {
        await when(() => refused !== undefined);
        return refused;
      },
    };
  }

  return {
    sockets,
    store,
    logged,
    accepted,
    port,
    connect,
    async stop() {
      const ended = sockets.close();
      for (const client of clients) client.terminate();
      await ended;
      http.closeAllConnections();
      http.close();
    },
  };
}
