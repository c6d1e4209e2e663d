import type { PublishEvent, SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Failure } from '../models.ts';
import { BUSY, delaysAfter, isFinal, wait } from './back-off.ts';
import { endsChat, failureOf, forgetsGroup } from './failures.ts';
import { type ChatSocket, NEVER_GREETED, openChatSocket } from './socket.ts';
import { fetchToken } from './token.ts';

/** Milliseconds that a call waits, at least, for the network to come back. */
const OFFLINE_PATIENCE = 300_000;

export interface LineListener {
  /** The server greeted: now, and each time that a lost socket was replaced. */
  up(): void;
  message(message: SubscribeEvent): void;
  /** The socket dropped; the line is being taken up again. */
  lost(): void;
  /** No socket can be had; called once, and nothing after it. */
  failed(why: Failure): void;
  /** The server ended the chat, with the reason that it gave; called once, and nothing after it. */
  goodbye(why: Failure | null): void;
}

/** One call's connection: a socket, and the next one when it drops. */
export interface Line {
  readonly up: boolean;
  /** What cannot be sent now is not sent. */
  send(message: PublishEvent): void;
  /** False where it was not taken: there is no socket, or it has enough to carry. */
  sendAudio(samples: ArrayBuffer): boolean;
}

export interface LineOptions {
  configId: string;
  /** The chat group to go on with; empty for a new one. */
  group(): string;
  /** Closes whatever is open. Nothing is reported afterwards. */
  signal: AbortSignal;
}

/** Why a try brought no socket, and whether another can. */
interface Refusal {
  why: Failure;
  final: boolean;
  closeCode: number;
}

const unreachable = (reason: 'unreachable' | 'connection-refused', code: number): Failure => ({
  reason: navigator.onLine ? reason : 'offline',
  code: code === 1006 || code === NEVER_GREETED ? '' : String(code),
});

/** A socket that was closed before the server greeted. An error that it sent says more than the code of the close. */
const refusal = (closeCode: number, error: string): Refusal => {
  if (error && !forgetsGroup(error))
    return { why: failureOf(error), final: error.startsWith('E') || isFinal(closeCode), closeCode };
  if (isFinal(closeCode) && !error) return { why: failureOf(String(closeCode)), final: true, closeCode };
  // A token was given, so the server can be reached.
  const reason = closeCode === NEVER_GREETED ? 'unreachable' : 'connection-refused';
  return { why: unreachable(reason, closeCode), final: false, closeCode };
};

/** Connects at once. */
export function createLine({ configId, group, signal }: LineOptions, listener: LineListener): Line {
  let socket: ChatSocket | undefined;
  let up = false;
  /** What the newest message complained of; a close that follows it at once is for that reason. */
  let error = '';
  let wasOffline = false;

  const connect = async (): Promise<Refusal | undefined> => {
    const result = await fetchToken(configId, signal);
    if (signal.aborted) return undefined;
    if ('reason' in result)
      return { why: result, final: result.reason === 'token-refused', closeCode: NEVER_GREETED };
    error = '';
    return new Promise<Refusal | undefined>((resolve) => {
      const address = { token: result.token, configId, resumedChatGroupId: group() };
      socket = openChatSocket(address, {
        message(message) {
          if (signal.aborted) return;
          error = message.type === 'error' ? message.code : '';
          if (message.type === 'chat_metadata') up = true;
          listener.message(message);
          if (message.type !== 'chat_metadata') return;
          listener.up();
          resolve(undefined);
        },
        closed(code) {
          if (signal.aborted) return;
          if (up) dropped(code);
          else resolve(refusal(code, error));
        },
      });
    }).catch(() => refusal(1006, ''));
  };

  const dropped = (code: number): void => {
    up = false;
    if (code === 1000 || endsChat(error)) listener.goodbye(error ? failureOf(error) : null);
    else if (isFinal(code)) listener.failed(failureOf(error || String(code)));
    else void reconnect(delaysAfter(code));
  };

  const reconnect = async (first: readonly number[]): Promise<void> => {
    listener.lost();
    let delays = first;
    let why: Failure = { reason: 'unreachable', code: '' };
    for (let tries = 0; tries < delays.length; tries += 1) {
      await wait(delays[tries] ?? 0, signal);
      if (!navigator.onLine && !signal.aborted) {
        await wait(OFFLINE_PATIENCE, signal);
        why = { reason: 'offline', code: '' };
        if (!navigator.onLine) break;
      }
      if (signal.aborted) return;
      const refused = await connect();
      if (signal.aborted || !refused) return;
      ({ why } = refused);
      if (refused.final) break;
      // Without a network nothing was tried.
      if (why.reason === 'offline') tries -= 1;
      delays = why.reason === 'too-many-requests' ? BUSY : delaysAfter(refused.closeCode, delays);
    }
    if (!signal.aborted) listener.failed(why);
  };

  const begin = async (): Promise<void> => {
    let refused = await connect();
    // Perhaps the token had expired on its way; a fresh one shows whether that was all.
    if (refused && !refused.final && refused.why.reason === 'connection-refused') refused = await connect();
    if (refused && !signal.aborted) listener.failed(refused.why);
  };

  signal.addEventListener('abort', () => {
    up = false;
    socket?.close();
  });
  const offline = (): void => {
    wasOffline = true;
  };
  const online = (): void => {
    // The network is another one: a socket of the old one may be dead without saying so.
    if (up && wasOffline) {
      up = false;
      socket?.close();
      void reconnect([0, ...delaysAfter(1006)]);
    }
    wasOffline = false;
  };
  addEventListener('offline', offline, { signal });
  addEventListener('online', online, { signal });
  void begin();

  return {
    get up() {
      return up;
    },
    send(message) {
      if (up) socket?.send(message);
    },
    sendAudio: (samples) => (up && socket?.sendAudio(samples)) ?? false,
  };
}
