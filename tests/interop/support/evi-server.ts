import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '../../../server/server.ts';
import { openStore } from '../../../server/store/store.ts';
import { buildServer } from './built-server.ts';

export interface EviServer {
  /** `http://127.0.0.1:…`: the one thing that a client of Hume's has to be told. */
  origin: string;
  apiKey: string;
  secretKey: string;
  close(): Promise<void>;
}

/** An API key, made as `npm run key` makes one. */
async function makeKey(dataDir: string): Promise<{ apiKey: string; secretKey: string }> {
  const store = await openStore({ dataDir, databaseUrl: '' });
  const { key, secret } = await store.keys.create('tests');
  await store.close();
  return { apiKey: key, secretKey: secret };
}

/** The server from its sources on a free port, with an API key and nothing kept from before. `variables` are its environment. */
export async function startEviServer(variables: Record<string, string> = {}): Promise<EviServer> {
  const { startServer, readEnvironment } = await buildServer();
  const data = await mkdtemp(join(tmpdir(), 'evi-interop-'));
  const key = await makeKey(data);
  const server: RunningServer = await startServer(
    readEnvironment({
      EVI_PORT: '0',
      EVI_DATA_DIR: data,
      // Sockets of tests that are over may still be closing.
      EVI_MAX_CONNECTIONS_PER_KEY: '100',
      ...variables,
    }),
    // Of the built files only the loader and the frame are there, and no SDK asks for them.
    import.meta.dirname,
  );
  return {
    origin: server.origin,
    ...key,
    async close() {
      await server.close();
      await rm(data, { recursive: true });
    },
  };
}
