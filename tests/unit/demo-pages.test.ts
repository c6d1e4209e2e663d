/** The demo's pages as a browser gets them: tags that the widget takes, links that lead somewhere, data that can be read. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo-site/serve.ts';
import { parseOptions } from '../../shared/options/parse.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'demo-site/pages');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.html'),
);

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): string => {
    const text = 'childNodes' in node ? node.childNodes.map(visit).join('') : '';
    if ('tagName' in node)
      found.push({
        name: node.tagName,
        attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
        text,
      });
    return 'value' in node ? node.value : text;
  };
  visit(parse(html));
  return found;
}

const pages = new Map(files.map((file) => [file, elementsOf(readFileSync(join(folder, file), 'utf8'))]));
const of = (file: string, name: string): Element[] =>
  (pages.get(file) ?? []).filter((element) => element.name === name);

/** The file that an address of the site is served from, by the rules of demo-site/serve.ts. */
const fileOf = (address: string, from: string): string => {
  const { pathname } = new URL(address, `http://site/${from}`);
  if (pathname.startsWith('/app/') && !pathname.includes('.')) return 'app/index.html';
  return pathname.slice(1) + (pathname.endsWith('/') ? 'index.html' : '');
};

test('there are several sites', () => {
  expect(files).toEqual(
    expect.arrayContaining(['index.html', 'shop/index.html', 'docs/index.html', 'app/index.html']),
  );
});

describe.each(files)('%s', (file) => {
  test('the widget takes every attribute of the tag, and what the tag names is there', () => {
    const tags = of(file, 'script').filter(({ attributes }) => attributes.src?.endsWith('/loader.js'));
    expect(tags).toHaveLength(1);
    const dataset = Object.fromEntries(
      Object.entries(tags[0]?.attributes ?? {})
        .filter(([name]) => name.startsWith('data-'))
        .map(([name, value]) => [
          name.slice(5).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
    );
    const refused: string[] = [];
    const { knowledge } = parseOptions(dataset, (name, expected) => refused.push(`${name}: ${expected}`));
    expect(refused).toEqual([]);
    for (const address of knowledge.split(/\s+/).filter(Boolean))
      expect(existsSync(join(folder, fileOf(address, file))), address).toBe(true);
  });

  test('its links lead to a page and a place that are there', () => {
    for (const { attributes } of of(file, 'a')) {
      const { href = '' } = attributes;
      const target = fileOf(href, file);
      expect(pages.has(target), href).toBe(true);
      const id = new URL(href, `http://site/${file}`).hash.slice(1);
      if (id) expect(pages.get(target)?.map((element) => element.attributes.id)).toContain(id);
    }
  });

  test('its ids are unique, its controls have names, and its data can be read', () => {
    const all = pages.get(file) ?? [];
    const ids = all.flatMap(({ attributes: { id } }) => id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { attributes, text } of of(file, 'button'))
      expect(attributes['aria-label'] ?? text).toMatch(/\w/);
    for (const { attributes, text } of of(file, 'script'))
      if (attributes.type === 'application/ld+json')
        expect(JSON.parse(text)).toMatchObject({ '@context': 'https://schema.org' });
  });
});

test('lists of pages name pages that are there', () => {
  for (const list of ['llms.txt', 'docs/llms.txt'])
    for (const [, address = ''] of readFileSync(join(folder, list), 'utf8').matchAll(/\]\((.*?)\)/g))
      expect(pages.has(fileOf(address, list)), address).toBe(true);
});

describe('served', () => {
  const data = mkdtempSync(join(tmpdir(), 'evi-demo-'));
  let demo: Demo;
  beforeAll(async () => {
    const ports = { host: 0, widget: 0, hostile: 0 };
    demo = await startDemo({ root, ports, variables: { EVI_RECOGNISER: 'none', EVI_DATA_DIR: data } });
  });
  afterAll(async () => {
    await demo.close();
    rmSync(data, { recursive: true });
  });

  test.each([
    ['/shop/', 200, 'text/html', 'Highfell'],
    ['/docs/llms.txt', 200, 'text/plain', '# ferry'],
    ['/robots.txt', 200, 'text/plain', 'User-agent'],
    ['/app/rental.json', 200, 'application/json', 'Heron'],
    ['/app/bikes/heron', 200, 'text/html', 'Towpath Bikes'],
    ['/shop', 301, '', ''],
    ['/app', 301, '', ''],
    ['/nothing', 404, 'text/plain', 'Not found'],
    ['/app/nothing.js', 404, 'text/plain', 'Not found'],
    ['/%2e%2e/serve.ts', 404, 'text/plain', 'Not found'],
  ])('%s answers with %d', async (path, status, type, content) => {
    const response = await fetch(demo.host + path, { redirect: 'manual' });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type') ?? '').toContain(type);
    expect(await response.text()).toContain(content);
    if (status === 301) expect(response.headers.get('location')).toMatch(/^\/(shop|app)\/$/);
  });
});
