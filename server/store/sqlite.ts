import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import Database from 'libsql';
import type { Engine } from './schema.ts';
import { textPlugin } from './text-plugin.ts';

/** Milliseconds to wait for another process's write. Waiting blocks this process, and others' writes are short. */
const BUSY_TIMEOUT = 5000;

/** Write transactions that wait for each other from their start: one that read first could only fail, not wait. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite can undo what it did to tables, and the write lock of that transaction is what keeps migrations apart. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Prepares each of the few different queries once: libsql's statements cost memory until they are collected. */
function preparedOnce(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(text) {
      const statement = statements.get(text) ?? database.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close() {
      statements.clear();
      database.close();
    },
  };
}

function explain(error: unknown, dataDir: string, file: string): Error {
  const text = error instanceof Error ? error.message.trim() : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return new Error(
      `${file} is damaged, or no database of this server (${text}). ` +
        'Put a backup in its place, or move it away with the files beside it to begin with an empty one.',
    );
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new Error(`${file} is locked by another program (${text}). End what holds it, and try again.`);
  if (
    /^SQLITE_(READONLY|CANTOPEN|PERM|IOERR|FULL)|^E[A-Z]+$/.test(code) ||
    text.startsWith('ConnectionFailed')
  )
    return new Error(
      `${file} cannot be written (${text}). ` +
        `Make room in ${dataDir} and let this user write there, or set EVI_DATA_DIR to another folder.`,
    );
  return error instanceof Error ? error : new Error(text);
}

/**
 * The file `evi.db` in the data directory, both made when they are not there, for this user only.
 *
 * What was written survives the end of the process at any moment. A power cut or a crash of the whole machine can lose the
 * last writes, up to 4 MB of them, but does not damage the file.
 */
export async function openSqlite(dataDirectory: string, busyTimeout = BUSY_TIMEOUT): Promise<Engine> {
  const dataDir = resolve(dataDirectory);
  const file = join(dataDir, 'evi.db');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // SQLite would let everybody read it. The files that it puts beside it get the same mode.
    await (await open(file, 'a', 0o600)).close();
    const database = new Database(file, { timeout: busyTimeout });
    try {
      database.pragma('journal_mode = wal');
      database.pragma('synchronous = normal');
      database.pragma('foreign_keys = on');
      database.pragma('secure_delete = on');
    } catch (error) {
      database.close();
      throw error;
    }

    const config = { database: preparedOnce(database) };
    const standard = new SqliteDialect(config);
    const db: Engine['db'] = new Kysely({
      dialect: {
        createAdapter: () => new TransactionalAdapter(),
        createDriver: () => new ImmediateDriver(config),
        createIntrospector: (any) => standard.createIntrospector(any),
        createQueryCompiler: () => standard.createQueryCompiler(),
      },
      plugins: [new CamelCasePlugin(), textPlugin()],
    });
    const purge = async (): Promise<void> => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    };
    return {
      db,
      name: `SQLite in ${file}`,
      counting: 'integer',
      explain: (error) => explain(error, dataDir, file),
      // The write-ahead log still has what was overwritten in the file.
      purge,
      async close() {
        await purge().finally(() => db.destroy());
      },
    };
  } catch (error) {
    throw explain(error, dataDir, file);
  }
}
