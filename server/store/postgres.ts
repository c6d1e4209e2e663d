import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { Engine } from './schema.ts';
import { textPlugin } from './text-plugin.ts';

/** Milliseconds, for connecting and for each query. A database that does not answer must fail a call, not leave it waiting. */
const PATIENCE = 10_000;
/** Milliseconds more, in which the server itself ends a query and says so. */
const ANSWER_TIME = 1000;
/** Milliseconds. Connections outlive the pauses of a conversation. */
const IDLE_TIMEOUT = 5 * 60_000;

const INT8: number = types.builtins.INT8;

const ADVICE: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there: start Postgres, or correct DATABASE_URL.',
  ENOTFOUND: 'There is no such host: correct DATABASE_URL.',
  '28P01': 'Correct user and password in DATABASE_URL.',
  '28000': 'Correct user and password in DATABASE_URL, or allow the user in pg_hba.conf.',
  '3D000': 'Make the database with `createdb`, or correct DATABASE_URL.',
  '42501': 'Make the user the owner of the database, or grant it CREATE on the schema public.',
  '53300': 'Raise max_connections there, or close other connections: up to 10 are needed.',
};

function explain(error: unknown, name: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = (error instanceof Error && error.message) || code || String(error);
  return new Error(
    `${name} cannot be used (${text}). ${ADVICE[code] ?? 'Check that it runs, and DATABASE_URL.'}`,
  );
}

/** The address, with nothing in it that must stay secret: of the parameters only those that say where. */
function addressOf(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = '';
  for (const name of [...url.searchParams.keys()])
    if (name !== 'host' && name !== 'port') url.searchParams.delete(name);
  return url.href;
}

/**
 * A Postgres database of our own: the tables are in its default schema. Connects with the first query.
 * @param patience Milliseconds that connecting, and each query, may take.
 */
export function openPostgres(databaseUrl: string, patience = PATIENCE): Engine {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl))
    throw new Error(
      'DATABASE_URL is not a Postgres address. Write it like postgres://user:password@127.0.0.1:5432/evi, ' +
        'with % codes for special characters in the password, or leave it empty to use SQLite.',
    );
  const name = `Postgres at ${addressOf(databaseUrl)}`;
  const pool = new Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: patience,
    statement_timeout: patience,
    // The client's own, for a server that is stopped or cut off.
    query_timeout: patience + ANSWER_TIME,
    idleTimeoutMillis: IDLE_TIMEOUT,
    keepAlive: true,
    types: {
      // Times and counts, none of which reaches 2^53.
      getTypeParser: (type, format) => (type === INT8 ? Number : types.getTypeParser(type, format)),
    },
  });
  // An idle connection was lost, as when Postgres restarts. The pool makes another one, but would end the process.
  pool.on('error', () => undefined);
  const db: Engine['db'] = new Kysely({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin(), textPlugin()],
  });
  return {
    db,
    name,
    counting: 'bigserial',
    explain: (error) => explain(error, name),
    // When space is overwritten is Postgres's own affair.
    purge: async () => undefined,
    close: () => db.destroy(),
  };
}
