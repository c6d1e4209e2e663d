/** Where pocketsphinx is. Plain JavaScript, because `npm start` and `npm test` look for it before anything is built. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} PocketsphinxInstall Absolute paths of what Debian's `pocketsphinx` and `pocketsphinx-en-us` install.
 * @property {{ sphinxbase: string, pocketsphinx: string }} libraries
 * @property {string} modelDirectory Holds `en-us/`, `en-us.lm.bin` and `cmudict-en-us.dict`.
 */

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

/** @param {string} modelDirectory */
export const modelFiles = (modelDirectory) => ({
  acoustic: join(modelDirectory, 'en-us'),
  language: join(modelDirectory, 'en-us.lm.bin'),
  dictionary: join(modelDirectory, 'cmudict-en-us.dict'),
});

/**
 * Finds an installed pocketsphinx with its US English model. `null` when a part is missing.
 * @returns {PocketsphinxInstall | null}
 */
export function findPocketsphinx() {
  const libraries = LIBRARY_DIRECTORIES.map((directory) => ({
    sphinxbase: join(directory, 'libsphinxbase.so.3'),
    pocketsphinx: join(directory, 'libpocketsphinx.so.3'),
  })).find(({ sphinxbase, pocketsphinx }) => existsSync(sphinxbase) && existsSync(pocketsphinx));
  const modelDirectory = MODEL_DIRECTORIES.find((directory) =>
    Object.values(modelFiles(directory)).every((file) => existsSync(file)),
  );
  return libraries && modelDirectory ? { libraries, modelDirectory } : null;
}
