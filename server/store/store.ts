import { createChatStore } from './chat-store.ts';
import { createKeyStore } from './key-store.ts';
import { migrate } from './migrations.ts';
import type { Engine } from './schema.ts';
import type { Store } from './types.ts';

export interface StoreOptions {
  /** Folder of the SQLite file, made when it is not there. Relative to the working directory. */
  dataDir: string;
  /** Of a Postgres database. Empty: SQLite. */
  databaseUrl: string;
}

// Each with its engine only: one is native code, the other a client that most have no use for.
const openEngine = async ({ dataDir, databaseUrl }: StoreOptions): Promise<Engine> =>
  databaseUrl
    ? (await import('./postgres.ts')).openPostgres(databaseUrl)
    : await (await import('./sqlite.ts')).openSqlite(dataDir);

/**
 * Opens the store and brings its tables up to date. Several processes may have it open. Rejects with what to do about it
 * when it cannot be reached, read or written; no password is in that.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const engine = await openEngine(options);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close().catch(() => undefined);
    throw engine.explain(error);
  }
  return {
    chats: createChatStore(engine),
    keys: createKeyStore(engine.db),
    name: engine.name,
    close: engine.close,
  };
}
