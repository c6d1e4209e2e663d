import type { PublishEvent, SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Failure } from '../models.ts';
import { connectionFailure } from './failures.ts';
import { type ChatSocket, openChatSocket } from './socket.ts';
import { fetchToken } from './token.ts';

/** Milliseconds before each try to reconnect; up to half is added at random, so that not all visitors return at once. */
const RETRIES = [300, 1000, 2000, 4000, 8000];

export interface LineListener {
  /** The server greeted: now, and each time that a lost socket was replaced. */
  up(): void;
  message(message: SubscribeEvent): void;
  /** The socket dropped; the line is being taken up again. */
  lost(): void;
  /** No socket can be had; called once, and nothing after it. */
  failed(why: Failure): void;
  /** The server ended the chat; called once, and nothing after it. */
  goodbye(): void;
}

/** One call's connection: a socket, and the next one when it drops. */
export interface Line {
  readonly up: boolean;
  send(message: PublishEvent): void;
  sendAudio(samples: ArrayBuffer): void;
}

export interface LineOptions {
  configId: string;
  /** The chat group to go on with; empty for a new one. */
  group(): string;
  /** Closes whatever is open. Nothing is reported afterwards. */
  signal: AbortSignal;
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    addEventListener('online', () => resolve(), { signal, once: true });
  });

/** Connects at once. */
export function createLine({ configId, group, signal }: LineOptions, listener: LineListener): Line {
  let socket: ChatSocket | undefined;
  let up = false;
  signal.addEventListener('abort', () => {
    up = false;
    socket?.close();
  });

  /** Resolves when the server greeted, or with why not. */
  const connect = async (): Promise<Failure | undefined> => {
    const result = await fetchToken(configId, signal);
    if (signal.aborted) return undefined;
    if ('reason' in result) return result;
    return new Promise((resolve) => {
      const address = { token: result.token, configId, resumedChatGroupId: group() };
      socket = openChatSocket(address, {
        message(message) {
          if (signal.aborted) return;
          listener.message(message);
          if (message.type !== 'chat_metadata') return;
          up = true;
          listener.up();
          resolve(undefined);
        },
        closed(code) {
          if (signal.aborted) return;
          const wasUp = up;
          up = false;
          if (!wasUp) resolve(connectionFailure(code));
          else if (code === 1000) listener.goodbye();
          else void reconnect();
        },
      });
    });
  };

  const reconnect = async (): Promise<void> => {
    listener.lost();
    let why: Failure | undefined;
    for (const delay of RETRIES) {
      await wait(delay * (1 + Math.random() / 2), signal);
      if (signal.aborted) return;
      why = await connect();
      if (signal.aborted || !why) return;
    }
    if (why) listener.failed(why);
  };

  void connect().then((why) => {
    if (why && !signal.aborted) listener.failed(why);
  });

  return {
    get up() {
      return up;
    },
    send: (message) => socket?.send(message),
    sendAudio: (samples) => socket?.sendAudio(samples),
  };
}
