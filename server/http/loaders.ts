import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf } from '../reason-of.ts';

/** The first digits of the file's SHA-256. */
const HASH = /^[\da-f]{12}$/;

export interface Loaders {
  /** The loader with this hash, or the page part of one, of this release or of an earlier one. */
  find(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

const hashOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex').slice(0, 12);

const readBytes = (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  );

async function keep(loader: Uint8Array, folder: string, log: (line: string) => void): Promise<void> {
  const kept = join(folder, `${hashOf(loader)}.js`);
  if (await readBytes(kept)) return;
  // Renamed into its place: who reads it meanwhile finds all of it or nothing.
  const half = join(folder, `${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(half, loader);
    await rename(half, kept);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    log(
      `The loader could not be kept in ${folder}: ${reasonOf(error)}. Pages that pin it will miss it after the next upgrade. Make the folder of EVI_DATA_DIR writable.`,
    );
  }
}

/** What a page may have pinned, and what that fetches by its hash. */
const FILES = ['loader/loader.js', 'loader/page.js'];

/**
 * Keeps this release's loader and its page part beside those of the releases before: a page may have pinned one. Other
 * processes may have the same folder.
 * @param files Folder of the built files.
 * @param dataDir Made when it is not there. Relative to the working directory.
 */
export async function keepLoaders(
  files: string,
  dataDir: string,
  log: (line: string) => void,
): Promise<Loaders> {
  const folder = resolve(dataDir, 'loaders');
  const current = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const name of FILES) {
    const file = await readBytes(join(files, name));
    // A server for clients of other kinds needs none.
    if (!file) continue;
    current.set(hashOf(file), file);
    await keep(file, folder, log);
  }
  return {
    async find(hash) {
      if (!HASH.test(hash)) return undefined;
      const kept = current.get(hash) ?? (await readBytes(join(folder, `${hash}.js`)));
      // Browsers would keep a broken one for a year.
      return kept && hash === hashOf(kept) ? kept : undefined;
    },
  };
}
