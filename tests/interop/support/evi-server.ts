import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '../../../server/server.ts';
import { buildServer } from './built-server.ts';

export interface EviServer {
  /** `http://127.0.0.1:…`: the one thing that a client of Hume's has to be told. */
  origin: string;
  apiKey: string;
  secretKey: string;
  close(): Promise<void>;
}

const KEY = { apiKey: 'the-key', secretKey: 'the-secret' };

/** The server from its sources on a free port, with an API key and nothing kept from before. `variables` are its environment. */
export async function startEviServer(variables: Record<string, string> = {}): Promise<EviServer> {
  const { startServer, readEnvironment } = await buildServer();
  const data = await mkdtemp(join(tmpdir(), 'evi-interop-'));
  const server: RunningServer = await startServer(
    readEnvironment({
      EVI_PORT: '0',
      EVI_DATA_DIR: data,
      EVI_API_KEYS: `${KEY.apiKey}:${KEY.secretKey}`,
      // Sockets of tests that are over may still be closing.
      EVI_MAX_CONNECTIONS_PER_KEY: '100',
      ...variables,
    }),
    // Of the built files only the loader and the frame are there, and no SDK asks for them.
    import.meta.dirname,
  );
  return {
    origin: server.origin,
    ...KEY,
    async close() {
      await server.close();
      await rm(data, { recursive: true });
    },
  };
}
