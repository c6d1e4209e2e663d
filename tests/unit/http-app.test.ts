import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { readEnvironment } from '../../server/environment.ts';
import { parseOrigin } from '../../server/http/headers.ts';
import { type RunningServer, startServer } from '../../server/server.ts';

const SITES = ['https://www.example.com', 'https://shop.example.com:8443'];

let folder: string;
let server: RunningServer;

const start = (variables: Record<string, string> = {}) =>
  startServer(
    readEnvironment({
      EVI_PORT: '0',
      EVI_RECOGNISER: 'none',
      EVI_ALLOWED_SITES: SITES.join(','),
      EVI_API_KEYS: 'key-one:secret:one',
      ...variables,
    }),
    join(folder, 'dist'),
  );

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'evi-http-'));
  for (const [path, content] of [
    ['dist/loader/loader.js', 'loader'],
    ['dist/widget/index.html', 'frame'],
    ['dist/widget/assets/index-abc.js', 'asset'],
    ['dist/widget/assets/index-abc.css', 'style'],
    ['dist/widget/assets/notes.txt', 'no type'],
    ['dist/server/main.js', 'the server'],
    ['dist-private/private.js', 'a neighbour'],
    ['private.js', 'outside'],
  ] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  server = await start();
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

afterEach(() => {
  vi.useRealTimers();
});

const get = (path: string, init: RequestInit = {}, origin = server.origin) => fetch(`${origin}${path}`, init);
const directives = (response: Response) => {
  const policy = response.headers.get('Content-Security-Policy') ?? '';
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive]));
};

/** A request as it is written, which fetch would tidy up first. */
async function raw(lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.origin);
  const socket = connect(Number(port), hostname);
  socket.write(`${[...lines, `Host: ${hostname}`, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return text(socket);
}

const statusOf = (response: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);

const form = (authorization?: string, body = 'grant_type=client_credentials') => ({
  method: 'POST',
  headers: {
    'Content-Type': 'application/x-www-form-urlencoded',
    ...(authorization ? { Authorization: `Basic ${Buffer.from(authorization).toString('base64')}` } : {}),
  },
  body,
});

const widgetToken = async (origin = server.origin): Promise<string> => {
  const response = await get('/token', { method: 'POST', headers: { Origin: origin } }, origin);
  const body: unknown = await response.json();
  return typeof body === 'object' && body && 'access_token' in body ? String(body.access_token) : '';
};

/** What became of a chat socket: `open`, or the refusal's status. */
async function socket(query: string, options: WebSocket.ClientOptions = {}, path = '/v0/evi/chat') {
  const client = new WebSocket(`${server.origin.replace('http', 'ws')}${path}${query}`, options);
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

describe('the frame and its files', () => {
  test('S17: the frame may be embedded by exactly the sites of the operator', async () => {
    const response = await get('/widget/');
    expect(await response.text()).toBe('frame');
    expect(directives(response).get('frame-ancestors')).toBe(`frame-ancestors ${SITES.join(' ')}`);
    expect(response.headers.has('X-Frame-Options')).toBe(false);
  });

  test('S17: by nobody, when the operator named none', async () => {
    const lonely = await start({ EVI_ALLOWED_SITES: '' });
    const response = await get('/widget/', {}, lonely.origin);
    expect(directives(response).get('frame-ancestors')).toBe("frame-ancestors 'none'");
    await lonely.close();
  });

  test.each([
    ['/loader.js'],
    ['/widget/config.json'],
    ['/widget/assets/index-abc.js'],
    ['/nothing'],
    ['/'],
    ['/token'],
    ['/oauth2-cc/token'],
    ['/v0/evi/chat'],
  ])('S17: nobody may embed %s', async (path) => {
    expect(directives(await get(path)).get('frame-ancestors')).toBe("frame-ancestors 'none'");
  });

  test('the frame runs and reaches what is its own, nothing else', async () => {
    const policy = directives(await get('/widget/'));
    expect(policy.get('default-src')).toBe("default-src 'none'");
    expect(policy.get('script-src')).toBe("script-src 'self'");
    expect(policy.get('connect-src')).toBe(`connect-src 'self' ${server.origin.replace('http', 'ws')}`);
    for (const directive of policy.values()) expect(directive).not.toMatch(/unsafe|\*|data:|blob:/);
  });

  test('behind a proxy the widget’s origin is the public one', async () => {
    const proxied = await start({ EVI_PUBLIC_ORIGIN: 'https://evi.example.com' });
    expect(proxied.origin).toBe('https://evi.example.com');
    await proxied.close();
  });

  test('S28: no address is told to anybody, S27: nothing with a token is stored', async () => {
    for (const path of [
      '/widget/',
      '/loader.js',
      '/widget/config.json',
      '/widget/assets/index-abc.css',
      '/x',
    ])
      expect((await get(path)).headers.get('Referrer-Policy')).toBe('no-referrer');
    const issued = [
      await get('/token', { method: 'POST', headers: { Origin: server.origin } }),
      await get('/oauth2-cc/token', form('key-one:secret:one')),
    ];
    for (const response of issued) {
      expect(response.status).toBe(200);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(response.headers.has('Set-Cookie')).toBe(false);
      expect(response.headers.has('Location')).toBe(false);
    }
  });

  test('a file has its type and is not taken for another', async () => {
    for (const [path, type] of [
      ['/loader.js', 'text/javascript; charset=utf-8'],
      ['/widget/', 'text/html; charset=utf-8'],
      ['/widget/assets/index-abc.js', 'text/javascript; charset=utf-8'],
      ['/widget/assets/index-abc.css', 'text/css; charset=utf-8'],
      ['/widget/config.json', 'application/json'],
    ] as const) {
      const { headers, status } = await get(path);
      expect([path, status, headers.get('Content-Type')]).toEqual([path, 200, type]);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  test('config.json tells what the server can', async () => {
    expect(await (await get('/widget/config.json')).json()).toEqual({
      voiceInput: false,
      outputSampleRate: 16_000,
    });
  });

  test('404 for what is not there', async () => {
    for (const path of [
      '/',
      '/widget',
      '/widget/x.js',
      '/widget/assets/',
      '/widget/assets/notes.txt',
      '/dist',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  test.each([
    '/widget/assets/../../server/main.js',
    '/widget/assets/..%2f..%2fserver%2fmain.js',
    '/widget/assets/..%2F..%2F..%2Fprivate.js',
    '/widget/assets/..%2f..%2f..%2fdist-private%2fprivate.js',
    '/widget/assets/..%5c..%5cserver%5cmain.js',
    '/widget/assets/%2e%2e/%2e%2e/server/main.js',
    '/widget/assets/%2e%2e%2f%2e%2e%2fserver%2fmain.js',
    '/widget/assets/..%252f..%252fserver%252fmain.js',
    '/widget/assets//etc/passwd',
    '/widget/assets/%2fetc%2fhosts.js',
    '/widget/assets/index-abc.js%00.js',
    '/widget/assets/%',
    '/../private.js',
    '/server/main.js',
    '//private.js',
  ])('no path leads out of the frame’s folder: %s', async (path) => {
    const response = await raw([`GET ${path} HTTP/1.1`]);
    expect([400, 404]).toContain(statusOf(response));
    expect(response).not.toMatch(/the server|outside|a neighbour|root:/);
  });

  test.each(['//', '///', '/%', '*', 'http://[', '/\\', '/?%', '?'])(
    'S9: the address %s is answered, and the server lives',
    async (address) => {
      expect(statusOf(await raw([`GET ${address} HTTP/1.1`]))).toBeGreaterThanOrEqual(400);
      expect((await get('/widget/')).status).toBe(200);
    },
  );
});

describe('claimed origins', () => {
  test.each([
    'https://a.example\r\nX-Evil: 1',
    'https://a.example\n',
    'https://a.example; script-src *',
    'https://a.example;',
    'https://a.example https://b.example',
    ' https://a.example',
    'https://*.example',
    'https://*',
    '*',
    "'self'",
    "https://a'.example",
    'null',
    'data:text/html,x',
    'blob:https://a.example/1',
    'javascript:alert(1)',
    'file:///etc',
    'ws://a.example',
    'https://a.example/',
    'https://a.example/path',
    'https://a.example?query',
    'https://a.example#hash',
    'https://user@a.example',
    'https://A.example',
    'https://a.example:443',
    'https://a.example,https://b.example',
    '//a.example',
    'a.example',
    'https:',
    '',
  ])('S18: %j never gets into a header', (origin) => {
    expect(() => parseOrigin(origin)).toThrow('is not an origin');
  });

  test.each([
    'https://a.example',
    'http://localhost:8788',
    'https://xn--bcher-kva.example',
    'http://[::1]:8080',
  ])('S18: %s is one', (origin) => {
    expect(parseOrigin(origin)).toBe(origin);
  });

  test('S18: what a request claims is not repeated to it', async () => {
    const claimed = {
      Origin: 'https://evil.example',
      Referer: 'https://evil.example/',
      Host: 'evil.example',
    };
    const response = await raw([
      'GET /widget/?origin=https://evil.example HTTP/1.1',
      ...Object.entries(claimed).map(([name, value]) => `${name}: ${value}`),
    ]);
    expect(response).not.toContain('evil.example');
  });
});

describe('tokens for the widget', () => {
  test.each([undefined, 'null', 'https://evil.example', SITES[0], 'http://127.0.0.1', 'http://127.0.0.1:1'])(
    'S30: none without the frame’s own Origin: %s',
    async (origin) => {
      const response = await get('/token', { method: 'POST', headers: origin ? { Origin: origin } : {} });
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('access_token');
    },
  );

  test('S30: one opens one socket, from the frame’s origin alone', async () => {
    const token = await widgetToken();
    const query = `?access_token=${token}`;
    expect(await socket(query, { origin: 'https://evil.example' })).toBe(401);
    expect(await socket(query)).toBe(401);
    expect(await socket(query, { origin: server.origin })).toBe('open');
    expect(await socket(query, { origin: server.origin })).toBe(401);
  });

  test('S30: an address gets so many a minute, then 429 and when to come back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const limited = await start();
    const ask = () => get('/token', { method: 'POST', headers: { Origin: limited.origin } }, limited.origin);
    for (let count = 0; count < 30; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect((await get('/oauth2-cc/token', form('x:y'), limited.origin)).status).toBe(429);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await ask()).status).toBe(200);
    await limited.close();
  });

  test('S31: no other origin may read one, whatever it asks for', async () => {
    for (const path of ['/token', '/oauth2-cc/token'])
      for (const method of ['POST', 'OPTIONS', 'GET']) {
        const { headers } = await get(path, {
          method,
          headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
        });
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(headers.get('Cache-Control')).toBe('no-store');
      }
  });

  test('S31: open files are open to all alike and without credentials', async () => {
    const { headers } = await get('/loader.js', { headers: { Origin: 'https://evil.example' } });
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])(
    'S32: %s for a token is 405',
    async (method) => {
      for (const path of ['/token', '/oauth2-cc/token']) {
        const response = await get(path, { method, headers: { Origin: server.origin } });
        expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
      }
    },
  );
});

describe('tokens for a key', () => {
  test('in Hume’s form', async () => {
    const response = await get('/oauth2-cc/token', form('key-one:secret:one'));
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'bearer',
      expires_in: 1800,
    });
  });

  test('S32: 401 without saying what was wrong, 400 for another grant', async () => {
    const answers = await Promise.all(
      [undefined, 'key-one:', 'key-one:secret', 'nobody:secret:one', 'kéy-one:x', ':'].map((authorization) =>
        get('/oauth2-cc/token', form(authorization)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    for (const body of ['', 'grant_type=password', '{"grant_type":"client_credentials"}'])
      expect((await get('/oauth2-cc/token', form('key-one:secret:one', body))).status).toBe(400);
  });

  test('S32: a body that is too long is 413, told or not how long it is', async () => {
    const long = 'x'.repeat(5000);
    expect((await get('/oauth2-cc/token', form('key-one:secret:one', long))).status).toBe(413);
    const streamed = new Response(long).body;
    const chunked = { ...form('key-one:secret:one'), body: streamed, duplex: 'half' };
    expect((await get('/oauth2-cc/token', chunked)).status).toBe(413);
  });
});

describe('the chat’s address', () => {
  test('opens for a key, in the query or the header, and for a token', async () => {
    const response = await get('/oauth2-cc/token', form('key-one:secret:one'));
    const body: unknown = await response.json();
    const token = typeof body === 'object' && body && 'access_token' in body ? body.access_token : '';
    expect(await socket('?api_key=key-one')).toBe('open');
    expect(await socket('', { headers: { 'X-Hume-Api-Key': 'key-one' } })).toBe('open');
    expect(await socket(`?access_token=${token}`)).toBe('open');
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
      expect([path, await socket('?api_key=key-one', {}, path)]).toEqual([path, 404]);
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
    expect(statusOf(await raw(upgrade(address)))).toBeGreaterThanOrEqual(400);
    expect(await socket('?api_key=key-one')).toBe('open');
  });

  test.each([
    '&session_settings[a]=1&session_settings[a][b]=2',
    '&session_settings[__proto__][x]=1',
    `&session_settings${'[a]'.repeat(3000)}=1`,
    '&resumed_chat_group_id=__proto__',
  ])('S9: a chat opens with %.50s', async (query) => {
    expect(await socket(`?api_key=key-one${query}`)).toBe('open');
  });

  test('S32: a message that is too long closes its socket with 1009, others stay', async () => {
    const url = `${server.origin.replace('http', 'ws')}/v0/evi/chat?api_key=key-one`;
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
    const client = new WebSocket(`${server.origin.replace('http', 'ws')}/v0/evi/chat?api_key=key-one`);
    await once(client, 'message');
    client.send(JSON.stringify({ type: 'audio_input', data: 'A'.repeat(12_000_000) }));
    expect(String((await once(client, 'message'))[0])).toContain('I0116');
    client.terminate();
  });
});

test('a chat whose client answers no ping is ended, another one goes on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const pinging = await start();
  const url = `${pinging.origin.replace('http', 'ws')}/v0/evi/chat?api_key=key-one`;
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
    silent.write(`${[...upgrade('/v0/evi/chat?api_key=key-one'), `Host: ${hostname}`].join('\r\n')}\r\n\r\n`);
    await once(silent, 'data');
    await stopping.close();
    silent.destroy();
  });

  test('stopping tells open chats, with 1001', async () => {
    const stopping = await start();
    const client = new WebSocket(`${stopping.origin.replace('http', 'ws')}/v0/evi/chat?api_key=key-one`);
    await once(client, 'message');
    const [[code]] = await Promise.all([once(client, 'close'), stopping.close()]);
    expect(code).toBe(1001);
    await expect(get('/widget/', {}, stopping.origin)).rejects.toThrow();
  });
});
