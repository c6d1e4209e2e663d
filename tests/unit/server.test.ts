import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { readEnvironment } from '../../server/environment.ts';
import { type RunningServer, startServer } from '../../server/server.ts';
import { openStore } from '../../server/store/store.ts';
import { raw, statusOf } from './support/raw-http.ts';

let folder: string;
let key: { key: string; secret: string; record: { id: string } };
let server: RunningServer;

const store = () => openStore({ dataDir: join(folder, 'data'), databaseUrl: '' });

const start = (variables: Record<string, string> = {}) =>
  startServer(
    readEnvironment({
      EVI_PORT: '0',
      EVI_RECOGNISER: 'none',
      EVI_DATA_DIR: join(folder, 'data'),
      EVI_MAX_CONNECTIONS_PER_KEY: '100',
      EVI_MAX_REQUESTS_PER_SECOND: '1000',
      ...variables,
    }),
    folder,
  );

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'evi-server-'));
  const opened = await store();
  key = await opened.keys.create('tests');
  await opened.close();
  server = await start();
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

afterEach(() => {
  vi.useRealTimers();
});

const post = (path: string, headers: Record<string, string>, body = '', origin = server.origin) =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });

async function tokenIn(response: Response): Promise<string> {
  const { access_token }: { access_token: string } = await response.json();
  return access_token;
}

const widgetToken = async () => tokenIn(await post('/token', { Origin: server.origin }));

const apiToken = async () => {
  const basic = Buffer.from(`${key.key}:${key.secret}`).toString('base64');
  return tokenIn(
    await post('/oauth2-cc/token', { Authorization: `Basic ${basic}` }, 'grant_type=client_credentials'),
  );
};

const chatOf = ({ origin }: RunningServer, query = `?api_key=${key.key}`, path = '/v0/evi/chat') =>
  `${origin.replace('http', 'ws')}${path}${query}`;

/** What became of a chat socket: `open`, or the refusal's status. */
async function socket(query: string, options: WebSocket.ClientOptions = {}, path = '/v0/evi/chat') {
  const client = new WebSocket(chatOf(server, query, path), options);
  const [result] = await Promise.race([
    once(client, 'open').then(() => ['open' as const]),
    new Promise<[number]>((resolve) => {
      client.once('unexpected-response', (_, response) => resolve([response.statusCode ?? 0]));
    }),
  ]);
  client.on('error', () => undefined);
  client.terminate();
  return result;
}

const upgrade = (address: string) => [
  `GET ${address} HTTP/1.1`,
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

describe('the chat’s address', () => {
  test('opens for a key, in the query or the header, and for a token', async () => {
    expect(await socket(`?api_key=${key.key}`)).toBe('open');
    expect(await socket('', { headers: { 'X-Hume-Api-Key': key.key } })).toBe('open');
    expect(await socket(`?access_token=${await apiToken()}`)).toBe('open');
  });

  test('opens for the names that older SDKs give to both', async () => {
    expect(await socket(`?apiKey=${key.key}`)).toBe('open');
    expect(await socket(`?accessToken=${await apiToken()}`)).toBe('open');
    expect(await socket('?apiKey=wrong')).toBe(401);
    expect(await socket('?accessToken=wrong')).toBe(401);
  });

  test('S30: a widget’s token opens one socket, from the frame’s origin alone', async () => {
    const token = await widgetToken();
    const query = `?access_token=${token}`;
    expect(await socket(query, { origin: 'https://evil.example' })).toBe(401);
    expect(await socket(query)).toBe(401);
    expect(await socket(query, { origin: server.origin })).toBe('open');
    expect(await socket(query, { origin: server.origin })).toBe(401);
  });

  test.each([
    '',
    '?api_key=',
    '?api_key=wrong',
    '?api_key=key-%C3%B6n',
    '?access_token=x',
    '?access_token=&api_key=',
  ])('401 before the upgrade for %j', async (query) => {
    expect(await socket(query)).toBe(401);
  });

  test('404 elsewhere', async () => {
    for (const path of ['/', '/v0/evi', '/v0/evi/chat/', '/v0/evi/chat/x', '/v0/assistant/chat', '//'])
      expect([path, await socket(`?api_key=${key.key}`, {}, path)]).toEqual([path, 404]);
  });

  test.each([
    '//',
    '//[',
    'http://',
    '*',
    '/%',
    '/\\',
    '?',
    '/v0/evi/chat?%',
    '/v0/evi/chat?api_key=%FF&&&=&',
  ])('S9: an upgrade of %s is refused, and the server lives', async (address) => {
    expect(statusOf(await raw(server.origin, upgrade(address)))).toBeGreaterThanOrEqual(400);
    expect(await socket(`?api_key=${key.key}`)).toBe('open');
  });

  test.each([
    '&session_settings[a]=1&session_settings[a][b]=2',
    '&session_settings[__proto__][x]=1',
    `&session_settings${'[a]'.repeat(3000)}=1`,
    '&resumed_chat_group_id=__proto__',
  ])('S9: a chat opens with %.50s', async (query) => {
    expect(await socket(`?api_key=${key.key}${query}`)).toBe('open');
  });

  test('S32: a message that is too long closes its socket with 1009, others stay', async () => {
    const url = chatOf(server);
    const [greedy, other] = [new WebSocket(url), new WebSocket(url)];
    await Promise.all([once(greedy, 'open'), once(other, 'message')]);
    greedy.on('error', () => undefined);
    greedy.send(Buffer.alloc(17 * 1024 * 1024));
    expect((await once(greedy, 'close'))[0]).toBe(1009);
    other.send('{');
    expect(String((await once(other, 'message'))[0])).toContain('E0100');
    other.terminate();
  });

  test('S9: megabytes of audio in one message are no crash', async () => {
    const client = new WebSocket(chatOf(server));
    await once(client, 'message');
    client.send(JSON.stringify({ type: 'audio_input', data: 'A'.repeat(12_000_000) }));
    expect(String((await once(client, 'message'))[0])).toContain('I0116');
    client.terminate();
  });
});

test('a chat whose client answers no ping is ended, another one goes on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const pinging = await start();
  const url = chatOf(pinging);
  const [gone, there] = [new WebSocket(url, { autoPong: false }), new WebSocket(url)];
  await Promise.all([once(gone, 'message'), once(there, 'message')]);
  const pinged = Promise.all([once(gone, 'ping'), once(there, 'ping')]);
  vi.advanceTimersByTime(30_000);
  await pinged;
  const answered = async () => {
    // Sent after the answer to the ping, so the server has that too.
    there.send('{');
    return String((await once(there, 'message'))[0]);
  };
  await answered();
  const [[code]] = await Promise.all([once(gone, 'close'), vi.advanceTimersByTime(30_000)]);
  expect(code).toBe(1006);
  expect(await answered()).toContain('E0100');
  there.terminate();
  await pinging.close();
});

describe('starting and stopping', () => {
  test('behind a proxy the widget’s origin is the public one', async () => {
    const proxied = await start({ EVI_PUBLIC_ORIGIN: 'https://evi.example.com' });
    expect(proxied.origin).toBe('https://evi.example.com');
    await proxied.close();
  });

  test('S30: without a key it listens on this machine only, and says so', async () => {
    const alone = await start({ EVI_HOST: '0.0.0.0', EVI_DATA_DIR: join(folder, 'without-keys') });
    expect(alone.keys).toBe(0);
    expect(new URL(alone.origin).hostname).toBe('127.0.0.1');
    expect(alone.notice).toContain('only this machine is served');
    await alone.close();
  });

  test('S30: a key that is revoked opens nothing any more, nor does a token that was given for it', async () => {
    const opened = await store();
    const { key: own, secret, record } = await opened.keys.create('to be revoked');
    const basic = Buffer.from(`${own}:${secret}`).toString('base64');
    const token = await tokenIn(
      await post('/oauth2-cc/token', { Authorization: `Basic ${basic}` }, 'grant_type=client_credentials'),
    );
    expect(await socket(`?access_token=${token}`)).toBe('open');
    await opened.keys.revoke(record.id);
    await opened.close();
    expect(await socket(`?access_token=${token}`)).toBe(401);
    expect(await socket(`?api_key=${own}`)).toBe(401);
  });

  test('S30: requests and chat sockets of an address are limited together', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const limited = await start({ EVI_MAX_REQUESTS_PER_SECOND: '2' });
    expect((await fetch(`${limited.origin}/widget/config.json`)).status).toBe(200);
    const client = new WebSocket(chatOf(limited));
    await once(client, 'message');
    expect((await fetch(`${limited.origin}/widget/config.json`)).status).toBe(429);
    const late = new WebSocket(chatOf(limited));
    late.on('error', () => undefined);
    const [, refusal] = await once(late, 'unexpected-response');
    expect([refusal.statusCode, refusal.headers['retry-after']]).toEqual([429, '1']);
    client.terminate();
    late.terminate();
    await limited.close();
  });

  test('configs that cannot be used are told', async () => {
    const configs = join(folder, 'configs');
    mkdirSync(configs, { recursive: true });
    writeFileSync(join(configs, 'one.json'), '{"nmae": "x"}');
    await expect(start({ EVI_CONFIGS_DIR: configs })).rejects.toThrow('one.json: nmae');
    writeFileSync(join(configs, 'one.json'), '{"name": "x"}');
    const running = await start({ EVI_CONFIGS_DIR: configs });
    expect([...running.configs].sort()).toEqual(['default', 'one']);
    await running.close();
  });

  test('a port that is taken is told, and nothing is left running', async () => {
    const { port } = new URL(server.origin);
    await expect(start({ EVI_PORT: port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken. Set EVI_PORT to another one, or stop what listens there.`,
    );
  });

  test('a host that cannot be listened on names its variable', async () => {
    await expect(start({ EVI_HOST: '192.0.2.1' })).rejects.toThrow('EVI_HOST');
  });

  test('a client that does not answer does not hold it up', async () => {
    const stopping = await start();
    const { hostname, port } = new URL(stopping.origin);
    const silent = connect(Number(port), hostname);
    silent.write(
      `${[...upgrade(`/v0/evi/chat?api_key=${key.key}`), `Host: ${hostname}`].join('\r\n')}\r\n\r\n`,
    );
    await once(silent, 'data');
    await stopping.close();
    silent.destroy();
  });

  test('stopping tells open chats, with 1001', async () => {
    const stopping = await start();
    const client = new WebSocket(chatOf(stopping));
    await once(client, 'message');
    const [[code]] = await Promise.all([once(client, 'close'), stopping.close()]);
    expect(code).toBe(1001);
    await expect(fetch(stopping.origin)).rejects.toThrow();
  });
});
