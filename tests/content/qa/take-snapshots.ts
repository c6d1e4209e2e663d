/** The corpus' pages as the built page part reads them in Chromium, kept so that the questions need no browser. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '@playwright/test';
import type { PagePart } from '../../../loader/page/part.ts';
import { CONTRACT_VERSION } from '../../../shared/bridge/contract.ts';
import { readCorpus } from '../corpus/corpus.ts';
import { renderPage } from '../corpus/render.ts';
import { QUESTIONS } from './questions.ts';

const PART = 'https://widget.example/page.js';
const folder = import.meta.dirname;

for (const name of Object.keys(QUESTIONS)) {
  test(name, async ({ page }) => {
    const corpus = await readCorpus();
    const content = corpus.get(name);
    if (!content) throw new Error(`The corpus has no page "${name}".`);
    const address = `https://corpus.example/${name}`;
    const script = await readFile(join(folder, '../../../dist/loader/page.js'), 'utf8');
    await page.route(address, (route) =>
      route.fulfill({ body: renderPage(content, address), contentType: 'text/html' }),
    );
    await page.route(PART, (route) =>
      route.fulfill({
        body: script,
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    await page.goto(address);
    if (content.template === 'late') await page.waitForSelector('[data-rendered]');
    const snapshot = await page.evaluate(
      async ([part, version]) => {
        const { openPage } = (await import(part)) as PagePart;
        const host = {
          attributes: () => ({}),
          version: () => version,
          isWatched: () => false,
          announce() {},
          offer() {},
          warn() {},
          signal: new AbortController().signal,
        };
        return openPage(host).read();
      },
      [PART, CONTRACT_VERSION] as const,
    );
    await writeFile(join(folder, 'snapshots', `${name}.json`), JSON.stringify(snapshot, null, 2));
  });
}
