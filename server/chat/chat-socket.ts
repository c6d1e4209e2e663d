import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Configs } from '../configs/types.ts';
import { addressOf, networkOf } from '../http/address.ts';
import type { Caller } from '../http/tokens.ts';
import type { Providers } from '../providers/types.ts';
import { reasonOf } from '../reason-of.ts';
import type { ChatStore } from '../store/types.ts';
import { type CallerLimits, createCallerCount } from './caller-count.ts';
import { ChatSession } from './chat-session.ts';
import { type Connection, type ConnectionLimits, createConnection } from './connection.ts';
import { readConnectionParameters } from './connection-parameters.ts';
import { errorMessage } from './error-message.ts';
import { createGroupHolders } from './group-holders.ts';
import { type ChatForObservers, LiveChats, receiveFromOutside } from './live-chats.ts';
import type { Refusal } from './parse-message.ts';

/** Milliseconds that a client has to answer a close; one that is gone must not hold up the server's end. */
const CLOSE_TIMEOUT = 2000;
/** Milliseconds in which the ends of all chats are to be kept when the server stops. */
const CLOSE_DEADLINE = 5000;
/** Milliseconds between two pings. */
const PING_INTERVAL = 30_000;
/** Messages that wait for the store, above which nothing more is read from the client. */
const MOST_WAITING = 100;

export interface ChatLimits extends ConnectionLimits, CallerLimits {
  /** Bytes. A longer message closes the socket with 1009. */
  messageBytes: number;
  /** Milliseconds that a client has to answer a tool call. */
  toolPatience: number;
}

export interface ChatSocketOptions {
  providers: Providers;
  store: ChatStore;
  configs: Configs;
  limits: ChatLimits;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  /** Undefined for who has no good credential. */
  callerOf(request: IncomingMessage, query: URLSearchParams): Promise<Caller | undefined>;
  /** Seconds that the client has to wait, or 0. */
  tooSoon(request: IncomingMessage): Promise<number>;
  log(line: string): void;
}

export interface ChatSockets {
  /**
   * Answers an upgrade of the HTTP server: 429 when asked too often, 404 elsewhere than the chats' addresses, 401 without
   * a credential.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * A message for a chat that goes on, from its control plane. `unknown`: there is none of that id that the caller may join;
   * `behind`: so much waits for the store that it takes no more now.
   */
  sendTo(chatId: string, caller: Caller, text: string): Refusal | 'unknown' | 'behind' | undefined;
  /** Resolves when every chat is ended and kept, or after 5 s with a line in the log: a store that hangs must not hold up a stop. */
  close(): Promise<void>;
}

const CHAT = '/v0/evi/chat';
const OBSERVE = /^\/v0\/evi\/chat\/([\w-]{1,100})\/connect$/;

/** By hand: `new URL` throws on some addresses that HTTP allows, `//` for one. */
function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '', ...query] = (request.url ?? '').split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;

function refuse(socket: Duplex, status: string, headers = ''): void {
  // A client that keeps its own half open, or reads nothing, would keep the connection, and the server's end, waiting.
  socket.once('finish', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), CLOSE_TIMEOUT).unref();
  socket.once('close', () => clearTimeout(timer));
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

export function createChatSockets(options: ChatSocketOptions): ChatSockets {
  const { limits, log } = options;
  const settings = {
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    // ws waits 30 s by default. Apart from the call, because @types/ws does not know it yet.
    closeTimeout: CLOSE_TIMEOUT,
  };
  const server = new WebSocketServer(settings);
  const callers = createCallerCount(limits);
  const live = new LiveChats();
  const groups = createGroupHolders();
  const chats = new Set<ChatSession>();
  const ending = new Set<Promise<void>>();
  const connections = new Set<Connection>();
  // A client that lost its network never says goodbye: its chat would be kept for ever.
  const pings = setInterval(() => {
    for (const connection of connections) connection.ping();
  }, PING_INTERVAL).unref();

  /** What goes wrong in one chat must not end the others. */
  function guard(connection: Connection, work: () => void): void {
    try {
      work();
    } catch (error) {
      failed(connection, error);
    }
  }

  function failed(connection: Connection, error: unknown): void {
    log(`Chat socket: ${reasonOf(error)}`);
    connection.fail();
  }

  function holdWhileBehind(connection: Connection, session: ChatSession): void {
    if (session.backlog > MOST_WAITING) connection.hold(session.flushed());
    if (session.audioReady) connection.hold(session.audioReady);
  }

  function serve(
    socket: WebSocket,
    caller: Caller,
    network: string,
    talk: (connection: Connection) => void,
  ): void {
    const connection = createConnection(socket, limits, log);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
    const full = callers.enter(caller, network);
    if (full) {
      connection.send(JSON.stringify(errorMessage({ refused: 'E0900', why: full })));
      // 1008, because Hume's React SDK reports no other code but 1000 and 1006.
      connection.close(1008, 'Too many connections.');
      return;
    }
    socket.on('close', () => callers.leave(caller, network));
    guard(connection, () => talk(connection));
  }

  async function chat(
    socket: WebSocket,
    connection: Connection,
    caller: Caller,
    query: URLSearchParams,
  ): Promise<void> {
    const parameters = readConnectionParameters(query);
    const configId = caller.kind === 'widget' ? caller.configId : parameters.configId;
    const known = configId ? options.configs.find(configId) : options.configs.default;
    const owner = caller.kind === 'widget' ? 'widget' : `key ${caller.keyId}`;
    const nameOf = (chatGroupId: string): string => `${owner} ${chatGroupId}`;
    const before: SubscribeEvent[] = [];
    let observers: ChatForObservers | undefined;
    const show = (message: SubscribeEvent): void => {
      if (observers) observers.show(message);
      else if (parameters.allowConnection) before.push(message);
    };

    async function begin(): Promise<void> {
      const session = await ChatSession.open({
        ...options,
        config: known ?? options.configs.default,
        configUnknown: !known,
        parameters,
        owner,
        toolPatience: limits.toolPatience,
        send(message) {
          connection.send(JSON.stringify(message));
          show(message);
        },
        settingsChanged: show,
        ready: connection.ready,
        hangUp: connection.close,
        broke: (error) => failed(connection, error),
      });
      if (parameters.allowConnection) observers = live.open(session, caller, before);
      chats.add(session);
      const end = (status = connection.ending): Promise<void> => {
        observers?.end();
        chats.delete(session);
        leaveGroup();
        const ended = session.close(status);
        ending.add(ended);
        ended.finally(() => ending.delete(ended));
        return ended;
      };
      const leaveGroup = groups.hold(nameOf(session.chatGroupId), () => {
        const ended = end('USER_TIMEOUT');
        connection.close(1000, 'Resumed elsewhere.');
        return ended;
      });
      // It may have gone while the store began the chat.
      if (socket.readyState === socket.CLOSED) {
        end();
        return;
      }
      socket.on('close', () => end());
      socket.on('message', (data, isBinary) =>
        guard(connection, () => {
          if (isBinary) session.receiveAudio(bytesOf(data));
          else session.receiveText(bytesOf(data).toString());
          holdWhileBehind(connection, session);
        }),
      );
    }

    const { resumedChatGroupId } = parameters;
    await (resumedChatGroupId ? groups.takeOver(nameOf(resumedChatGroupId), begin) : begin());
  }

  function observe(socket: WebSocket, connection: Connection, session: ChatSession): void {
    const leave = live.observe(session, connection.send);
    socket.on('close', leave);
    socket.on('message', (data, isBinary) =>
      guard(connection, () => {
        const refusal: Refusal | undefined = isBinary
          ? { refused: 'E0101', why: 'Audio comes from the chat’s own client only.' }
          : receiveFromOutside(session, bytesOf(data).toString());
        if (refusal) connection.send(JSON.stringify(errorMessage(refusal)));
        holdWhileBehind(connection, session);
      }),
    );
    session.ended.then(() => socket.close(1000, 'The chat has ended.'));
  }

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const wait = await options.tooSoon(request);
    if (wait) return refuse(socket, '429 Too Many Requests', `Retry-After: ${wait}\r\n`);
    const { path, query } = targetOf(request);
    const observed = OBSERVE.exec(path)?.[1];
    if (path !== CHAT && !observed) return refuse(socket, '404 Not Found');
    const caller = await options.callerOf(request, query);
    if (!caller) return refuse(socket, '401 Unauthorized');
    const session = observed && live.find(observed, caller);
    if (observed && !session) return refuse(socket, '404 Not Found');
    const network = networkOf(addressOf(request, options.trustedProxies));
    server.handleUpgrade(request, socket, head, (ws) =>
      serve(ws, caller, network, (connection) => {
        if (session) observe(ws, connection, session);
        else {
          const opened = chat(ws, connection, caller, query);
          connection.hold(opened);
          opened.catch((error) => failed(connection, error));
        }
      }),
    );
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      admit(request, socket, head).catch((error) => {
        log(`Chat socket: ${reasonOf(error)}`);
        refuse(socket, '500 Internal Server Error');
      });
    },
    sendTo(chatId, caller, text) {
      const session = live.find(chatId, caller);
      if (!session) return 'unknown';
      return session.backlog > MOST_WAITING ? 'behind' : receiveFromOutside(session, text);
    },
    async close() {
      clearInterval(pings);
      const ended = [...chats].map((session) => session.close('ERROR'));
      for (const client of server.clients) client.close(1001, 'The server is stopping.');
      server.close();
      const kept = Promise.all([...ended, ...ending]).then(() => true);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, CLOSE_DEADLINE, false);
      });
      if (!(await Promise.race([kept, late])))
        log(`The store kept not all within ${CLOSE_DEADLINE / 1000} s: the ends of some chats are missing.`);
      clearTimeout(timer);
    },
  };
}
