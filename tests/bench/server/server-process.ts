import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForNode } from '../../support/build-for-node.ts';
import type { Serving } from './served.ts';

export type ProviderSet = 'offline' | 'instant';

export interface ServerProcess extends Serving {
  pid: number;
  /** Resolves when the process and what it kept are gone. */
  stop(): Promise<void>;
}

const STAND_INS = join(import.meta.dirname, 'stand-ins.ts');

/** Builds the server with one set of providers; resolves with the folder for `startServerProcess`. */
export const buildServer = (providers: ProviderSet): Promise<string> =>
  providers === 'offline'
    ? buildForNode('evi-bench-offline', {
        served: 'tests/bench/server/served.ts',
        'flite-worker': 'server/providers/voices/flite-worker.ts',
        'recogniser-process': 'server/providers/recognisers/pocketsphinx-process.ts',
      })
    : buildForNode('evi-bench-instant', { served: 'tests/bench/server/served.ts' }, [
        {
          name: 'stand-ins',
          enforce: 'pre',
          resolveId: (source, importer) =>
            source.endsWith('/providers/choose.ts') && importer?.includes('/server/') ? STAND_INS : null,
        },
      ]);

/** Starts a server that has nothing kept from before. Rejects when it ends before it serves. */
export async function startServerProcess(built: string): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'evi-bench-'));
  const child = fork(join(built, 'served.js'), [folder], { execArgv: [] });
  const ended = once(child, 'exit');
  const failed = ended.then(([code, signal]) => {
    throw new Error(`The server ended with ${signal ?? code} before it served.`);
  });
  const serving: Promise<Serving> = once(child, 'message').then(([message]) => message);
  const { pid } = child;
  if (pid === undefined) throw new Error('The server process could not be started.');
  return {
    ...(await Promise.race([serving, failed])),
    pid,
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
