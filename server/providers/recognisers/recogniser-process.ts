import { fork } from 'node:child_process';
import type { FromProcess, ToProcess } from './pocketsphinx-messages.ts';

/** A running child. Its first failure, crash or end reaches `onEnd` once, after which nothing is reported. */
export interface RecogniserProcess {
  send(message: ToProcess): void;
  listen(handlers: ProcessHandlers): void;
  /** Ends the child at once. It holds nothing worth saving. Resolves when the system has let go of it. */
  kill(): Promise<void>;
  /** Resolves when the child is gone, for whatever reason. */
  readonly gone: Promise<void>;
  readonly pid: number | undefined;
}

export interface ProcessHandlers {
  onMessage(message: FromProcess): void;
  onEnd(reason: Error): void;
}

/**
 * Starts a child from the bundled `file`. It gets neither our environment, which holds keys, nor our
 * Node options, and ends by itself when its channel to us closes.
 */
export function startProcess(file: string): RecogniserProcess {
  const libraryPath = process.env.LD_LIBRARY_PATH;
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath },
    execArgv: [],
  });
  let handlers: ProcessHandlers | null = null;
  let ended: Error | null = null;
  const end = (reason: Error) => {
    if (ended) return;
    ended = reason;
    handlers?.onEnd(reason);
  };
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      end(new Error(`The recogniser process ended unexpectedly (${signal ?? `code ${code}`})`));
      resolve();
    });
    child.once('error', (error) => {
      end(new Error(`The recogniser process cannot run: ${error.message}`));
      if (child.pid === undefined) resolve();
    });
  });
  child.on('message', (message: FromProcess) => {
    if (ended) return;
    if (message.type === 'failed') end(new Error(message.reason));
    else handlers?.onMessage(message);
  });
  return {
    // A channel that closes under a message is reported by 'exit'.
    send: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    listen: (next) => {
      handlers = next;
      if (ended) next.onEnd(ended);
    },
    kill: () => {
      end(new Error('The recogniser process was ended'));
      child.kill('SIGKILL');
      return gone;
    },
    gone,
    pid: child.pid,
  };
}
