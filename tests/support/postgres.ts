import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { StoreOptions } from '../../server/store/store.ts';
import type { PostgresReply } from './postgres-setup.ts';

interface EmptyStore {
  options: StoreOptions;
  remove(): Promise<void>;
}

export interface StoreEngine {
  name: 'SQLite' | 'Postgres';
  /** False where no Postgres server can be had. */
  available: boolean;
  /** A place for a store in which nothing is. Remove it when its stores are closed. */
  empty(): Promise<EmptyStore>;
}

async function serverUrl(): Promise<string | null> {
  const reply = (await json(connect(inject('postgresSocket')))) as PostgresReply;
  if ('error' in reply) throw new Error(reply.error);
  return reply.url;
}

const server = await serverUrl();

const urlOf = (database: string): string => {
  const url = new URL(server ?? '');
  url.pathname = `/${database}`;
  return url.href;
};

/** Runs one statement as the user who makes databases. */
export async function onServer(statement: string, values: string[] = []): Promise<void> {
  const client = new Client({ connectionString: server ?? '' });
  await client.connect();
  try {
    await client.query(statement, values);
  } finally {
    await client.end();
  }
}

export const sqlite: StoreEngine = {
  name: 'SQLite',
  available: true,
  async empty() {
    const dataDir = await mkdtemp(join(tmpdir(), 'evi-store-'));
    return {
      options: { dataDir, databaseUrl: '' },
      remove: () => rm(dataDir, { recursive: true }),
    };
  },
};

export const postgres: StoreEngine = {
  name: 'Postgres',
  available: server !== null,
  async empty() {
    const database = `evi_${randomUUID().replaceAll('-', '')}`;
    await onServer(`create database ${database}`);
    return {
      options: { dataDir: '', databaseUrl: urlOf(database) },
      remove: () => onServer(`drop database ${database} with (force)`),
    };
  },
};

/** For `describe.each`: what holds of a store holds on both. */
export const ENGINES: readonly StoreEngine[] = [sqlite, postgres];
