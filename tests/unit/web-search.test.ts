import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { plainText } from '../../server/providers/web-search/plain-text.ts';
import { createSearxng } from '../../server/providers/web-search/searxng.ts';

const never = new AbortController().signal;
const QUERY = 'how tall is the secret tower';

interface SearchServer {
  url: string;
  requests: { path: string; query: URLSearchParams; headers: IncomingMessage['headers'] }[];
  hungUp(): number;
  close(): Promise<void>;
}

const servers: SearchServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function serve(
  respond: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<SearchServer> {
  const requests: SearchServer['requests'] = [];
  let hungUp = 0;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    requests.push({ path: pathname, query: searchParams, headers: request.headers });
    response.on('close', () => {
      if (!response.writableFinished) hungUp++;
    });
    respond(response, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const started: SearchServer = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    hungUp: () => hungUp,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  servers.push(started);
  return started;
}

const json = (body: unknown) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const RESULTS = Array.from({ length: 8 }, (_, at) => ({
  title: `Tower ${at}`,
  url: `https://towers.example/${at}`,
  content: `Fact number ${at} about towers.`,
}));

const search = async (body: unknown) =>
  createSearxng({ url: (await serve(json(body))).url }).search(QUERY, never);

const errorOf = (done: Promise<unknown>) =>
  done.then(
    () => expect.unreachable('a result came'),
    (error: unknown) => error,
  );

describe('a search', () => {
  test('asks for JSON at /search, whichever way the address is written', async () => {
    const server = await serve(json({ results: RESULTS }));
    for (const path of ['', '/', '/search', '/search/', '/sub', '/sub/search'])
      await createSearxng({ url: server.url + path }).search(QUERY, never);
    expect(server.requests.map(({ path }) => path)).toEqual([
      ...Array.from({ length: 4 }, () => '/search'),
      '/sub/search',
      '/sub/search',
    ]);
    for (const { query } of server.requests)
      expect(Object.fromEntries(query)).toEqual({ q: QUERY, format: 'json' });
  });

  test('is summed up from its first three findings, with five references', async () => {
    const { summary, references } = await search({ results: RESULTS });
    expect(summary).toBe(
      'Fact number 0 about towers. Fact number 1 about towers. Fact number 2 about towers.',
    );
    expect(references).toEqual(
      RESULTS.slice(0, 5).map(({ title, url, content }) => ({ name: title, url, content })),
    );
  });

  test('begins with a direct answer and an infobox when there are any', async () => {
    const infoboxes = [{ infobox: 'Tower', content: 'A tower is a tall building.' }];
    for (const answers of [['It has 330 metres.'], [{ answer: 'It has 330 metres.', url: null }]])
      expect((await search({ answers, infoboxes, results: RESULTS })).summary).toBe(
        'It has 330 metres. A tower is a tall building. Fact number 0 about towers.',
      );
  });

  test('that finds nothing says nothing', async () => {
    expect(await search({ results: [] })).toEqual({ summary: '', references: [] });
  });

  test('is bounded in all that it returns', async () => {
    const long = 'word '.repeat(5000);
    const { summary, references } = await search({
      results: [
        { title: long, url: `https://a.example/${'x'.repeat(3000)}`, content: long },
        { title: long, url: 'https://a.example/', content: 'w'.repeat(9000) },
      ],
    });
    expect(summary.length).toBeLessThanOrEqual(600);
    expect(references).toHaveLength(1);
    expect(references[0]?.name.length).toBeLessThanOrEqual(200);
    expect(references[0]?.content.length).toBeLessThanOrEqual(300);
  });

  test('gives web addresses only, and is not undone by entries that make no sense', async () => {
    const urls = [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://a.example/',
      '/relative',
      '',
      'file:///etc/passwd',
    ];
    const { references } = await search({
      results: [
        ...urls.map((url) => ({ title: 'x', url, content: 'x' })),
        7,
        null,
        { url: 1 },
        { url: 'http://b.example' },
      ],
      answers: 'none',
      infoboxes: [null, { content: null }],
    });
    expect(references).toEqual([{ name: 'b.example', url: 'http://b.example/', content: '' }]);
  });

  test('cannot give commands to SearXNG, and is bounded', async () => {
    const server = await serve(json({ results: [] }));
    const searxng = createSearxng({ url: server.url });
    await searxng.search('!!g :fr !images <9 towers!\r\nare they: tall?', never);
    await searxng.search('x'.repeat(9000), never);
    expect(server.requests[0]?.query.get('q')).toBe('g fr images 9 towers! are they: tall?');
    expect(server.requests[1]?.query.get('q')).toHaveLength(500);
    await expect(searxng.search(' !! ', never)).rejects.toThrow('asked for nothing');
    expect(server.requests).toHaveLength(2);
  });

  test('authenticates with the user and password of its address, which its name does not show', async () => {
    const server = await serve(json({ results: [] }));
    const searxng = createSearxng({ url: server.url.replace('://', '://me:p%40ss@') });
    await searxng.search(QUERY, never);
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    );
    expect(searxng.name).toBe(`SearXNG at ${server.url}`);
    expect(() => createSearxng({ url: 'http://me:100%@a.example' })).toThrow('%25');
  });
});

describe('redirects', () => {
  const to = (location: string) => (response: ServerResponse, request: IncomingMessage) =>
    request.url?.startsWith('/search')
      ? response.writeHead(302, { location }).end()
      : json({ results: RESULTS })(response);

  test('on the same server are followed', async () => {
    const server = await serve(to('/elsewhere?q=x'));
    const { references } = await createSearxng({ url: server.url }).search(QUERY, never);
    expect(references).toHaveLength(5);
    expect(server.requests.map(({ path }) => path)).toEqual(['/search', '/elsewhere']);
  });

  test('to another server are not', async () => {
    const other = await serve(json({ results: RESULTS }));
    const server = await serve(to(`${other.url}/search?q=x`));
    expect(await errorOf(createSearxng({ url: server.url }).search(QUERY, never))).toMatchObject({
      message: expect.stringMatching(/redirects to another server/),
    });
    expect(other.requests).toEqual([]);
  });

  test('without an end are given up', async () => {
    const server = await serve(to('/search?again'));
    await expect(createSearxng({ url: server.url }).search(QUERY, never)).rejects.toThrow(/without an end/);
    expect(server.requests).toHaveLength(4);
  });
});

describe('stopping', () => {
  test('an abort rejects with its reason and closes the request', async () => {
    const server = await serve(() => {});
    const stop = new AbortController();
    const done = errorOf(createSearxng({ url: server.url }).search(QUERY, stop.signal));
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    stop.abort('barge-in');
    expect(await done).toBe('barge-in');
    await vi.waitFor(() => expect(server.hungUp()).toBe(1));
    await expect(createSearxng({ url: server.url }).search(QUERY, stop.signal)).rejects.toBe('barge-in');
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['before the headers', () => {}],
    [
      'in the middle of the reply',
      (response: ServerResponse) => void response.writeHead(200).write('{"results":['),
    ],
  ])('a server that goes quiet %s is given up on', async (_, respond) => {
    const server = await serve(respond);
    const searxng = createSearxng({ url: server.url, patience: 50 });
    await expect(searxng.search(QUERY, never)).rejects.toThrow(/took longer than 0\.05 s/);
    await vi.waitFor(() => expect(server.hungUp()).toBe(1));
  });

  test('close() ends what is under way', async () => {
    const server = await serve(() => {});
    const searxng = createSearxng({ url: server.url });
    const done = errorOf(searxng.search(QUERY, never));
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await searxng.close();
    expect(await done).toMatchObject({ message: expect.stringMatching(/closed/) });
  });
});

describe('errors say what to do and hold neither query nor reply', () => {
  const status = (code: number) => (response: ServerResponse) =>
    response.writeHead(code).end(`You searched for ${QUERY}`);
  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['401', status(401), /user and a password/],
    ['403', status(403), /search\.formats/],
    ['404', status(404), /no search at this address/],
    ['429', status(429), /limiter/],
    ['500', status(500), /answered with an error \(HTTP 500\)/],
    ['HTML', json(`<html>${QUERY}</html>`), /not that of SearXNG/],
    ['other JSON', json({ error: QUERY }), /not that of SearXNG/],
    ['half of it', json(`{"results":[{"title":"${QUERY}"`), /not that of SearXNG/],
    [
      'too much',
      json(JSON.stringify({ results: [{ title: QUERY.padEnd(2 ** 20, 'x') }] })),
      /larger than 1 MiB/,
    ],
    ['a broken connection', (response) => response.destroy(), /cannot be reached/],
  ])('%s', async (_, respond, message) => {
    const { url } = await serve(respond);
    const error = await errorOf(createSearxng({ url }).search(QUERY, never));
    expect(error).toMatchObject({ name: 'WebSearchError', message: expect.stringMatching(message) });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('secret');
  });

  test('a server that is not there', async () => {
    const server = await serve(() => {});
    await server.close();
    await expect(createSearxng({ url: server.url }).search(QUERY, never)).rejects.toThrow(
      /cannot be reached/,
    );
  });

  test('an address that is none', () => {
    expect(() => createSearxng({ url: 'file:///etc' })).toThrow(/not an http/);
  });
});

describe('plain text', () => {
  test.each([
    ['<b>Paris</b> is the <em>capital</em> of&nbsp;France.', 'Paris is the capital of France.'],
    ['one<br>two<p class="x">three</p>', 'one two three'],
    ['&lt;b&gt;Paris&lt;/b&gt; &amp; Lyon &#233;&#xE9; &unknown; &#x110000;', 'Paris & Lyon éé &unknown;'],
    ['a<script>alert(1)</script>b<style>p{}', 'a b'],
    ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
    ['tab\tline\r\nbell\u0007 \u202Eturned\u202C half\ud83d end', 'tab line bell turned half end'],
    ['<!-- hidden --><img src=x onerror=alert(1)>seen', 'seen'],
  ])('%j', (html, text) => expect(plainText(html, 200)).toBe(text));

  test('is cut after a sentence, else after a word, else anywhere', () => {
    expect(plainText('The first one. The second one. The third', 34)).toBe('The first one. The second one.');
    expect(plainText('no sentence ends in this text', 18)).toBe('no sentence ends…');
    expect(plainText('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(plainText('😀'.repeat(20), 10)).toBe(`${'😀'.repeat(4)}…`);
  });

  test.each(['<', '<script', '&', '<b', '&#', '<!--'])(
    'a hostile text of %j is read within the time of a test',
    (piece) => {
      expect(plainText(piece.repeat(300_000), 300).length).toBeLessThanOrEqual(300);
    },
  );
});
