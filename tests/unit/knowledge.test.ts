import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LARGEST } from '../../server/http/knowledge/fetch-text.ts';
import { createKnowledge, type Knowledge } from '../../server/http/knowledge/knowledge.ts';
import { quietHtml } from '../../server/http/knowledge/quiet-html.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const html =
  (body: string | Buffer, headers = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
const to =
  (location: () => string): Answer =>
  (_request, response) => {
    response.writeHead(302, { Location: location() }).end();
  };
const opened: { close(): void }[] = [];

async function site(answers: Record<string, Answer>) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const answer = answers[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404, { 'Content-Type': 'text/html' }).end('nothing');
  });
  opened.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked };
}

let shop: Awaited<ReturnType<typeof site>>;
let other: Awaited<ReturnType<typeof site>>;
let broken: Awaited<ReturnType<typeof site>>;
let knowledge: Knowledge;

beforeAll(async () => {
  other = await site({ '/': html('other') });
  broken = await site({
    '/robots.txt': (_request, response) => response.writeHead(503).end(),
    '/': html('unseen'),
  });
  const etag: Answer = (request, response) => {
    const known = request.headers['if-none-match'] === '"one"';
    const headers = { 'Content-Type': 'text/html', ETag: '"one"', 'Cache-Control': 'no-cache' };
    response.writeHead(known ? 304 : 200, headers).end(known ? '' : 'kept');
  };
  shop = await site({
    '/robots.txt': html('User-agent: evi-widget\nDisallow: /private', { 'Content-Type': 'text/plain' }),
    '/help': html('<p>Help'),
    '/moved': to(() => '/help?session=1'),
    '/away': to(() => `${other.origin}/`),
    '/into': to(() => '/private/page'),
    '/loop': to(() => '/loop'),
    '/private/page': html('private'),
    '/picture': html('x', { 'Content-Type': 'image/png' }),
    '/large': html(Buffer.alloc(LARGEST + 1, 'a')),
    '/latin': html(Buffer.from([0xe9]), { 'Content-Type': 'text/html; charset=iso-8859-1' }),
    '/slow': () => undefined,
    '/fresh': html('fresh', { 'Cache-Control': 'max-age=60' }),
    '/mine': html('mine', { 'Cache-Control': 'private, max-age=60' }),
    '/etag': etag,
  });
});

afterAll(() => {
  for (const each of opened) each.close();
});

beforeEach(() => {
  knowledge = createKnowledge({ sites: [shop.origin, broken.origin] });
  shop.asked.length = other.asked.length = broken.asked.length = 0;
});

const timesAsked = (path: string) => shop.asked.filter(({ url }) => url === path).length;

test('reads a page, with nothing about the visitor, and without the query', async () => {
  expect(await knowledge.read(`${shop.origin}/help?session=secret#part`)).toEqual({
    url: `${shop.origin}/help`,
    type: 'text/html',
    text: '<p>Help',
  });
  expect(shop.asked.map(({ url }) => url)).toEqual(['/robots.txt', '/help']);
  const headers = shop.asked[1]?.headers;
  expect(headers?.['user-agent']).toBe('evi-widget');
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
  expect(headers).not.toHaveProperty('origin');
});

test('HTML comes without what runs and what styles', () => {
  expect(
    quietHtml(
      `<p style="x" ONCLICK=a() title=b>style = on<STYLE>p{}</style ><img src=x/onerror=b()><script src=a>if (a<b) "</p>"</script>end<script>rest`,
    ),
  ).toBe('<p data-style="x" data-ONCLICK=a() title=b>style = on<img src=x/data-onerror=b()>end');
  const hostile = '<style '.repeat(100_000);
  const start = performance.now();
  const unended = `<script>${'</script'.repeat(120_000)}`;
  for (const html of [hostile, `${hostile}</style>`, '<p '.repeat(300_000), unended]) quietHtml(html);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('follows redirects within the sites, and reads other encodings', async () => {
  expect(await knowledge.read(`${shop.origin}/moved`)).toMatchObject({ url: `${shop.origin}/help` });
  expect(await knowledge.read(`${shop.origin}/latin`)).toMatchObject({ text: 'é' });
});

test.each<[string, number, RegExp]>([
  ['/away', 403, /Add http:\/\/127.0.0.1:\d+ to the server’s EVI_KNOWLEDGE_SITES/],
  ['/private/page', 403, /robots.txt .* keeps evi-widget from \/private\/page/],
  ['/into', 403, /robots.txt/],
  ['/loop', 502, /redirects to nowhere or without an end/],
  ['/picture', 415, /is image\/png/],
  ['/large', 413, /is larger than/],
  ['/missing', 502, /answers with 404/],
])('%s is refused with %i', async (path, status, message) => {
  await expect(knowledge.read(shop.origin + path)).rejects.toMatchObject({
    status,
    message: expect.stringMatching(message),
  });
  expect(other.asked).toEqual([]);
  expect(timesAsked('/private/page')).toBe(0);
});

test.each([
  '',
  'help',
  'file:///etc/passwd',
  'http://user:pass@127.0.0.1/',
  `http://a.example/${'a'.repeat(2000)}`,
])('no address: %s', async (address) => {
  await expect(knowledge.read(address)).rejects.toMatchObject({ status: 400 });
});

test('a page that does not come is given up', async () => {
  const hasty = createKnowledge({ sites: [shop.origin], patience: 100 });
  await expect(hasty.read(`${shop.origin}/slow`)).rejects.toMatchObject({
    status: 502,
    message: expect.stringMatching(/took too long/),
  });
});

test('other sites are not asked at all, nor one whose robots.txt fails', async () => {
  await expect(knowledge.read(other.origin)).rejects.toMatchObject({ status: 403 });
  expect(other.asked).toEqual([]);
  await expect(knowledge.read(broken.origin)).rejects.toThrow('robots.txt answers with 503');
  expect(broken.asked.map(({ url }) => url)).toEqual(['/robots.txt']);
});

test('keeps pages as the site allows, and asks once for many visitors', async () => {
  const read = (path: string) => knowledge.read(shop.origin + path);
  await Promise.all([read('/mine'), read('/mine'), read('/mine')]);
  expect(timesAsked('/mine')).toBe(1);
  for (const path of ['/fresh', '/mine', '/etag']) for (const _ of [1, 2]) await read(path);
  expect([timesAsked('/robots.txt'), timesAsked('/fresh'), timesAsked('/mine')]).toEqual([1, 1, 3]);
  expect(shop.asked.at(-1)?.headers['if-none-match']).toBe('"one"');
  expect(await read('/etag')).toMatchObject({ text: 'kept' });
});
