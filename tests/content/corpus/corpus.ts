/** All pages of the corpus, by name. Made for these tests: no text of them stands anywhere else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CorpusPage } from './page.ts';

const folder = join(import.meta.dirname, 'pages');

export async function readCorpus(): Promise<Map<string, CorpusPage>> {
  const files = readdirSync(folder).sort();
  const pages = files.map(async (file) => {
    const { page } = (await import(pathToFileURL(join(folder, file)).href)) as { page: CorpusPage };
    return [file.replace(/\.ts$/, ''), page] as const;
  });
  return new Map(await Promise.all(pages));
}
