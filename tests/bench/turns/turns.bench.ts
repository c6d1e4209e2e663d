import { join } from 'node:path';
import { test } from 'vitest';
import { DEFAULT_TURN_SETTINGS, type TurnSettings } from '../../../server/audio/turn-settings.ts';
import { createPocketsphinx, findPocketsphinx } from '../../../server/providers/recognisers/pocketsphinx.ts';
import { wordErrors } from '../../support/words.ts';
import { contextOf } from '../../unit/support/page-text.ts';
import { converse, type Heard } from './chat.ts';
import { HELD_OUT, TUNING } from './sentences.ts';
import { type Utterance, utter } from './utterance.ts';

const root = join(import.meta.dirname, '../../..');
const SENTENCES = process.env.EVI_BENCH_TURNS === 'tuning' ? TUNING : HELD_OUT;
/** awb was used for no rule and no weight. */
const VOICES = ['slt', 'rms', 'kal16', 'awb'] as const;
/** Sentences of one visitor: the detector knows the voice a little better with each. */
const CHAT = 6;
/** Chats at a time, each with a recogniser for either rule. */
const AT_ONCE = 2;
/** Milliseconds of quiet after a sentence, longer than any rule waits. */
const QUIET = 1600;

const RULES: readonly { name: string; settings: Partial<TurnSettings> }[] = [
  { name: 'adaptive (default)', settings: DEFAULT_TURN_SETTINGS },
  { name: '800 ms of silence', settings: { adaptive: false, end_of_turn_silence_ms: 800 } },
];

const COLUMNS: readonly [title: string, unit: string, value: (heard: readonly Heard[]) => string][] = [
  ['sentences', '', (heard) => String(heard.length)],
  ['cut in', '', (heard) => String(heard.filter(({ cutIn }) => cutIn).length)],
  ['cut in', '%', (heard) => percent(heard.filter(({ cutIn }) => cutIn).length, heard.length)],
  ['delay', 'median ms', (heard) => percentile(heard, 0.5, ({ delay }) => delay)],
  ['delay', 'p95 ms', (heard) => percentile(heard, 0.95, ({ delay }) => delay)],
  ['transcript', 'median ms', (heard) => percentile(heard, 0.5, ({ wait }) => wait)],
  ['word errors', '%', wordErrorRate],
];

const GROUPS: readonly { name: string; has: (heard: Heard) => boolean }[] = [
  ...VOICES.map((voice) => ({ name: voice, has: ({ utterance }: Heard) => utterance.voice === voice })),
  { name: 'with a pause inside', has: ({ utterance }) => utterance.pauses.length > 0 },
  { name: 'without', has: ({ utterance }) => utterance.pauses.length === 0 },
  { name: 'all', has: () => true },
];

const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(1);

function percentile(heard: readonly Heard[], part: number, value: (heard: Heard) => number): string {
  const sorted = heard
    .map(value)
    .filter((one) => !Number.isNaN(one))
    .sort((one, other) => one - other);
  return (sorted[Math.floor(part * sorted.length)] ?? Number.NaN).toFixed(0);
}

function wordErrorRate(heard: readonly Heard[]): string {
  const counts = heard.map(({ utterance, transcript }) => wordErrors(utterance.words.join(' '), transcript));
  const sum = (name: 'errors' | 'words') => counts.reduce((total, count) => total + count[name], 0);
  return percent(sum('errors'), sum('words'));
}

function table(name: string, heard: readonly Heard[]): string {
  const rows = [
    [name, ...COLUMNS.map(([title]) => title)],
    ['', ...COLUMNS.map(([, unit]) => unit)],
    ...GROUPS.map((group) => {
      const own = heard.filter(group.has);
      return [group.name, ...COLUMNS.map(([, , value]) => value(own))];
    }),
  ];
  return rows
    .map(([first = '', ...rest]) => `  ${first.padEnd(22)}${rest.map((cell) => cell.padStart(13)).join('')}`)
    .join('\n');
}

/** Chats of one voice each. */
async function visitors(): Promise<Utterance[][]> {
  const chats: Utterance[][] = [];
  for (const voice of VOICES)
    for (const [index, sentence] of SENTENCES.entries()) {
      if (index % CHAT === 0) chats.push([]);
      chats.at(-1)?.push(await utter(voice, sentence, QUIET, 7 * index + 1));
    }
  return chats;
}

test('when a visitor has finished', async () => {
  const install = findPocketsphinx();
  if (!install) throw new Error('This needs: apt-get install pocketsphinx pocketsphinx-en-us');
  const page = contextOf(join(root, 'demo-site/pages/index.html'));
  const recogniser = createPocketsphinx({
    install,
    processFile: join(root, 'dist/server/recogniser-process.js'),
    maximumTurns: 8 * AT_ONCE,
  });
  const ready = recogniser.hear({ vocabulary: page, onInterim: () => undefined });
  await ready.finish();

  const chats = await visitors();
  const settings = RULES.map((rule) => rule.settings);
  const heard: Heard[][] = RULES.map(() => []);
  const waiting = chats.values();
  const said = chats.flat().reduce((sum, { samples }) => sum + samples.length / 16_000, 0);
  console.log(`  ${chats.flat().length} sentences, ${Math.ceil(said / AT_ONCE / 60)} minutes …`);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const chat of waiting) {
        const results = await converse(chat, settings, recogniser, page);
        results.forEach((result, rule) => {
          heard[rule]?.push(...result);
        });
      }
    }),
  );
  await recogniser.close();

  const tables = RULES.map(({ name }, rule) => table(name, heard[rule] ?? []));
  console.log(
    [
      '',
      tables.join('\n\n'),
      '',
      '  Delay: audio from the last audible sample to the end of the turn. A cut-in is a turn that ended before the last',
      '  word. Synthetic visitors in a quiet room; a pause is 300 to 700 ms of it put into the running sentence.',
      '  Transcript: by the clock, from the end of the turn. Above 100 ms the machine was too busy: interim transcripts then',
      '  came late as well, and delays are longer than they would be.',
    ].join('\n'),
  );
  for (const { utterance, transcript } of (heard[0] ?? []).filter(({ cutIn }) => cutIn))
    console.log(`  cut in: ${utterance.voice}: ${utterance.words.join(' ')} (heard: ${transcript})`);
});
