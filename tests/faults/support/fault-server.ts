import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { frameDocument, SHARED_FILE } from '../../../server/http/headers.ts';
import type { FrameConfig } from '../../../shared/options/frame-config.ts';
import { pagePart } from '../../browser/support/loader.ts';
import { createWatch } from '../../support/watch.ts';
import { type Chat, createChat } from './chat.ts';
import { TAP_WORKLET, type TapOptions, tapScript } from './taps.ts';

const FILES = join(import.meta.dirname, '../../../dist');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** What becomes of a request for a token: a token, a refusal, rubbish, silence, or a connection that breaks. */
export type TokenAnswer = 'granted' | 'malformed' | 'never' | 'reset' | { status: number };
/** What becomes of a socket that is asked for. */
export type UpgradeAnswer = 'taken' | 'never' | 'reset' | { status: number };

/** The widget's own origin, which does what a test says: as the real one does until told otherwise. */
export interface FaultServer {
  readonly origin: string;
  token: TokenAnswer;
  upgrade: UpgradeAnswer;
  /** Runs for each new chat. */
  onChat: (chat: Chat) => void;
  /** Every token that was asked for, in order; refused ones are empty. */
  readonly tokens: readonly string[];
  /** How many sockets were asked for, also those that were refused. */
  readonly upgrades: number;
  readonly chats: readonly Chat[];
  /** Requests for tokens wait until the answer is called. */
  holdTokens(): () => void;
  /** The chat that is opened next, or the oldest one that was not taken yet. */
  nextChat(): Promise<Chat>;
  /** Resolves as soon as it is true of what has come in. */
  until(happened: () => boolean): Promise<void>;
  /** Every chat's socket breaks. */
  unplug(): void;
  close(): void;
}

export interface FaultServerOptions {
  /** The one site that may embed the widget. */
  site: string;
  taps: TapOptions;
  config?: FrameConfig;
}

export async function openFaultServer({
  site,
  taps,
  config = { voiceInput: true },
}: FaultServerOptions): Promise<FaultServer> {
  const watch = createWatch();
  const tokens: string[] = [];
  const chats: Chat[] = [];
  let taken = 0;
  let upgrades = 0;
  let held: (() => void)[] | undefined;
  const sockets = new WebSocketServer({ noServer: true });

  const send = (
    response: ServerResponse,
    type: string,
    body: string | Buffer,
    headers = SHARED_FILE,
  ): void => {
    response.writeHead(200, { ...headers, 'Content-Type': TYPES[type] ?? 'application/json' });
    response.end(body);
  };

  /** The taps run before the widget's own script, of the same origin, so the document's own policy lets them. */
  const document = async (response: ServerResponse): Promise<void> => {
    const html = await readFile(join(FILES, 'widget/index.html'), 'utf8');
    const headers = frameDocument([site], fault.origin.replace('http', 'ws'));
    send(response, '.html', html.replace('<head>', '<head><script src="/taps.js"></script>'), {
      ...SHARED_FILE,
      ...headers,
    });
  };

  const answerToken = (response: ServerResponse): void => {
    const { token } = fault;
    if (token === 'reset') response.destroy();
    else if (token === 'malformed') send(response, '.json', '{"access_token":');
    else if (typeof token === 'object') {
      response.writeHead(token.status, { 'Content-Type': 'application/json', 'Retry-After': '1' });
      response.end('{"error":"The test refuses."}');
    } else if (token === 'granted') {
      const issued = `token-${tokens.length}`;
      tokens[tokens.length - 1] = issued;
      send(response, '.json', JSON.stringify({ access_token: issued }));
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://widget');
    if (pathname === '/widget/') return document(response);
    if (pathname === '/taps.js') return send(response, '.js', tapScript(taps));
    if (pathname === '/tap-worklet.js') return send(response, '.js', TAP_WORKLET);
    if (pathname === '/widget/config.json') return send(response, '.json', JSON.stringify(config));
    if (pathname === '/token') {
      tokens.push('');
      watch.tell();
      if (held) held.push(() => answerToken(response));
      else answerToken(response);
      return;
    }
    const loaders: Record<string, string> = {
      '/loader.js': 'loader/loader.js',
      [pagePart().path]: 'loader/page.js',
    };
    const file = loaders[pathname] ?? join('widget/assets', basename(pathname));
    send(response, extname(file), await readFile(join(FILES, file)));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      response.writeHead(404);
      response.end();
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgrades += 1;
    watch.tell();
    socket.on('error', () => undefined);
    const { upgrade } = fault;
    if (upgrade === 'reset') socket.destroy();
    else if (typeof upgrade === 'object')
      socket.end(`HTTP/1.1 ${upgrade.status} Refused\r\nConnection: close\r\n\r\n`);
    if (upgrade !== 'taken') return;
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const chat = createChat(webSocket, new URL(request.url ?? '/', fault.origin), watch);
      chats.push(chat);
      fault.onChat(chat);
      watch.tell();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();

  const fault: FaultServer = {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    token: 'granted',
    upgrade: 'taken',
    onChat: () => undefined,
    tokens,
    get upgrades() {
      return upgrades;
    },
    chats,
    until: watch.until,
    holdTokens() {
      held = [];
      return () => {
        const waiting = held ?? [];
        held = undefined;
        for (const answer of waiting) answer();
      };
    },
    async nextChat() {
      const index = taken;
      taken += 1;
      await watch.until(() => chats.length > index);
      return chats[index] ?? fault.nextChat();
    },
    unplug() {
      for (const chat of chats) chat.destroy();
    },
    close() {
      fault.unplug();
      server.closeAllConnections();
      server.close();
    },
  };
  return fault;
}
