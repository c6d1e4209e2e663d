import { fork } from 'node:child_process';
import type { FromProcess, ToProcess } from './pocketsphinx-messages.ts';

/** A running child. */
export interface RecogniserProcess {
  /** Resolves when the child can hear, rejects when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves with the cause when the child has failed, crashed or was killed. Nothing is reported after that. */
  readonly ended: Promise<Error>;
  /** Resolves when the system has let go of the child. */
  readonly gone: Promise<void>;
  send(message: ToProcess): void;
  /** Sets who gets the child's messages. */
  listen(onMessage: (message: FromProcess) => void): void;
  /** Ends the child at once; it holds nothing worth saving. Resolves as `gone` does. */
  kill(reason?: Error): Promise<void>;
}

/**
 * Starts a child from the bundled `file`. It gets neither our environment, which holds keys, nor our Node options,
 * and ends by itself when its channel to us closes.
 */
export function startProcess(file: string): RecogniserProcess {
  const libraryPath = process.env.LD_LIBRARY_PATH;
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath },
    execArgv: [],
  });
  let over = false;
  let onMessage = (_message: FromProcess) => {};
  let settleReady = { resolve: () => {}, reject: (_reason: Error) => {} };
  const ready = new Promise<void>((resolve, reject) => {
    settleReady = { resolve, reject };
  });
  // A spare may end with nobody waiting for it.
  ready.catch(() => {});
  let settleEnded = (_reason: Error) => {};
  const ended = new Promise<Error>((resolve) => {
    settleEnded = resolve;
  });

  const end = (reason: Error) => {
    over = true;
    settleReady.reject(reason);
    settleEnded(reason);
  };
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      end(new Error(`The recogniser process ended unexpectedly (${signal ?? `code ${code}`})`));
      resolve();
    });
    child.on('error', (error) => {
      end(new Error(`The recogniser process cannot run: ${error.message}`));
      if (child.pid === undefined) resolve();
    });
  });
  child.on('message', (message: FromProcess) => {
    if (over) return;
    if (message.type === 'failed') end(new Error(message.reason));
    else if (message.type === 'ready') settleReady.resolve();
    else onMessage(message);
  });

  return {
    ready,
    ended,
    gone,
    send: (message) => {
      // A channel that closes under a message is reported by 'exit'.
      if (child.connected) child.send(message, () => {});
    },
    listen: (listener) => {
      onMessage = listener;
    },
    kill: (reason = new Error('The recogniser process was ended')) => {
      end(reason);
      child.kill('SIGKILL');
      return gone;
    },
  };
}
