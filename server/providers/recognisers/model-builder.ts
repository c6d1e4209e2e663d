import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PocketsphinxInstall } from './pocketsphinx-install.mjs';
import type { DecoderFiles } from './pocketsphinx-messages.ts';
import { type RecogniserProcess, startProcess } from './process-handle.ts';

export interface BuiltModel {
  files: DecoderFiles;
  /** Takes the files from the disk. */
  remove(): void;
}

export interface ModelBuilder {
  /** Dictionary and language model of a page's text. Takes about a second of one core. */
  build(vocabulary: string): Promise<BuiltModel>;
  /** Ends what is being built and removes what was. */
  close(): Promise<void>;
}

/** Builds each model in a child process of its own. */
export function createModelBuilder(install: PocketsphinxInstall, processFile: string): ModelBuilder {
  const building = new Set<RecogniserProcess>();
  let root: Promise<string> | null = null;
  let closed = false;

  function filesIn(directory: string, vocabulary: string): Promise<DecoderFiles> {
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

  return {
    async build(vocabulary) {
      root ??= mkdtemp(join(tmpdir(), 'evi-recogniser-'));
      const directory = await mkdtemp(join(await root, 'page-'));
      const remove = () => void rm(directory, { recursive: true, force: true });
      try {
        return { files: await filesIn(directory, vocabulary), remove };
      } catch (error) {
        remove();
        throw error;
      }
    },
    async close() {
      closed = true;
      await Promise.all([...building].map((child) => child.kill()));
      if (root) await rm(await root, { recursive: true, force: true });
    },
  };
}
