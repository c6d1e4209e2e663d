import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { TurnSettings } from '../audio/turn-types.ts';
import type { Tokens } from '../http/tokens.ts';
import type { ChatGroups } from '../store/chat-groups.ts';
import { ChatSession, type Providers } from './chat-session.ts';
import { readConnectionParameters } from './connection-parameters.ts';

/** Bytes. A longer message closes the socket with 1009. */
const LONGEST_MESSAGE = 16 * 1024 * 1024;
/** Milliseconds that a client has to answer a close; one that is gone must not hold up the server's end. */
const CLOSE_TIMEOUT = 2000;
/** Milliseconds between two pings. */
const PING_INTERVAL = 30_000;

export interface ChatSocketOptions {
  providers: Providers;
  groups: ChatGroups;
  tokens: Tokens;
  turnSettings: TurnSettings;
  log(line: string): void;
}

export interface ChatSockets {
  /** Answers an upgrade of the HTTP server: 404 elsewhere than the chat's address, 401 without a credential. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** By hand: `new URL` throws on some addresses that HTTP allows, `//` for one. */
function addressOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '', ...query] = (request.url ?? '').split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;

export function createChatSockets(options: ChatSocketOptions): ChatSockets {
  const { tokens } = options;
  const settings = {
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
    // ws waits 30 s by default. Apart from the call, because @types/ws does not know it yet.
    closeTimeout: CLOSE_TIMEOUT,
  };
  const server = new WebSocketServer(settings);
  /** Pinged, and not answered yet. */
  const silent = new WeakSet<WebSocket>();
  // A client that lost its network never says goodbye: its chat would be kept for ever.
  const pings = setInterval(() => {
    for (const client of server.clients) {
      if (silent.has(client)) client.terminate();
      else {
        silent.add(client);
        client.ping();
      }
    }
  }, PING_INTERVAL).unref();

  const isKnown = async (request: IncomingMessage, query: URLSearchParams): Promise<boolean> => {
    const key = query.get('api_key') || request.headers['x-hume-api-key'];
    if (typeof key === 'string' && key) return tokens.isKey(key);
    const token = query.get('access_token');
    return !!token && tokens.accept(token, request.headers.origin);
  };

  const refuse = (socket: Duplex, status: string): void => {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };

  server.on('connection', (socket, request) => {
    // What goes wrong in one chat must not end the others.
    const guarded = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        options.log(`Chat socket: ${error instanceof Error ? error.message : error}`);
        socket.close(1011, 'The server failed.');
      }
    };
    socket.on('pong', () => silent.delete(socket));
    socket.on('error', (error) => options.log(`Chat socket: ${error.message}`));
    guarded(() => {
      const session = new ChatSession({
        ...options,
        parameters: readConnectionParameters(addressOf(request).query),
        send: (message) => socket.send(JSON.stringify(message)),
      });
      socket.on('message', (data, isBinary) =>
        guarded(() => {
          if (isBinary) session.receiveAudio(bytesOf(data));
          else session.receiveText(bytesOf(data).toString());
        }),
      );
      socket.on('close', () => session.close());
      session.open();
    });
  });

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const { path, query } = addressOf(request);
      if (path !== '/v0/evi/chat') return refuse(socket, '404 Not Found');
      isKnown(request, query).then(
        (known) => {
          if (!known) refuse(socket, '401 Unauthorized');
          else server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request));
        },
        () => refuse(socket, '500 Internal Server Error'),
      );
    },
    close() {
      clearInterval(pings);
      for (const client of server.clients) client.close(1001, 'The server is stopping.');
      server.close();
    },
  };
}
