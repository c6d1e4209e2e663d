import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute paths of what Debian's `pocketsphinx` and `pocketsphinx-en-us` install. */
export interface PocketsphinxInstall {
  libraries: { sphinxbase: string; pocketsphinx: string };
  /** Holds `en-us/`, `en-us.lm.bin` and `cmudict-en-us.dict`. */
  modelDirectory: string;
}

/** Debian and Ubuntu multiarch folders, then the folders other distributions and `make install` use. */
const LIBRARY_DIRECTORIES = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib/arm-linux-gnueabihf',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

const MODEL_DIRECTORIES = [
  '/usr/share/pocketsphinx/model/en-us',
  '/usr/local/share/pocketsphinx/model/en-us',
];

export const modelFiles = (modelDirectory: string) => ({
  acoustic: join(modelDirectory, 'en-us'),
  language: join(modelDirectory, 'en-us.lm.bin'),
  dictionary: join(modelDirectory, 'cmudict-en-us.dict'),
});

/** Finds an installed pocketsphinx with its US English model. `null` when a part is missing. */
export function findPocketsphinx(): PocketsphinxInstall | null {
  const libraries = LIBRARY_DIRECTORIES.map((directory) => ({
    sphinxbase: join(directory, 'libsphinxbase.so.3'),
    pocketsphinx: join(directory, 'libpocketsphinx.so.3'),
  })).find(({ sphinxbase, pocketsphinx }) => existsSync(sphinxbase) && existsSync(pocketsphinx));
  const modelDirectory = MODEL_DIRECTORIES.find((directory) =>
    Object.values(modelFiles(directory)).every((file) => existsSync(file)),
  );
  return libraries && modelDirectory ? { libraries, modelDirectory } : null;
}
