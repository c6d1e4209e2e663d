import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { joinSamples } from '../../server/audio/linear16.ts';
import { synthesise as speak } from '../support/speech.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the recogniser's child process as the server's build does, where its packages are found. Gives its file. */
export async function buildProcessFile(name: string): Promise<string> {
  const outDir = join(root, 'node_modules/.cache/recogniser-tests', `${name}-${process.pid}`);
  await mkdir(outDir, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input: join(root, 'server/providers/recognisers/pocketsphinx-process.ts'),
        output: { format: 'es', entryFileNames: 'recogniser-process.js' },
      },
    },
  });
  return join(outDir, 'recogniser-process.js');
}

export const buildFolder = (processFile: string) => dirname(processFile);

/** Ids of the running processes that were started from `processFile`. */
export async function runningProcesses(processFile: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const commands = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return ids.filter((_, index) => commands[index]?.split('\0').includes(processFile));
}

/** A sentence in flite's voice `rms`: 16 kHz linear16, with half a second of silence around it. */
export async function synthesise(sentence: string): Promise<Int16Array> {
  const pause = new Int16Array(8_000);
  return joinSamples([pause, await speak('rms', sentence), pause]);
}

/** Cuts audio into the frames of 20 ms that a microphone sends. */
export function* frames(samples: Int16Array): Generator<Int16Array> {
  for (let start = 0; start < samples.length; start += 320) yield samples.subarray(start, start + 320);
}
