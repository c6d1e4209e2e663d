/** How well and how fast the page is read, beside what else reads pages. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { openSite } from '../../browser/support/site.ts';
import { root } from '../../browser/support/visit.ts';
import { referenceOf } from '../../content/corpus/blocks.ts';
import { readCorpus } from '../../content/corpus/corpus.ts';
import { renderPage } from '../../content/corpus/render.ts';
import { median } from '../audio/statistics.ts';
import { SLOWDOWN } from '../host/threads.ts';
import { PART, READERS, type Reading } from './readers.ts';
import { scoreOf } from './score.ts';
import { type Row, tableOf } from './table.ts';

/** Loads of each page for each reader. Odd, so that the median is one of them. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

test.use({
  launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: CHROMIUM_ARGS },
});

test('reading the corpus', async ({ page }) => {
  const site = await openSite('localhost');
  const part = readFileSync(join(root, 'dist/loader/page.js'), 'utf8');
  site.publish(PART, part, { 'Content-Type': 'text/javascript' });
  const devtools = await page.context().newCDPSession(page);
  const rows: Row[] = [];
  for (const [name, { body, kind, language, heldOut = false, ...rest }] of await readCorpus()) {
    const html = renderPage({ body, kind, language, ...rest }, `${site.origin}/${name}`);
    const url = site.publish(`/${name}`, html);
    const reference = referenceOf(body).join('\n');
    for (const reader of READERS) {
      const readings: Reading[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
        await page.goto(url);
        // A single-page app says when it has drawn its view; a visitor opens no panel before.
        await page.waitForFunction(
          () => document.querySelector('#root')?.childElementCount !== 2 && document.body.offsetHeight > 0,
        );
        await reader.prepare(page);
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
        // The first call on a page, with its code cold, as it is when a panel is opened.
        readings.push(await reader.read(page));
      }
      const [first] = readings;
      if (!first) throw new Error('BENCH_ROUNDS is at least 1.');
      rows.push({
        ...first,
        ...scoreOf(first.text, reference, language),
        time: median(readings.map(({ time }) => time)),
        reader: reader.name,
        size: Buffer.byteLength(html),
        name,
        kind,
        heldOut,
      });
    }
  }
  site.close();
  console.log(tableOf(rows));
  const worst = rows
    .filter(({ reader }) => reader === READERS[0]?.name)
    .sort((one, other) => one.f1 - other.f1);
  for (const { name, precision, recall, f1, time, size } of worst.slice(
    0,
    Number(process.env.BENCH_WORST ?? 5),
  ))
    console.log(
      `${name}: F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${time.toFixed(1)} ms, ${size} B`,
    );
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}`;
  console.log(`Chromium, ${SLOWDOWN}x CPU slow-down, ${ROUNDS} loads each. ${machine}`);
});
