import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../server/configs/default-config.ts';
import { readEnvironment } from '../../server/environment.ts';
import { type AppOptions, createApp } from '../../server/http/app.ts';
import { parseOrigin } from '../../server/http/headers.ts';
import { createKnowledge } from '../../server/http/knowledge/knowledge.ts';
import { createRateLimit } from '../../server/http/rate-limit.ts';
import { createTokens } from '../../server/http/tokens.ts';
import { keysInMemory } from './support/keys.ts';
import { raw, statusOf } from './support/raw-http.ts';

const SITES = ['https://www.example.com', 'https://shop.example.com:8443'];
const standard = defaultConfig(readEnvironment({}));
const CONFIGS = [standard, { ...standard, id: 'support' }];

interface Served {
  origin: string;
  close(): Promise<void>;
}

let folder: string;
let server: Served;
const log: string[] = [];

async function start(options: Partial<AppOptions> = {}): Promise<Served> {
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const widgetOrigins = new Set([origin]);
  const app = createApp({
    files: join(folder, 'dist'),
    loaders: {
      find: async (hash) => (hash === 'abcdefabcdef' ? new TextEncoder().encode('pinned') : undefined),
    },
    sites: SITES,
    widgetOrigins,
    tokens: createTokens(keysInMemory({ key: 'key-one', secret: 'secret:one' }), widgetOrigins),
    configs: { default: standard, all: CONFIGS, find: (id) => CONFIGS.find((config) => config.id === id) },
    knowledge: createKnowledge({ sites: [] }),
    requestLimit: createRateLimit(1000, 1),
    trustedProxies: 0,
    frameConfig: { voiceInput: false },
    sendToChat: () => 'unknown',
    log: (line) => log.push(line),
    ...options,
  });
  http.on('request', getRequestListener(app.fetch));
  return {
    origin,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

beforeAll(() => {
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
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  server = await start();
});

afterEach(async () => {
  await server.close();
  vi.useRealTimers();
});

const get = (path: string, init: RequestInit = {}, origin = server.origin) => fetch(`${origin}${path}`, init);
const directives = (response: Response) => {
  const policy = response.headers.get('Content-Security-Policy') ?? '';
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive]));
};

const form = (authorization?: string, body = 'grant_type=client_credentials') => ({
  method: 'POST',
  headers: {
    'Content-Type': 'application/x-www-form-urlencoded',
    ...(authorization ? { Authorization: `Basic ${Buffer.from(authorization).toString('base64')}` } : {}),
  },
  body,
});

/** A request for a widget's token, as the frame makes it. */
const asking = (fields: Record<string, string> = {}, origin = server.origin) => ({
  method: 'POST',
  headers: { Origin: origin },
  body: new URLSearchParams(fields),
});

/** What the token says about itself. */
async function claimsOf(response: Response): Promise<Record<string, unknown>> {
  const { access_token }: { access_token: string } = await response.json();
  return JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
}

describe('the frame and its files', () => {
  test('S17: the frame may be embedded by exactly the sites of the operator', async () => {
    const response = await get('/widget/');
    expect(await response.text()).toBe('frame');
    expect(directives(response).get('frame-ancestors')).toBe(`frame-ancestors ${SITES.join(' ')}`);
    expect(response.headers.has('X-Frame-Options')).toBe(false);
  });

  test('S17: by nobody, when the operator named none', async () => {
    const lonely = await start({ sites: [] });
    const response = await get('/widget/', {}, lonely.origin);
    expect(directives(response).get('frame-ancestors')).toBe("frame-ancestors 'none'");
    await lonely.close();
  });

  test.each([
    ['/loader.js'],
    ['/loader/abcdefabcdef.js'],
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

  test('S28: no address is told to anybody, S27: nothing with a token is stored', async () => {
    for (const path of [
      '/widget/',
      '/loader.js',
      '/widget/config.json',
      '/widget/assets/index-abc.css',
      '/x',
    ])
      expect((await get(path)).headers.get('Referrer-Policy')).toBe('no-referrer');
    const issued = [await get('/token', asking()), await get('/oauth2-cc/token', form('key-one:secret:one'))];
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
      ['/loader/abcdefabcdef.js', 'text/javascript; charset=utf-8'],
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
    });
  });

  test('S39: a pinned loader never changes, the evergreen one is asked for each time', async () => {
    const pinned = await get('/loader/abcdefabcdef.js');
    expect(await pinned.text()).toBe('pinned');
    expect(pinned.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/loader.js')).headers.get('Cache-Control')).toBe('no-cache');
  });

  test('404 for what is not there', async () => {
    for (const path of [
      '/loader/',
      '/loader/abcdefabcdef',
      '/loader/abcdefabcdef.css',
      '/loader/abcdefabcdef.js.js',
      '/loader/000000000000.js',
      '/loader/loader.js',
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
    '/loader/..%2f..%2fprivate.js',
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
    const response = await raw(server.origin, [`GET ${path} HTTP/1.1`]);
    expect([400, 404]).toContain(statusOf(response));
    expect(response).not.toMatch(/the server|outside|a neighbour|root:/);
  });

  test.each(['//', '///', '/%', '*', 'http://[', '/\\', '/?%', '?'])(
    'S9: the address %s is answered, and the server lives',
    async (address) => {
      expect(statusOf(await raw(server.origin, [`GET ${address} HTTP/1.1`]))).toBeGreaterThanOrEqual(400);
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
    const response = await raw(server.origin, [
      'GET /widget/?origin=https://evil.example HTTP/1.1',
      ...Object.entries(claimed).map(([name, value]) => `${name}: ${value}`),
    ]);
    expect(response).not.toContain('evil.example');
  });
});

describe('pages for the widget', () => {
  const pages = {
    read: async (url: string) => ({ url, type: 'text/html', text: '<script>alert(1)</script>' }),
    close: async () => undefined,
  };

  test('are text, so that nothing of another site becomes a document of this one', async () => {
    const reading = await start({ knowledge: pages });
    const asked = asking({ url: 'https://a.example/' }, reading.origin);
    const response = await get('/knowledge', asked, reading.origin);
    expect(await response.text()).toBe('<script>alert(1)</script>');
    expect(response.headers.get('Content-Type')?.toLowerCase()).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('X-Page-Type')).toBe('text/html');
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
    const foreign = { ...asked, headers: { Origin: 'https://evil.example' } };
    expect((await get('/knowledge', foreign, reading.origin)).status).toBe(403);
    expect((await get('/knowledge', {}, reading.origin)).status).toBe(405);
    await reading.close();
  });

  test('are as many in a minute as a few visitors need', async () => {
    const reading = await start({ knowledge: pages });
    const ask = () =>
      get('/knowledge', asking({ url: 'https://a.example/' }, reading.origin), reading.origin);
    const answers = await Promise.all(Array.from({ length: 161 }, ask));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(160);
    expect(answers.find(({ status }) => status === 429)?.headers.has('Retry-After')).toBe(true);
    await reading.close();
  });

  test('that may not be read are told with what to do', async () => {
    const response = await get('/knowledge', asking({ url: 'https://a.example/' }));
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ error: expect.stringContaining('EVI_KNOWLEDGE_SITES') });
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

  test('S30: each is for one config: the one that is asked for, or the default', async () => {
    const given = async (init: RequestInit) => claimsOf(await get('/token', init));
    expect(await given(asking({ config_id: 'support' }))).toMatchObject({ configId: 'support' });
    expect(await given(asking())).toMatchObject({ configId: 'default' });
    expect(await given(asking({ config_id: '' }))).toMatchObject({ configId: 'default' });
    const bare = { method: 'POST', headers: { Origin: server.origin } };
    expect(await given(bare)).toMatchObject({ configId: 'default' });
  });

  test.each(['nothing-of-the-kind', '__proto__', 'Support', 'support ', '<b>'])(
    'S32: an unknown config is 400, names the attribute and is not repeated: %s',
    async (config_id) => {
      const response = await get('/token', asking({ config_id }));
      const body = await response.text();
      expect(response.status).toBe(400);
      expect(body).toContain('data-config-id');
      expect(body).not.toContain(config_id);
    },
  );

  test('S30: an address gets so many a minute, then 429 and when to come back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const limited = await start();
    const ask = (headers = {}) => {
      const init = asking({}, limited.origin);
      return get('/token', { ...init, headers: { ...init.headers, ...headers } }, limited.origin);
    };
    for (let count = 0; count < 30; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect((await ask({ 'X-Forwarded-For': '198.51.100.7' })).status).toBe(429);
    expect((await get('/oauth2-cc/token', form('x:y'), limited.origin)).status).toBe(429);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await ask()).status).toBe(200);
    await limited.close();
  });

  test('S30: behind a proxy visitors are counted apart', async () => {
    const proxied = await start({ trustedProxies: 1 });
    const ask = async (visitor: string) => {
      const { headers, ...init } = asking({}, proxied.origin);
      const forwarded = { ...headers, 'X-Forwarded-For': `198.51.100.99, ${visitor}` };
      return (await get('/token', { ...init, headers: forwarded }, proxied.origin)).status;
    };
    for (let count = 0; count < 30; count += 1) expect(await ask('198.51.100.7')).toBe(200);
    expect(await ask('198.51.100.7')).toBe(429);
    expect(await ask('198.51.100.8')).toBe(200);
    await proxied.close();
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
    for (const path of ['/loader.js', '/loader/abcdefabcdef.js']) {
      const { headers } = await get(path, { headers: { Origin: 'https://evil.example' } });
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.has('Access-Control-Allow-Credentials')).toBe(false);
    }
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

  test('S30: tries that fail are limited, tokens for the visitors of a site’s own server are not', async () => {
    const limited = await start();
    const ask = async (secret: string) =>
      (await get('/oauth2-cc/token', form(`key-one:${secret}`), limited.origin)).status;
    for (let count = 0; count < 40; count += 1) expect(await ask('secret:one')).toBe(200);
    for (let count = 0; count < 30; count += 1) expect(await ask('guess')).toBe(401);
    expect(await ask('guess')).toBe(429);
    expect(await ask('secret:one')).toBe(429);
    await limited.close();
  });

  test('many that are asked for at once are all given', async () => {
    const keys = keysInMemory({ key: 'key-one', secret: 'secret:one' });
    const { find } = keys;
    let asked = 0;
    let allAsked: () => void = () => undefined;
    const together = new Promise<void>((resolve) => {
      allAsked = resolve;
    });
    keys.find = async (...given) => {
      asked += 1;
      if (asked === 45) allAsked();
      await together;
      return find(...given);
    };
    const busy = await start({ tokens: createTokens(keys, new Set()) });
    const answers = Array.from({ length: 45 }, async () => {
      const { status } = await get('/oauth2-cc/token', form('key-one:secret:one'), busy.origin);
      // One that is refused asks for no key: the others must not wait for it.
      if (status !== 200) allAsked();
      return status;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
    await busy.close();
  });

  test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'x', ''])(
    'S32: a body of the type %j is 415',
    async (type) => {
      for (const path of ['/token', '/oauth2-cc/token']) {
        const { headers, ...init } = form('key-one:secret:one');
        const body = Buffer.from(init.body);
        const sent = { ...headers, Origin: server.origin, 'Content-Type': type };
        const response = await get(path, { ...init, body, headers: sent });
        expect([path, response.status]).toEqual([path, 415]);
        expect(await response.text()).toContain('Content-Type: application/x-www-form-urlencoded');
      }
    },
  );

  test('a form may name its letters', async () => {
    const { headers, ...init } = form('key-one:secret:one');
    const type = 'Application/X-WWW-Form-URLencoded; charset=UTF-8';
    const response = await get('/oauth2-cc/token', {
      ...init,
      headers: { ...headers, 'Content-Type': type },
    });
    expect(response.status).toBe(200);
  });

  test('S31, S32: while the store cannot be asked nobody gets one, and learns nothing of it', async () => {
    const keys = keysInMemory();
    keys.find = () => Promise.reject(new Error('password of the database: hidden'));
    const failing = await start({ tokens: createTokens(keys, new Set()) });
    const response = await get('/oauth2-cc/token', form('key-one:secret:one'), failing.origin);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hidden');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(log.at(-1)).toContain('/oauth2-cc/token: ');
    await failing.close();
  });

  test('S32: a body that is too long is 413, told or not how long it is', async () => {
    const long = 'x'.repeat(5000);
    expect((await get('/oauth2-cc/token', form('key-one:secret:one', long))).status).toBe(413);
    const streamed = new Response(long).body;
    const chunked = { ...form('key-one:secret:one'), body: streamed, duplex: 'half' };
    expect((await get('/oauth2-cc/token', chunked)).status).toBe(413);
  });
});

test('S30: an address gets so many answers a second, whatever it asks for', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const limited = await start({ requestLimit: createRateLimit(5, 1) });
  for (const path of ['/loader.js', '/widget/', '/nothing', '/widget/config.json', '/token'])
    expect((await get(path, {}, limited.origin)).status).not.toBe(429);
  for (const path of ['/loader.js', '/nothing', '/token']) {
    const refused = await get(path, {}, limited.origin);
    expect([path, refused.status, refused.headers.get('Retry-After')]).toEqual([path, 429, '1']);
    expect(directives(refused).get('frame-ancestors')).toBe("frame-ancestors 'none'");
  }
  vi.setSystemTime(Date.now() + 1000);
  expect((await get('/loader.js', {}, limited.origin)).status).toBe(200);
  await limited.close();
});

describe('the control plane of a chat', () => {
  const MESSAGE = '{"type":"assistant_input","text":"Hello."}';
  const send = (headers: Record<string, string>, body = MESSAGE) =>
    fetch(`${server.origin}/v0/evi/chat/chat-1/send`, { method: 'POST', headers, body });
  const key = { 'X-Hume-Api-Key': 'key-one' };
  let outcome: { why: string } | 'unknown' | 'behind' | undefined;
  let received: unknown[] = [];

  beforeEach(async () => {
    await server.close();
    outcome = undefined;
    received = [];
    server = await start({
      sendToChat(...what) {
        received.push(what);
        return outcome;
      },
    });
  });

  test('hands the message over, and answers with nothing', async () => {
    const response = await send(key);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(received).toEqual([['chat-1', { kind: 'key', keyId: expect.any(String) }, MESSAGE]]);
  });

  test('a message that is none is 422, as EVI has it', async () => {
    outcome = { why: 'text is missing' };
    const response = await send(key);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      detail: [{ loc: ['body'], msg: 'text is missing', type: 'value_error' }],
    });
  });

  test('a chat that is not there for the caller is 404', async () => {
    outcome = 'unknown';
    expect((await send(key)).status).toBe(404);
  });

  test('S32: for a chat that is behind it is 429', async () => {
    outcome = 'behind';
    const response = await send(key);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '1']);
  });

  test.each([{}, { 'X-Hume-Api-Key': 'other' }, { Authorization: 'Bearer x' }])(
    'with %j it is 401',
    async (headers) => {
      expect((await send(headers)).status).toBe(401);
      expect(received).toEqual([]);
    },
  );

  test('S32: too long a message is 413, another method 405', async () => {
    expect((await send(key, 'x'.repeat(600_000))).status).toBe(413);
    expect((await fetch(`${server.origin}/v0/evi/chat/chat-1/send`)).status).toBe(405);
  });
});
