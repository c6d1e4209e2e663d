import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

interface BuiltServer {
  startServer: typeof import('../../../server/server.ts').startServer;
  readEnvironment: typeof import('../../../server/environment.ts').readEnvironment;
}

/** The server as vite.config.ts builds it, with its thread and process beside it, from the sources as they are now. */
export async function buildServer(): Promise<BuiltServer> {
  // Test files run at the same time and must not write over each other's.
  const outDir = join(root, 'node_modules/.cache/evi-interop', String(process.pid));
  const source = (file: string) => join(root, 'server', file);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: {
          server: source('server.ts'),
          environment: source('environment.ts'),
          'flite-worker': source('providers/voices/flite-worker.ts'),
          'recogniser-process': source('providers/recognisers/pocketsphinx-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const { startServer }: Pick<BuiltServer, 'startServer'> = await import(join(outDir, 'server.js'));
  const { readEnvironment }: Pick<BuiltServer, 'readEnvironment'> = await import(
    join(outDir, 'environment.js')
  );
  return { startServer, readEnvironment };
}
