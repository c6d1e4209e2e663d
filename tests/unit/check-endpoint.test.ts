/** "Check my install": whole pages, fetched and pasted, with the demo's own server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../demo-site/check/check.ts';
import { type Demo, startDemo } from '../../demo-site/serve.ts';
import { listen } from '../../server/server.ts';
import { openSite, type Site } from '../browser/support/site.ts';

const data = mkdtempSync(join(tmpdir(), 'evi-check-'));
let demo: Demo;
let site: Site;

beforeAll(async () => {
  site = await openSite('localhost');
  demo = await startDemo({
    root: new URL('../..', import.meta.url).pathname,
    ports: { host: 0, widget: 0, hostile: 0 },
    variables: { EVI_RECOGNISER: 'none', EVI_DATA_DIR: data, EVI_ALLOWED_SITES: site.origin },
  });
});
afterAll(async () => {
  await demo.close();
  site.close();
  rmSync(data, { recursive: true });
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${demo.host}/check`, {
    method: 'POST',
    headers: { Origin: demo.host, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function errorOf(response: Promise<Response>): Promise<[number, string]> {
  const { status, ...answer } = await response.then(async (given) => ({
    status: given.status,
    ...((await given.json()) as { error: string }),
  }));
  return [status, answer.error];
}

async function check(address: string, pasted?: { html: string; headers: string }): Promise<Report> {
  const response = await post({ address, pasted });
  expect(response.status).toBe(200);
  return (await response.json()) as Report;
}

const titles = ({ findings }: Report): string[] =>
  findings.filter(({ level }) => level !== 'fine').map(({ title }) => title);
const tag = (attributes = 'async'): string =>
  `<script src="${demo.widget}/loader.js" ${attributes}></script>`;

/** The demo has no recogniser here, and says so of every page. */
const DEAF = 'The server cannot hear';

describe('pages', () => {
  test('on the demo’s own page all is fine, and neither its text nor a token is in the answer', async () => {
    const response = await post({ address: `${demo.host}/` });
    const text = await response.text();
    expect(titles(JSON.parse(text) as Report)).toEqual([DEAF]);
    expect(text).toContain('The server gives out tokens');
    expect(text).not.toMatch(/pottery is a small|eyJ/i);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  test('each mistake is found, with what cures it', async () => {
    const address = site.publish('/mistakes', tag('type="module" data-config-id="shop" data-colour="red"'), {
      'Content-Security-Policy': "default-src 'self'",
      'Permissions-Policy': 'microphone=()',
    });
    expect(titles(await check(address))).toEqual([
      'The tag is a module',
      'The page waits for the loader',
      'data-colour is not an attribute of the widget',
      'The Content-Security-Policy blocks the loader',
      'The Content-Security-Policy blocks the widget’s frame',
      'The page keeps the microphone from the widget',
      'The server starts no conversation with the config "shop"',
      DEAF,
    ]);
  });

  test('one that must not show the widget, pasted', async () => {
    const report = await check('www.example.com/', {
      html: tag(),
      headers: "Feature-Policy: microphone 'none'",
    });
    expect(report.url).toBe('https://www.example.com/');
    expect(titles(report)).toEqual([
      'The page keeps the microphone from the widget',
      'The server does not let this page show the widget',
      DEAF,
    ]);
  });

  test('the loader of somebody else is not taken for the widget’s', async () => {
    const foreign = site.publish('/charts/loader.js', 'google.charts = {}', {
      'Content-Type': 'text/javascript',
    });
    const other = `<script src="${foreign}"></script>`;
    expect(titles(await check(site.publish('/both', other + tag())))).toEqual([DEAF]);
    expect(titles(await check(site.publish('/foreign', other)))).toEqual([
      'The page has no tag of the widget',
    ]);
  });

  test('a server that is not there is one finding', async () => {
    const empty = createServer();
    const port = await listen(empty, 0, '127.0.0.1');
    await new Promise((resolve) => empty.close(resolve));
    const html = `<script src="http://127.0.0.1:${port}/loader.js" async></script>`;
    expect(titles(await check(site.publish('/gone', html)))).toEqual(['The loader cannot be reached']);
    const missing = `<script src="${demo.widget}/old/loader.js" async></script>`;
    expect(titles(await check(site.publish('/missing', missing)))).toEqual(['The loader is not there']);
  });

  test('redirects are followed and told, and a page that is none is, too', async () => {
    let turns = 0;
    const server = createServer((request, response) => {
      if (request.url === '/loop') turns += 1;
      const location = { '/a': '/b', '/b': `${demo.host}/`, '/loop': '/loop', '/file': 'file:///etc/passwd' }[
        request.url ?? ''
      ];
      response.writeHead(location ? 302 : 404, {
        'Content-Type': 'text/plain',
        ...(location && { location }),
      });
      response.end();
    });
    const origin = `http://localhost:${await listen(server, 0, 'localhost')}`;
    const report = await check(`${origin}/a`);
    expect(report.url).toBe(`${demo.host}/`);
    expect(report.findings[0]?.cause).toContain(`${origin}/a → ${origin}/b → ${demo.host}/`);
    expect(await errorOf(post({ address: `${origin}/loop` }))).toEqual([
      502,
      'The page cannot be reached: it redirects more than 5 times.',
    ]);
    expect(turns).toBe(6);
    expect(await errorOf(post({ address: `${origin}/file` }))).toEqual([
      502,
      'The page cannot be reached: it redirects to what is no web address.',
    ]);
    expect(titles(await check(`${origin}/none`))).toEqual([
      'The page answers with status 404',
      'The address is not of an HTML page',
      'The page has no tag of the widget',
    ]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect((await errorOf(post({ address: `${origin}/a` })))[1]).toContain('nothing listens at this address');
  });

  test('of an endless page only the beginning is read', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.write(tag());
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    const origin = `http://localhost:${await listen(server, 0, 'localhost')}`;
    expect(titles(await check(`${origin}/`))).toContain('The page is very long');
    server.closeAllConnections();
    server.close();
  });
});

describe('who may ask', () => {
  test.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['an opaque one', { Origin: 'null' }],
    ['a name that leads to this machine', { Origin: 'http://evil.example:8780' }],
    ['another site, whatever it claims', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site' }],
  ])('not %s', async (_, headers) => {
    const address = site.publish('/secret', 'secret');
    expect(await errorOf(post({ address }, headers))).toEqual([
      403,
      'Only the page "Check my install" may ask.',
    ]);
  });

  test('nobody without an Origin, and nothing but POST', async () => {
    const bare = fetch(`${demo.host}/check`, { method: 'POST', body: '{}' });
    expect((await errorOf(bare))[0]).toBe(403);
    expect((await errorOf(fetch(`${demo.host}/check`)))[0]).toBe(405);
  });

  test.each([
    '',
    ' ',
    'javascript:alert(1)',
    'mailto:me@a.example',
    'file:///etc/passwd',
    'ftp://a.example',
    'http://[',
    'a b',
  ])('%j is not the address of a page', async (address) => {
    const [status, error] = await errorOf(post({ address }));
    expect(status).toBe(400);
    expect(error).toContain('Write');
  });

  test('what cannot be read is refused, and the demo lives', async () => {
    expect(await errorOf(post('{'))).toEqual([400, 'Send JSON.']);
    expect((await errorOf(post('null')))[0]).toBe(400);
    expect((await errorOf(post({ address: 'a.example', pasted: { html: 1 } })))[0]).toBe(400);
    const long = { address: 'a.example', pasted: { html: 'x'.repeat(4_000_000), headers: '' } };
    expect(await errorOf(post(long))).toEqual([413, 'The pasted page is too long.']);
    expect((await fetch(`${demo.host}/check.html`)).status).toBe(200);
  });
});
