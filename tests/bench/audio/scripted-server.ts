import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { createAudioInput } from '../../../server/audio/audio-input.ts';
import { frameDocument, SHARED_FILE } from '../../../server/http/headers.ts';
import type { PublishEvent, SubscribeEvent } from '../../../shared/evi/messages.ts';
import type { FrameConfig } from '../../../shared/options/frame-config.ts';
import { now } from './clock.ts';

/** Hertz of the assistant's voice here. */
export const VOICE_RATE = 16_000;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Samples at 16 kHz that came with one message, and when it came. */
export interface Heard {
  at: number;
  samples: Int16Array;
}

/** One chat, whose server says what the bench tells it to. */
export interface Chat {
  send(message: SubscribeEvent): void;
  /** The visitor's audio, decoded. */
  heard: Heard[];
  /** Resolves when the next message with audio has come. */
  nextAudio(): Promise<void>;
}

export interface ScriptedServer {
  origin: string;
  /** A file of the widget's origin. */
  publish(path: string, body: string): void;
  /** The next chat that is opened, greeted already. */
  nextChat(): Promise<Chat>;
  close(): void;
}

function greet(socket: WebSocket): Chat {
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let at = 0;
  const input = createAudioInput(
    {
      samples: (samples) => heard.push({ at, samples }),
      refused: (reason) => console.error(reason),
    },
    Number.POSITIVE_INFINITY,
  );
  const hear = (bytes: Uint8Array): void => {
    at = now();
    input.write(bytes);
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  const chat: Chat = {
    send: (message) => socket.send(JSON.stringify(message)),
    heard,
    nextAudio: () => new Promise((resolve) => waiting.add(resolve)),
  };
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return hear(data);
    const message = JSON.parse(data.toString()) as PublishEvent;
    if (message.type === 'session_settings' && message.audio) input.announce(message.audio);
    if (message.type === 'audio_input') hear(Buffer.from(message.data, 'base64'));
  });
  socket.on('close', () => input.close());
  chat.send({ type: 'chat_metadata', chat_id: 'bench', chat_group_id: 'bench', request_id: 'bench' });
  return chat;
}

/** The widget's built files with the headers of the real server, a token for anybody, and chats that the bench scripts. */
export async function startScriptedServer(files: string, sites: readonly string[]): Promise<ScriptedServer> {
  const published = new Map<string, string>();
  const waiting: ((chat: Chat) => void)[] = [];
  let origin = '';

  const read = async (path: string): Promise<{ body: string | Buffer; headers: Record<string, string> }> => {
    const own = published.get(path);
    if (own !== undefined) return { body: own, headers: SHARED_FILE };
    if (path === '/token') return { body: JSON.stringify({ access_token: 'bench' }), headers: SHARED_FILE };
    if (path === '/widget/config.json') {
      const config: FrameConfig = { voiceInput: true };
      return { body: JSON.stringify(config), headers: SHARED_FILE };
    }
    if (path === '/widget/') {
      const headers = frameDocument(sites, origin.replace('http', 'ws'));
      return { body: await readFile(join(files, 'widget/index.html')), headers };
    }
    const folder = path === '/loader.js' ? 'loader' : 'widget/assets';
    return { body: await readFile(join(files, folder, basename(path))), headers: SHARED_FILE };
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://server');
    read(pathname).then(
      ({ body, headers }) => {
        // As the real server's for the frame; the peer's page is an ordinary one, without a policy.
        const { 'Content-Security-Policy': policy, ...rest } = headers;
        const type = TYPES[extname(pathname)] ?? 'text/html; charset=utf-8';
        const guarded = pathname === '/widget/' && policy ? { 'Content-Security-Policy': policy } : {};
        response.writeHead(200, { ...rest, ...guarded, 'Content-Type': type });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    const chat = greet(socket);
    waiting.shift()?.(chat);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    origin,
    publish: (path, body) => published.set(path, body),
    nextChat: () => new Promise((resolve) => waiting.push(resolve)),
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}
