/** Runs flite, compiled to WASI, in a worker thread: a sentence blocks its thread for about 2 % of its length. */
import { parentPort, workerData } from 'node:worker_threads';
import { File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';

export interface FliteJob {
  id: number;
  voice: string;
  /** ASCII. */
  text: string;
}

/** `wav` is a complete linear16 file. */
export type FliteResult = { id: number; wav: Uint8Array<ArrayBuffer> } | { id: number; error: string };

const OUTPUT = 'out.wav';

/** A new instance a call, because flite is a command: it ends with exit(). 11 to 20 ms, and the memory is freed after. */
async function synthesise(
  flite: WebAssembly.Module,
  voice: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const files = new Map();
  const nothing = () => new OpenFile(new File([]));
  const args = ['flite', '-voice', voice, '-t', text, '-o', OUTPUT];
  const complaints = new File([]);
  const wasi = new WASI(
    args,
    [],
    [nothing(), nothing(), new OpenFile(complaints), new PreopenDirectory('.', files)],
    { debug: false },
  );
  const instance = await WebAssembly.instantiate(flite, { wasi_snapshot_preview1: wasi.wasiImport });
  const { memory, _start: start } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') {
    throw new Error('flite.wasm is not a WASI command');
  }
  const code = wasi.start({ exports: { memory, _start: () => start() } });
  const output = files.get(OUTPUT);
  if (code !== 0 || !(output instanceof File)) {
    throw new Error(`flite ended with ${code}: ${new TextDecoder().decode(complaints.data).trim()}`);
  }
  return Uint8Array.from(output.data);
}

if (parentPort !== null) {
  const port = parentPort;
  const { flite }: { flite: WebAssembly.Module } = workerData;
  port.on('message', (job: FliteJob) => {
    synthesise(flite, job.voice, job.text).then(
      (wav) => port.postMessage({ id: job.id, wav } satisfies FliteResult, [wav.buffer]),
      (error: unknown) => port.postMessage({ id: job.id, error: String(error) } satisfies FliteResult),
    );
  });
}
