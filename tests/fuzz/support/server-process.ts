import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForNode } from '../../support/build-for-node.ts';
import type { Answer, Health, Question, Rest, Serving } from './served.ts';

/** Characters of the server's output that are shown when it ends by itself. */
const LAST_WORDS = 4000;
const STAND_INS = join(import.meta.dirname, 'stand-ins.ts');

export interface ServerProcess extends Serving {
  /** Rejects, with what it said last, when the process has ended by itself. */
  crashed: Promise<never>;
  readonly alive: boolean;
  /** Resolves when it has let go of all connections, or did not in ten seconds. */
  health(): Promise<Health>;
  rest(): Promise<Rest>;
  stop(): Promise<void>;
}

export const buildFuzzedServer = (): Promise<string> =>
  buildForNode('evi-fuzz', { served: 'tests/fuzz/support/served.ts' }, [
    {
      name: 'stand-ins',
      enforce: 'pre',
      resolveId: (source, importer) =>
        source.endsWith('/providers/choose.ts') && importer?.includes('/server/') ? STAND_INS : null,
    },
  ]);

/** @param built What `buildFuzzedServer` resolved with. */
export async function startServerProcess(built: string): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'evi-fuzz-log-'));
  const file = join(folder, 'log');
  const log = openSync(file, 'w');
  const child = fork(join(built, 'served.js'), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  let alive = true;
  let stopping = false;
  const crashed = new Promise<never>((_, reject) => {
    child.on('exit', (code, signal) => {
      alive = false;
      const said = readFileSync(file, 'utf8').slice(-LAST_WORDS);
      rmSync(folder, { recursive: true });
      if (!stopping) reject(new Error(`The server ended with ${signal ?? code}. Its last words:\n${said}`));
    });
  });
  // Whoever waits for something of the server's races with it; when nobody waits, `alive` tells.
  crashed.catch(() => undefined);

  const answer = async (): Promise<Answer> => (await Promise.race([message(child), crashed])) as Answer;
  const ask = (question: Question): Promise<Answer> => {
    const answered = answer();
    child.send(question);
    return answered;
  };

  const first = await answer();
  if (!('serving' in first)) throw new Error('The server said something else than where it serves.');
  return {
    ...first.serving,
    crashed,
    get alive() {
      return alive;
    },
    async health() {
      const told = await ask('health');
      if (!('health' in told)) throw new Error('The server told nothing of its health.');
      return told.health;
    },
    async rest() {
      const told = await ask('rest');
      if (!('rest' in told)) throw new Error('The server told nothing of its memory.');
      return told.rest;
    },
    async stop() {
      if (!alive) return;
      stopping = true;
      const ended = once(child, 'exit');
      child.send('stop' satisfies Question);
      await ended;
    },
  };
}

const message = async (child: ChildProcess): Promise<unknown> => (await once(child, 'message'))[0];

/** Milliseconds. What has not come by then does not come; it is long because the machine may be busy. */
const PATIENCE = 30_000;

/** `promise`, unless the server ends first, or nothing comes at all. */
export async function inTime<Value>(
  server: ServerProcess,
  promise: Promise<Value>,
  what: string,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Unanswered for ${PATIENCE / 1000} s: ${what}.`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late, server.crashed]);
  } finally {
    clearTimeout(timer);
  }
}
