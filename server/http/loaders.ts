import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf } from '../reason-of.ts';

/** The first digits of the file's SHA-256. */
const HASH = /^[\da-f]{12}$/;

export interface Loaders {
  /** The loader with this hash, of this release or of an earlier one. */
  find(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/**
 * Keeps this release's loader beside those of the releases before: a page may have pinned one. Other processes may have
 * the same folder.
 * @param files Folder of the built files.
 * @param dataDir Made when it is not there. Relative to the working directory.
 */
export async function keepLoaders(
  files: string,
  dataDir: string,
  log: (line: string) => void,
): Promise<Loaders> {
  const folder = resolve(dataDir, 'loaders');
  const current = new Uint8Array(await readFile(join(files, 'loader/loader.js')));
  const currentHash = createHash('sha256').update(current).digest('hex').slice(0, 12);
  const kept = join(folder, `${currentHash}.js`);
  const there = await access(kept).then(
    () => true,
    () => false,
  );
  if (!there) {
    // Renamed into its place: who reads it meanwhile finds all of it or nothing.
    const half = join(folder, `${randomUUID()}.tmp`);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(half, current);
      await rename(half, kept);
    } catch (error) {
      await rm(half, { force: true }).catch(() => undefined);
      log(
        `The loader could not be kept in ${folder}: ${reasonOf(error)}. Pages that pin it will miss it after the next upgrade. Make the folder of EVI_DATA_DIR writable.`,
      );
    }
  }
  return {
    async find(hash) {
      if (!HASH.test(hash)) return undefined;
      if (hash === currentHash) return current;
      return readFile(join(folder, `${hash}.js`)).then(
        (bytes) => new Uint8Array(bytes),
        () => undefined,
      );
    },
  };
}
