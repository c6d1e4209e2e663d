import { loadavg } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startSoundCard } from '../../../scripts/sound-card.mjs';
import { openSite } from '../../browser/support/site.ts';
import { buildVoicePage } from '../../interop/voice-page/build.ts';
import type { Studio } from './clients.ts';
import { RENDER_TAP, RENDER_TAP_PATH } from './page/render-tap.ts';
import { type Row, tableOf, unmeasured } from './rows.ts';
import { startScriptedServer } from './scripted-server.ts';
import { STEPS } from './steps.ts';

const dist = join(import.meta.dirname, '../../../dist');

const wanted = (process.env.BENCH_STEPS ?? '').split(',').filter(Boolean);

async function inStudio<T>(use: (studio: Studio) => Promise<T>): Promise<T> {
  const card = await startSoundCard();
  const site = await openSite('localhost');
  const server = await startScriptedServer(dist, [site.origin]);
  site.publish(
    '/',
    `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,"><main><h1>Site</h1><p>Open from ten to six.</p></main><script src="${server.origin}/loader.js"></script></html>`,
  );
  server.publish(RENDER_TAP_PATH, RENDER_TAP);
  server.publish('/peer.js', await buildVoicePage('latest'));
  server.publish(
    '/peer',
    '<!doctype html><title>Page</title><link rel="icon" href="data:,"><div id="root"></div><script src="/peer.js"></script>',
  );
  try {
    return await use({ server, site, card: card.env });
  } finally {
    server.close();
    site.close();
    await card.stop();
  }
}

test('how fast the call’s audio is', async () => {
  const rows: Row[] = [];
  const notes: string[] = [];
  const failures: string[] = [];
  const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name));
  if (unknown.length > 0)
    throw new Error(`There is no step "${unknown.join(', ')}". There are: ${Object.keys(STEPS).join(', ')}.`);
  for (const [name, step] of Object.entries(STEPS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const start = performance.now();
    try {
      const outcome = await inStudio(step);
      rows.push(...outcome.rows);
      notes.push(...outcome.notes);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const [load = 0] = loadavg();
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`  ${name}: ${seconds} s, the machine’s load then ${load.toFixed(1)}`);
  }
  console.log(
    [
      '',
      tableOf(rows),
      '',
      '  Median / p99 (by nearest rank: of fewer than 100 the worst). Ratio: the widget’s median to voice-react’s.',
      ...notes.map((note) => `  ${note}`),
    ].join('\n'),
  );
  expect([...failures, ...unmeasured(rows).map((step) => `${step}: nothing could be measured`)]).toEqual([]);
});
