import fc from 'fast-check';
import { expect, test } from 'vitest';
import { siteAddresses } from '../../widget/page/site/addresses.ts';
import type { Load, Loaded } from '../../widget/page/site/load.ts';
import { readMarkdown } from '../../widget/page/site/read-markdown.ts';
import { readSite } from '../../widget/page/site/site.ts';

const HOME = 'https://www.a.com';

/** A site of texts: of XML where it is that, else of Markdown. */
function served(pages: Record<string, string>, size = 100) {
  const asked: string[] = [];
  const load: Load = async ({ href }) => {
    asked.push(href);
    const text = pages[href];
    if (text === undefined) throw new Error(`${href}: it cannot be reached`);
    const [moved = ''] = /^https:\S+$/.exec(text) ?? [];
    const type = text.startsWith('<') ? 'application/xml' : 'text/markdown';
    return { url: moved || href, type, text: pages[moved] ?? text, document: null, size } satisfies Loaded;
  };
  return { asked, load };
}
async function read(addresses: string[], { load }: { load: Load }, mask = false) {
  const { site, done } = readSite({ addresses, home: HOME, exclude: '', mask }, load);
  await done;
  return { ...site, urls: site.pages.map(({ url }) => url.replace(HOME, '')).sort() };
}
const urlset = (...paths: string[]) =>
  `<urlset>${paths.map((path) => `<url><loc> ${HOME}${path} </loc></url>`).join('')}</urlset>`;
const at = (pages: Record<string, string>) =>
  Object.fromEntries(Object.entries(pages).map(([path, text]) => [HOME + path, text]));

test('only addresses of the page’s own site, without query', () => {
  const texts =
    '/a?session=1 b#c https://docs.a.com/x https://a.com/y https://b.com/z https://nota.com/ http://www.a.com/ https://u:p@www.a.com/ data:text/html,x https://['.split(
      ' ',
    );
  expect(siteAddresses(texts, `${HOME}/shop/`, HOME).map(({ href }) => href)).toEqual([
    'https://www.a.com/a',
    'https://www.a.com/shop/b',
    'https://docs.a.com/x',
    'https://a.com/y',
  ]);
});

test('Markdown under its headings, and an llms.txt with what it leads to', async () => {
  const llms =
    '# Mill\n\n> Pottery in\n> the hills.\n\n## Docs\n\n- [Firing](/firing.md): how **hot**\n- [Else](https://b.com/)\n\n| Day | Open |\n|---|---|\n| Mo | 9 |';
  expect(readMarkdown(llms)).toMatchObject([
    { heading: 'Mill', level: 1, text: 'Pottery in the hills.', kinds: 'p' },
    { heading: 'Docs', level: 2, text: 'Firing: how hot\nElse\nDay | Open\nMo | 9', kinds: 'lltt' },
  ]);
  const site = served(at({ '/llms.txt': llms, '/firing.md': '# Firing\nAt 1200 °C. [Not this](/other.md)' }));
  const { urls, pages } = await read([`${HOME}/llms.txt`], site);
  expect(urls).toEqual(['/firing.md', '/llms.txt']);
  expect(pages[1]).toMatchObject({
    title: 'Firing',
    sections: [{ lines: [{ text: 'At 1200 °C. Not this' }] }],
  });
  expect(site.asked).toHaveLength(2);
});

test('a sitemap, one level of further sitemaps, and no more', async () => {
  const index = (...paths: string[]) => urlset(...paths).replaceAll('urlset', 'sitemapindex');
  const site = served(
    at({
      '/sitemap.xml': index('/one.xml', '/two.xml'),
      '/one.xml': urlset('/a', '/b', '/b', '/gone'),
      '/two.xml': index('/three.xml'),
      '/three.xml': urlset('/c'),
      '/a': 'A',
      '/b': `${HOME}/a`,
      '/c': 'C',
    }),
  );
  const { urls, problems } = await read([`${HOME}/sitemap.xml`], site);
  expect(urls).toEqual(['/a']);
  expect(problems).toEqual([`${HOME}/gone: it cannot be reached`]);
  expect(site.asked).not.toContain(`${HOME}/three.xml`);
});

test('thirty pages, five megabytes, and nothing of another site that a page leads to', async () => {
  const paths = Array.from({ length: 100 }, (_, number) => `/p${number}`);
  const pages = at({
    '/sitemap.xml': urlset(...paths),
    ...Object.fromEntries(paths.map((path) => [path, `Page ${path}`])),
  });
  const many = served(pages);
  expect((await read([`${HOME}/sitemap.xml`], many)).urls).toHaveLength(30);
  expect(many.asked).toHaveLength(31);
  const large = served(pages, 2 ** 20);
  await read([`${HOME}/sitemap.xml`], large);
  expect(large.asked.length).toBeLessThanOrEqual(9);
  const away = served({ [`${HOME}/x`]: 'https://evil.com/', 'https://evil.com/': 'Evil' });
  expect((await read([`${HOME}/x`], away)).pages).toEqual([]);
});

test('masked where the owner wants it', async () => {
  const site = served(at({ '/x': '# Ask me@a.com\nPay 4111 1111 1111 1111 or 4111 1111 1111 1112.' }));
  const [page] = (await read([`${HOME}/x`], site, true)).pages;
  expect(JSON.stringify(page)).not.toMatch(/me@a|1111 1111 1111 1111/);
  expect(JSON.stringify(page)).toContain('1112');
});

test('Markdown of any shape is read in no time', () => {
  const start = performance.now();
  for (const line of [`# a${'#'.repeat(50_000)}b`, `|a${' '.repeat(50_000)}b`, '[a]('.repeat(15_000)])
    readMarkdown(line);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(readMarkdown('## Hours ##\nFrom nine.')).toMatchObject([{ heading: 'Hours' }]);
});

test('any text: no error', () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'# -|[]()<>*a\n', '<loc>', '<urlset', '](/a)'), maxLength: 80 }),
      async (text) => {
        await read([`${HOME}/llms.txt`], served(at({ '/llms.txt': text })));
      },
    ),
  ));
