import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from './site.ts';

const FILES = join(import.meta.dirname, '../../../dist/loader');

/** What the loader fetches when the page is to be read: its content, and its address on the widget's server. */
export const pagePart = () => {
  const code = readFileSync(join(FILES, 'page.js'));
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return { code, path: `/loader/${hash}.js` };
};

/** Serves the true loader, as the widget's server does. */
export function publishLoader(site: Site): void {
  const headers = { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' };
  const { code, path } = pagePart();
  site.publish('/loader.js', readFileSync(join(FILES, 'loader.js'), 'utf8'), headers);
  site.publish(path, String(code), headers);
}
