import { WebSocket } from 'ws';
import type { ChatStatus } from '../store/types.ts';
import { withResolvers } from '../with-resolvers.ts';

export interface ConnectionLimits {
  /** Bytes sent and not read by the client, above which nothing more is written or read until it has caught up. */
  unread: number;
  /** Milliseconds that it may take to catch up before it is dropped. */
  patience: number;
}

export interface Connection {
  send(text: string): void;
  /** Resolves when the client has caught up; at once, mostly. Rejects with the signal's reason when aborted. */
  ready(signal: AbortSignal): Promise<void>;
  /** Reads nothing more until `work` is settled. What the client sends meanwhile waits in its own buffers. */
  hold(work: Promise<unknown>): void;
  close(code: number, reason: string): void;
  /** Closes because the server failed. */
  fail(): void;
  /** Drops a client that has not answered the ping before. One that is held is not asked: its answer would not be read. */
  ping(): void;
  /** Why the connection is over, when it is: the client left, was no longer there, or something went wrong. */
  readonly ending: Extract<ChatStatus, 'USER_ENDED' | 'USER_TIMEOUT' | 'ERROR'>;
}

/** A client's socket that cannot fill the server's memory: one that does not read is paused, then dropped. */
export function createConnection(
  socket: WebSocket,
  { unread, patience }: ConnectionLimits,
  log: (line: string) => void,
): Connection {
  let holds = 0;
  let behind: { promise: Promise<void>; catchUp(): void } | undefined;
  /** Pinged, and not answered yet. */
  let silent = false;
  let ending: Connection['ending'] | undefined;

  socket.on('pong', () => {
    silent = false;
  });
  // What was sent is no WebSocket frame, or too long.
  socket.on('error', (error) => {
    ending ??= 'ERROR';
    log(`Chat socket: ${error.message}`);
  });

  function drop(): void {
    ending ??= 'USER_TIMEOUT';
    socket.terminate();
  }

  function hold(work: Promise<unknown>): void {
    holds += 1;
    socket.pause();
    const release = () => {
      holds -= 1;
      if (holds > 0) return;
      // An answer may wait among what was not read.
      silent = false;
      socket.resume();
    };
    work.then(release, release);
  }

  function fallBehind(): void {
    const { promise, resolve: catchUp } = withResolvers();
    const timer = setTimeout(() => {
      log(`Chat socket: the client read nothing for ${patience / 1000} s and was dropped.`);
      drop();
    }, patience).unref();
    promise.then(() => clearTimeout(timer));
    behind = { promise, catchUp };
    socket.once('close', catchUp);
    hold(promise);
  }

  function written(): void {
    if (!behind || socket.bufferedAmount > unread / 2) return;
    behind.catchUp();
    socket.off('close', behind.catchUp);
    behind = undefined;
  }

  return {
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(text, written);
      if (!behind && socket.bufferedAmount > unread) fallBehind();
    },
    async ready(signal) {
      signal.throwIfAborted();
      if (!behind) return;
      const { promise } = behind;
      await new Promise<void>((resolve, reject) => {
        const stop = () => reject(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        promise.then(() => {
          signal.removeEventListener('abort', stop);
          resolve();
        });
      });
    },
    hold,
    close: (code, reason) => socket.close(code, reason),
    fail() {
      ending ??= 'ERROR';
      socket.close(1011, 'The server failed.');
    },
    ping() {
      if (holds > 0) return;
      if (silent) drop();
      else {
        silent = true;
        socket.ping();
      }
    },
    get ending() {
      return ending ?? 'USER_ENDED';
    },
  };
}
