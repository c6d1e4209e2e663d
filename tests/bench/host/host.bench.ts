import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, test } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { openSite } from '../../browser/support/site.ts';
import { openPeerSite, PACKAGES } from './files.ts';
import { tableOf } from './table.ts';
import { SLOWDOWN } from './threads.ts';
import {
  CORNER,
  type Delays,
  findLauncher,
  type Point,
  timeLoad,
  type Visit,
  visit,
  WINDOW,
} from './visit.ts';
import { type Origins, WIDGETS, type Widget } from './widgets.ts';

const root = join(import.meta.dirname, '../../..');

/** Odd, so that the median is one of them. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
/** Loads alone, of each. */
const LOADS = 3 * ROUNDS;

const page = (html: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"></head><body><main><h1>Site</h1><p>Open from ten to six.</p></main>${html}</body></html>`;

const version = (name: string): string =>
  (JSON.parse(readFileSync(new URL(`${name}/package.json`, PACKAGES), 'utf8')) as { version: string })
    .version;

const headOf = ({ name, package: from, manner }: Widget): string =>
  (from ? `${name} ${version(from)}` : name) + (manner ? `, ${manner}` : '');

async function serve<T>(
  use: (origins: Origins, publish: (path: string, html: string) => string) => Promise<T>,
): Promise<T> {
  const site = await openSite('localhost');
  const peers = await openPeerSite();
  const data = mkdtempSync(join(tmpdir(), 'evi-bench-'));
  const built = pathToFileURL(join(root, 'dist/server/demo.js')).href;
  const { startDemo } = (await import(built)) as typeof import('../../../demo-site/serve.ts');
  const demo = await startDemo({
    root,
    ports: { host: 0, widget: 0, hostile: 0 },
    variables: { EVI_ALLOWED_SITES: site.origin, EVI_DATA_DIR: data },
  });
  try {
    return await use({ widget: demo.widget, peers: peers.origin }, (path, html) =>
      site.publish(path, page(html)),
    );
  } finally {
    await demo.close();
    peers.close();
    site.close();
    rmSync(data, { recursive: true });
  }
}

interface Compared {
  widget: Widget;
  url: string;
  launcher: Point | undefined;
  visits: Visit[];
  delays: Delays[];
}

async function measure(
  browser: Browser,
  origins: Origins,
  publish: (path: string, html: string) => string,
): Promise<{ table: string; loads: number[] }> {
  const loads: number[] = [];
  const blank = { url: publish('/blank', ''), visits: [] as Visit[], delays: [] as Delays[] };
  const compared: Compared[] = [];
  for (const [index, widget] of WIDGETS.entries()) {
    const url = publish(`/${index}`, widget.html(origins));
    const launcher = await findLauncher(browser, url, widget);
    if (!launcher && !widget.package) throw new Error('The widget’s own launcher does not come.');
    compared.push({ widget, url, launcher, visits: [], delays: [] });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    blank.visits.push(await visit(browser, blank.url, '', CORNER));
    for (const { widget, url, launcher, visits } of compared) {
      visits.push(await visit(browser, url, widget.origin(origins), launcher, widget.opened));
    }
    const [load = 0] = loadavg();
    loads.push(load);
    console.log(`  round ${round + 1} of ${ROUNDS}, the machine’s load then ${load.toFixed(1)}`);
  }
  for (let load = 0; load < LOADS; load += 1)
    for (const { url, delays } of [blank, ...compared]) delays.push(await timeLoad(browser, url));
  const table = tableOf(
    compared.map(({ widget, visits, delays }) => ({
      head: headOf(widget),
      visits,
      delays,
      needs: widget.needs,
    })),
    blank,
  );
  return { table, loads };
}

test('what a host page pays', async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: CHROMIUM_ARGS,
  });
  try {
    const { table, loads } = await serve((origins, publish) => measure(browser, origins, publish));
    const [cpu] = cpus();
    console.log(
      [
        '',
        table,
        '',
        `Chromium ${browser.version().split('.')[0]} on ${cpus().length} × ${cpu?.model}, slowed down ${SLOWDOWN} times; ${ROUNDS} visits and ${LOADS} loads of each by turns, while the machine’s load was ${Math.min(...loads).toFixed(0)} to ${Math.max(...loads).toFixed(0)}.`,
        `Read ${WINDOW / 1000} s after the page’s load and ${WINDOW / 1000} s after the press. What the same page costs without a widget is taken off.`,
        'Medians; of long tasks and delays the least, because other programs can only lengthen them.',
      ].join('\n'),
    );
  } finally {
    await browser.close();
  }
});
