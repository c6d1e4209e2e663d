import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whoever connects here gets a `PostgresReply` as JSON. */
    postgresSocket: string;
  }
}

/** The server's address, or null where none can be had. */
export type PostgresReply = { url: string | null } | { error: string };

/** One Postgres server for all test files, started when the first of them asks. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: ReturnType<typeof startPostgres> | undefined;
  // Only this user can enter the folder, so nobody else learns the password.
  const folder = await mkdtemp(join(tmpdir(), 'evi-tests-'));
  const path = join(folder, 'postgres');
  const server = createServer((socket) => {
    postgres ??= startPostgres();
    const answer = (reply: PostgresReply): unknown => socket.end(JSON.stringify(reply));
    postgres.then(
      (running) => answer({ url: running?.url ?? null }),
      (error: Error) => answer({ error: error.message }),
    );
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  project.provide('postgresSocket', path);
  return async () => {
    server.close();
    await rm(folder, { recursive: true });
    await (await postgres)?.stop();
  };
}
