import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const running = new Set<number>();
// A worker that Playwright ends runs no fixture to its end; nothing it started may outlive it.
process.on('exit', () => {
  for (const pid of running) endGroup(pid);
});

function endGroup(pid: number): void {
  running.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export interface Started {
  child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Ends it and all that it started. */
  end(): Promise<void>;
}

/** Starts a program that leads a process group of its own. */
export function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk;
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  child.stdio[3]?.on('data', collect);
  child.on('error', (error) => {
    output += error.message;
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  if (child.pid) running.add(child.pid);
  return {
    child,
    output: () => output,
    async end() {
      if (!child.pid) return;
      endGroup(child.pid);
      await ended;
    },
  };
}

/** Asks again and again until there is an answer; the last failure tells why there was none. */
export async function eventually<Value>(
  ask: () => Promise<Value | undefined> | Value | undefined,
  why: () => string,
  patience = 30_000,
): Promise<Value> {
  const end = Date.now() + patience;
  let failure = '';
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = String(error);
    }
    await pause(30);
  }
  throw new Error(`${why()} ${failure}`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
