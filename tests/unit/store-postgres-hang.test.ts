import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openPostgres } from '../../server/store/postgres.ts';
import { postgres } from '../support/postgres.ts';

/** Stands before a Postgres server; once stalled it passes nothing on, and closes nothing. */
async function stallingProxy(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const { hostname, port } = url;
  const sockets: Socket[] = [];
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    sockets.push(near, far);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : '');
  return {
    url: url.href,
    stall() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

describe.skipIf(!postgres.available)('Postgres that does not answer', () => {
  test('fails the query, and does not keep the store from closing', async () => {
    const place = await postgres.empty();
    const proxy = await stallingProxy(place.options.databaseUrl);
    const { db, close } = openPostgres(proxy.url, 500);
    // Two connections, of which one is idle when all stand still.
    await Promise.all([sql`select pg_sleep(0.01)`.execute(db), sql`select pg_sleep(0.01)`.execute(db)]);
    proxy.stall();
    await expect(sql`select 1`.execute(db)).rejects.toThrow('timeout');
    await close();
    proxy.close();
    await place.remove();
  });

  test('in time ends a query itself, and answers the next one', async () => {
    const place = await postgres.empty();
    const { db, close } = openPostgres(place.options.databaseUrl, 500);
    await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toThrow('statement timeout');
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await close();
    await place.remove();
  });
});
