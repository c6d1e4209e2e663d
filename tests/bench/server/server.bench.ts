import { test } from 'vitest';
import { findPocketsphinx } from '../../../server/providers/recognisers/pocketsphinx-install.mjs';
import { buildForNode } from '../../support/build-for-node.ts';
import { findCapacity, growth, medianWait } from './capacity.ts';
import { type Length, type Level, openBench, percentile } from './level.ts';
import { buildServer, type ProviderSet } from './server-process.ts';

/** Three minutes in place of eight: tells that it works, and no limit. */
const QUICK = process.env.EVI_BENCH_QUICK === '1';

const LEVELS: Record<ProviderSet, readonly number[]> = QUICK
  ? { offline: [1, 8], instant: [1, 100] }
  : {
      offline: [1, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128],
      instant: [1, 100, 200, 300, 400, 600, 800, 1200],
    };
/** Levels between the last one that held and the first that did not. */
const CLOSER = QUICK ? 0 : 1;

function lengthOf(conversations: number): Length {
  const begin = 6000;
  if (QUICK) return { begin, least: 8000, most: 30_000, turns: conversations === 1 ? 3 : 30 };
  const least = 12_000;
  // One alone is what all are compared with, and asks every question once.
  return conversations === 1
    ? { begin, least, most: 120_000, turns: 8 }
    : { begin, least, most: 25_000, turns: 30 };
}

const MEGA = 1024 * 1024;
const SETS: readonly { providers: ProviderSet; name: string; note: string }[] = [
  {
    providers: 'offline',
    name: 'Offline providers',
    note: 'pocketsphinx, answers from the page, flite, acoustic measures',
  },
  {
    providers: 'instant',
    name: 'Instant providers',
    note: 'stand-ins that answer at once with one second of audio: the server’s own cost',
  },
];

const COLUMNS: readonly [title: string, unit: string, value: (level: Level, alone: Level) => string][] = [
  ['chats', '', ({ conversations }) => String(conversations)],
  ['median', 'ms', (level) => medianWait(level).toFixed(0)],
  ['p95', 'ms', ({ waits }) => percentile(waits, 0.95).toFixed(0)],
  ['median', '× alone', (level, alone) => growth(level, alone).toFixed(2)],
  ['turns', '', ({ waits }) => String(waits.length)],
  ['not', 'heard', ({ unheard }) => String(unheard)],
  ['not', 'answered', ({ unanswered }) => String(unanswered)],
  ['server', '% core', ({ cpu }) => (cpu.server * 100).toFixed(0)],
  ['children', '% core', ({ cpu }) => (cpu.children * 100).toFixed(0)],
  ['visitors', '% core', ({ cpu }) => (cpu.visitors * 100).toFixed(0)],
  ['server', 'MB', ({ memory }) => (memory.server / MEGA).toFixed(0)],
  ['children', 'MB', ({ memory }) => (memory.children / MEGA).toFixed(0)],
  ['a chat', 'MB', (level) => (perChat(level) / MEGA).toFixed(2)],
  ['late', 'ms', ({ late }) => late.toFixed(1)],
];

const perChat = ({ memory, conversations }: Level): number =>
  (memory.server + memory.children - memory.idle) / conversations;

const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(9)).join('');

test('how many conversations one process holds', async () => {
  const visitors = await buildForNode('evi-bench-visitors', { load: 'tests/bench/server/load.ts' });
  const answers: string[] = [];
  for (const { providers, name, note } of SETS) {
    if (providers === 'offline' && !findPocketsphinx()) {
      answers.push(`  ${name}: not measured, pocketsphinx is not installed.`);
      continue;
    }
    const bench = openBench({ server: await buildServer(providers), visitors });
    console.log(`\n  ${name} (${note})\n`);
    console.log(row(COLUMNS.map(([title]) => title)));
    console.log(row(COLUMNS.map(([, unit]) => unit)));
    const { most, tooMany } = await findCapacity(
      LEVELS[providers],
      CLOSER,
      (conversations) => bench.measure(conversations, lengthOf(conversations)),
      (level, alone) => console.log(row(COLUMNS.map(([, , value]) => value(level, alone)))),
    );
    bench.close();
    answers.push(
      `  ${name}: ${most} conversations at once${tooMany ? `; ${tooMany} were too many` : ', and more were not tried'}.`,
    );
  }
  console.log(
    [
      '',
      ...answers,
      '',
      '  Waits: from the last audible sample of a question to the first audio_output of its answer. A visitor asks, hears',
      '  the answer to its end, and asks again after 1 to 3 s; 16 kHz linear16 flows all the time, in frames of 20 ms.',
      '  Too many: half the turns wait 1.5 times as long as one visitor alone, or more than a tenth are lost.',
      '  Children are the recogniser’s processes. Memory: resident, children’s by their share of what is shared; a chat:',
      '  what is more than after one that had ended. The visitors run on the same machine; late: the 99th of a hundred',
      '  of their frames left so long after its time.',
    ].join('\n'),
  );
});
