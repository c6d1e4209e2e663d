import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PocketsphinxInstall } from './pocketsphinx-install.ts';
import type { DecoderFiles } from './pocketsphinx-messages.ts';
import { type RecogniserProcess, startProcess } from './process-handle.ts';

/** Models kept on disk, least recently used ones go first. One is 2-6 MB. */
const KEPT_MODELS = 32;

interface Entry {
  files: Promise<DecoderFiles>;
  directory: Promise<string>;
}

/** Dictionary and language model of each page text, built once, in a child process, one at a time. */
export function createModelCache({
  install,
  processFile,
}: {
  install: PocketsphinxInstall;
  processFile: string;
}) {
  const entries = new Map<string, Entry>();
  const building = new Set<RecogniserProcess>();
  let root: Promise<string> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  const key = (vocabulary: string) => createHash('sha256').update(vocabulary).digest('base64url');

  async function makeDirectory(): Promise<string> {
    root ??= mkdtemp(join(tmpdir(), 'evi-recogniser-'));
    return mkdtemp(join(await root, 'page-'));
  }

  function build(vocabulary: string, directory: string): Promise<DecoderFiles> {
    if (closed) return Promise.reject(new Error('The recogniser was closed'));
    return new Promise<DecoderFiles>((resolve, reject) => {
      const child = startProcess(processFile);
      building.add(child);
      void child.gone.then(() => building.delete(child));
      child.listen((message) => {
        if (message.type !== 'built') return;
        resolve(message.files);
        void child.kill();
      });
      void child.ended.then(reject);
      child.send({ type: 'build', install, vocabulary, directory });
    });
  }

  function forget(name: string, entry: Entry) {
    if (entries.get(name) !== entry) return;
    entries.delete(name);
    void entry.directory.then((directory) => rm(directory, { recursive: true, force: true }));
  }

  return {
    key,
    /** Rejects when the page's model cannot be built; the next call tries again. */
    get(vocabulary: string): Promise<DecoderFiles> {
      const name = key(vocabulary);
      const known = entries.get(name);
      if (known) {
        entries.delete(name);
        entries.set(name, known);
        return known.files;
      }
      const directory = makeDirectory();
      const files = queue.then(async () => build(vocabulary, await directory));
      queue = files.catch(() => {});
      const entry = { files, directory };
      entries.set(name, entry);
      files.catch(() => forget(name, entry));
      const [oldest] = entries;
      if (oldest && entries.size > KEPT_MODELS) forget(...oldest);
      return files;
    },
    async close() {
      closed = true;
      await Promise.all([...building].map((child) => child.kill()));
      if (root) await rm(await root, { recursive: true, force: true });
    },
  };
}
