import { join } from 'node:path';
import { buildForNode } from '../../support/build-for-node.ts';

interface BuiltServer {
  startServer: typeof import('../../../server/server.ts').startServer;
  readEnvironment: typeof import('../../../server/environment.ts').readEnvironment;
}

/** The server as vite.config.ts builds it, with its thread and process beside it, from the sources as they are now. */
export async function buildServer(): Promise<BuiltServer> {
  const outDir = await buildForNode('evi-interop', {
    server: 'server/server.ts',
    environment: 'server/environment.ts',
    'flite-worker': 'server/providers/voices/flite-worker.ts',
    'recogniser-process': 'server/providers/recognisers/pocketsphinx-process.ts',
  });
  const { startServer }: Pick<BuiltServer, 'startServer'> = await import(join(outDir, 'server.js'));
  const { readEnvironment }: Pick<BuiltServer, 'readEnvironment'> = await import(
    join(outDir, 'environment.js')
  );
  return { startServer, readEnvironment };
}
