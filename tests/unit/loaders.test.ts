/** A page may pin a loader for good: the server keeps every one that it has ever served. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLoaders, type Loaders } from '../../server/http/loaders.ts';

let folder: string;
let data: string;
let log: string[];

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 12);

const start = (release: string): Promise<Loaders> => {
  writeFileSync(join(folder, 'dist/loader/loader.js'), release);
  return keepLoaders(join(folder, 'dist'), data, (line) => log.push(line));
};

const read = async (loaders: Loaders, hash: string): Promise<string | undefined> => {
  const found = await loaders.find(hash);
  return found && new TextDecoder().decode(found);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evi-loaders-'));
  data = join(folder, 'data/deep');
  log = [];
  mkdirSync(join(folder, 'dist/loader'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a loader is there for as long as the data is, whatever is released after it', async () => {
  await start('one');
  await start('two');
  const loaders = await start('three');
  for (const release of ['one', 'two', 'three']) expect(await read(loaders, hashOf(release))).toBe(release);
  expect(await read(loaders, hashOf('four'))).toBeUndefined();
  expect(readdirSync(join(data, 'loaders')).sort()).toEqual(
    ['one', 'two', 'three'].map((release) => `${hashOf(release)}.js`).sort(),
  );
  expect(log).toEqual([]);
});

test('the page part of each loader is kept beside it', async () => {
  const parts = ['part of one', 'part of two'];
  for (const part of parts) {
    writeFileSync(join(folder, 'dist/loader/page.js'), part);
    await start(`loader with ${part}`);
  }
  const loaders = await start('three');
  for (const part of parts)
    for (const file of [part, `loader with ${part}`]) expect(await read(loaders, hashOf(file))).toBe(file);
});

test('what is kept is not written again, and processes that start together do not disturb each other', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => start('one')));
  for (const loaders of all) expect(await read(loaders, hashOf('one'))).toBe('one');
  expect(readdirSync(join(data, 'loaders'))).toEqual([`${hashOf('one')}.js`]);
  const kept = join(data, 'loaders', `${hashOf('one')}.js`);
  writeFileSync(kept, 'as it was');
  await start('one');
  expect(readFileSync(kept, 'utf8')).toBe('as it was');
});

test.each(['../../dist/loader/loader', '..', '', 'ABCDEFABCDEF', 'abc', 'abcdefabcdef0', 'abcdefabcde/'])(
  'no name but a hash leads to a file: %j',
  async (name) => {
    const loaders = await start('one');
    mkdirSync(join(data, 'loaders'), { recursive: true });
    for (const file of ['ABCDEFABCDEF.js', 'abc.js', 'abcdefabcdef0.js', '.js'])
      writeFileSync(join(data, 'loaders', file), 'no loader');
    expect(await loaders.find(name)).toBeUndefined();
  },
);

test('where nothing can be kept, the server says so and serves its own', async () => {
  writeFileSync(join(folder, 'data'), 'a file where the folder should be');
  const loaders = await start('one');
  expect(await read(loaders, hashOf('one'))).toBe('one');
  expect(log).toEqual([expect.stringMatching(/could not be kept in .*loaders.*EVI_DATA_DIR/)]);
});
