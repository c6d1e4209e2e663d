/** The process that is fuzzed: the whole server with stand-ins for its providers, and a parent that asks how it is. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readEnvironment } from '../../../server/environment.ts';
import { startServer } from '../../../server/server.ts';
import { openStore } from '../../../server/store/store.ts';

export interface Serving {
  origin: string;
  key: string;
  secret: string;
}

/** When everything that was asked is done. */
export interface Health {
  /** Names that something has put on prototypes that all share. */
  polluted: string[];
  /** Those that the server has not let go of. */
  connections: number;
}

export interface Rest {
  /** Bytes that JavaScript holds, buffers included, after collections. */
  held: number;
  /** Bytes of the machine's memory that the process has. */
  resident: number;
}

export type Question = 'health' | 'rest' | 'stop';
export type Answer = { serving: Serving } | { health: Health } | { rest: Rest };

const PROTOTYPES = { Object, Array, String, Function };
const namesOn = (): string[] =>
  Object.entries(PROTOTYPES).flatMap(([owner, { prototype }]) =>
    Object.getOwnPropertyNames(prototype).map((name) => `${owner}.prototype.${name}`),
  );

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** Milliseconds in which the server must have let go of connections that are over. */
const PATIENCE = 10_000;
const connections = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

async function health(): Promise<Health> {
  const late = Date.now() + PATIENCE;
  while (connections() > 0 && Date.now() < late) await nextTurn();
  return { polluted: namesOn().filter((name) => !before.has(name)), connections: connections() };
}

async function measure(): Promise<Rest> {
  const { gc } = globalThis;
  if (!gc) throw new Error('Start this with --expose-gc.');
  const held: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    gc();
    await nextTurn();
    const { heapUsed, external } = process.memoryUsage();
    held.push(heapUsed + external);
  }
  return { held: median(held.slice(4)), resident: process.memoryUsage.rss() };
}

const FILES = {
  'loader/loader.js': 'loader',
  'widget/index.html': 'frame',
  'widget/assets/index-abc.js': 'script',
  'widget/assets/index-abc.css': 'style',
};

const folder = await mkdtemp(join(tmpdir(), 'evi-fuzz-'));
for (const [name, content] of Object.entries(FILES)) {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), content);
}
await mkdir(join(folder, 'configs'));
const environment = readEnvironment({
  EVI_PORT: '0',
  EVI_DATA_DIR: join(folder, 'data'),
  EVI_CONFIGS_DIR: join(folder, 'configs'),
  EVI_MAX_CONNECTIONS_PER_KEY: '100000',
  EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS: '100000',
  EVI_MAX_WIDGET_CONNECTIONS: '100000',
  EVI_MAX_REQUESTS_PER_SECOND: '1000000',
  // A call that nobody answers stays open while frames for it come.
  EVI_TOOL_TIMEOUT_SECONDS: '120',
  // Requests come from many addresses, by the header that a proxy writes.
  EVI_TRUSTED_PROXIES: '1',
});
const store = await openStore({ dataDir: environment.EVI_DATA_DIR, databaseUrl: '' });
const { key, secret } = await store.keys.create('fuzz');
await store.close();
const server = await startServer(environment, folder);
const before = new Set(namesOn());

const tell = (answer: Answer): unknown => process.send?.(answer);
process.on('message', async (question: Question) => {
  if (question === 'health') tell({ health: await health() });
  else if (question === 'rest') tell({ rest: await measure() });
  else {
    await server.close();
    await rm(folder, { recursive: true });
    process.disconnect();
  }
});
tell({ serving: { origin: server.origin, key, secret } });
