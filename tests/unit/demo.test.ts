import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../../demo-site/serve.ts';
import { listen } from '../../server/server.ts';

const root = new URL('../..', import.meta.url).pathname;
const data = mkdtempSync(join(tmpdir(), 'evi-demo-'));
const taken = { localhost: createServer(), '127.0.0.1': createServer() };
const ports = { localhost: 0, '127.0.0.1': 0 };

beforeAll(async () => {
  ports.localhost = await listen(taken.localhost, 0, 'localhost');
  ports['127.0.0.1'] = await listen(taken['127.0.0.1'], 0, '127.0.0.1');
});
afterAll(() => {
  for (const server of Object.values(taken)) server.close();
  rmSync(data, { recursive: true });
});

const start = (some: Partial<Record<'host' | 'widget' | 'hostile', number>>) =>
  startDemo({
    root,
    ports: { host: 0, widget: 0, hostile: 0, ...some },
    variables: { EVI_RECOGNISER: 'none', EVI_DATA_DIR: data },
  });

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, 'localhost');
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.each([
  ['EVI_DEMO_PORT', 'host', 'localhost'],
  ['EVI_HOSTILE_PORT', 'hostile', 'localhost'],
  ['EVI_PORT', 'widget', '127.0.0.1'],
] as const)('a port that is taken names %s', async (variable, which, host) => {
  await expect(start({ [which]: ports[host] })).rejects.toThrow(
    `Port ${ports[host]} on ${host} is taken. Set ${variable} to another one`,
  );
});

test('when the widget’s server cannot start, the pages’ ports are free again', async () => {
  const [host, hostile] = [await freePort(), await freePort()];
  await expect(start({ host, hostile, widget: ports['127.0.0.1'] })).rejects.toThrow('EVI_PORT');
  const demo = await start({ host, hostile });
  expect(demo.host).toBe(`http://localhost:${host}`);
  await demo.close();
});
