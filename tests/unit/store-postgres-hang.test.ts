import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { openPostgres } from '../../server/store/postgres.ts';
import { openStore } from '../../server/store/store.ts';
import { postgres } from '../support/postgres.ts';
import { bundleForNode } from './support/bundle.ts';

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

  test('does not keep the process from ending at SIGTERM', async () => {
    const place = await postgres.empty();
    const store = await openStore(place.options);
    const { key } = await store.keys.create('test');
    await store.close();
    const proxy = await stallingProxy(place.options.databaseUrl);
    const server = spawn(process.execPath, [await bundleForNode('server/main.ts', 'main')], {
      env: { ...process.env, DATABASE_URL: proxy.url, EVI_PORT: '0', EVI_RECOGNISER: 'none' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const complaints = text(server.stderr);
    const ended = once(server, 'exit');
    let said = '';
    for await (const part of server.stdout) {
      said += part;
      if (/http:\/\/127\.0\.0\.1:\d+/.test(said)) break;
    }
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    const client = new WebSocket(`${origin.replace('http', 'ws')}/v0/evi/chat?api_key=${key}`);
    await once(client, 'message');
    proxy.stall();
    server.kill('SIGTERM');
    const [[code]] = await Promise.all([once(client, 'close'), ended]);
    expect(code).toBe(1001);
    expect(await ended).toEqual([1, null]);
    expect(await complaints).toMatch(/The store kept not all .*\n.*did not stop in order/);
    proxy.close();
    await place.remove();
  }, 40_000);
});
