import { WebSocket } from 'ws';

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
}

/** A client's socket that cannot fill the server's memory: one that does not read is paused, then dropped. */
export function createConnection(
  socket: WebSocket,
  { unread, patience }: ConnectionLimits,
  log: (line: string) => void,
): Connection {
  let holds = 0;
  let behind: { promise: Promise<void>; catchUp(): void } | undefined;

  function hold(work: Promise<unknown>): void {
    holds += 1;
    socket.pause();
    const release = () => {
      holds -= 1;
      if (holds === 0) socket.resume();
    };
    work.then(release, release);
  }

  function fallBehind(): void {
    let catchUp: () => void = () => undefined;
    const promise = new Promise<void>((resolve) => {
      catchUp = resolve;
    });
    const timer = setTimeout(() => {
      log(`Chat socket: the client read nothing for ${patience / 1000} s and was dropped.`);
      socket.terminate();
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
  };
}
