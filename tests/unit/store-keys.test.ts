import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runKeyCommand } from '../../server/store/key-command.ts';
import { openStore } from '../../server/store/store.ts';
import type { KeyStore, Store } from '../../server/store/types.ts';
import { ENGINES, type StoreEngine, sqlite } from '../support/postgres.ts';
import { bundleForNode } from './support/bundle.ts';

type Place = Awaited<ReturnType<StoreEngine['empty']>>;

describe.each(ENGINES)('$name', (engine: StoreEngine) => {
  describe.skipIf(!engine.available)('keys', () => {
    let place: Place;
    let store: Store;
    let keys: KeyStore;
    beforeAll(async () => {
      place = await engine.empty();
      store = await openStore(place.options);
      keys = store.keys;
    });
    afterEach(() => void vi.useRealTimers());
    afterAll(async () => {
      await store.close();
      await place.remove();
    });

    test('a key is found by itself, and with its own secret', async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
      const { record, key, secret } = await keys.create('Shop');
      expect(record).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'Shop',
        prefix: key.slice(0, 10),
        createdAt: 1_700_000_000_000,
        revokedAt: null,
      });
      expect(await keys.find(key)).toEqual(record);
      expect(await keys.find(key, secret)).toEqual(record);
      expect(await keys.list()).toEqual([record]);
    });

    test('no other key, no other secret, and no part of them is taken', async () => {
      const { record, key, secret } = await keys.create('one');
      const other = await keys.create('other');
      for (const wrong of [
        '',
        key.slice(0, -1),
        `${key} `,
        key.toUpperCase(),
        record.prefix,
        record.id,
        secret,
        '\0',
        '\ud800',
      ])
        expect(await keys.find(wrong)).toBeUndefined();
      for (const wrong of ['', secret.slice(0, -1), `${secret}0`, other.secret, key, '\0'])
        expect(await keys.find(key, wrong)).toBeUndefined();
      expect(await keys.find(other.key, other.secret)).toEqual(other.record);
    });

    test('keys are random and recognisable', async () => {
      const made = await Promise.all(Array.from({ length: 20 }, () => keys.create('many')));
      for (const { key, secret } of made) {
        expect(key).toMatch(/^evi_[0-9a-f]{40}$/);
        expect(secret).toMatch(/^evis_[0-9a-f]{64}$/);
      }
      expect(new Set(made.flatMap(({ key, secret, record }) => [key, secret, record.id])).size).toBe(60);
    });

    test('a revoked key is listed and not found; it is revoked once', async () => {
      const { record, key, secret } = await keys.create('short-lived');
      vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
      expect(await keys.revoke(record.id)).toBe(true);
      expect(await keys.revoke(record.id)).toBe(false);
      expect(await keys.revoke('nope')).toBe(false);
      expect(await keys.find(key)).toBeUndefined();
      expect(await keys.find(key, secret)).toBeUndefined();
      expect(await keys.list()).toContainEqual({ ...record, revokedAt: 1_800_000_000_000 });
    });
  });
});

test('S32: neither key nor secret is in the files, only the key’s first characters', async () => {
  const place = await sqlite.empty();
  const store = await openStore(place.options);
  const { record, key, secret } = await store.keys.create('Shop');
  const { dataDir } = place.options;
  const files = await Promise.all(
    (await readdir(dataDir)).map((name) => readFile(join(dataDir, name), 'latin1')),
  );
  const kept = files.join('\n');
  expect(kept).toContain(record.prefix);
  for (const hidden of [key, key.slice(0, 16), secret, secret.slice(5, 16)])
    expect(kept).not.toContain(hidden);
  await store.close();
  await place.remove();
});

describe('npm run key', () => {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await sqlite.empty();
    store = await openStore(place.options);
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const run = (...words: string[]): Promise<string> => runKeyCommand(store.keys, words);
  const field = (output: string, name: string): string =>
    new RegExp(`^${name}\\s+(\\S+)$`, 'm').exec(output)?.[1] ?? '';

  test('makes a key that works and shows it once', async () => {
    const output = await run('create', 'Shop', 'in', 'Bonn');
    const [id, key, secret] = ['Id', 'Key', 'Secret'].map((name) => field(output, name));
    expect(await store.keys.find(key ?? '', secret)).toMatchObject({ id, name: 'Shop in Bonn' });
    const listed = await run('list');
    expect(listed).toContain(id);
    expect(listed).toContain('Shop in Bonn');
    expect(listed).not.toContain(key);
    expect(listed).not.toContain(secret);
  });

  test('revokes a key, which is listed as revoked and does not work any more', async () => {
    const output = await run('create', 'Shop');
    const id = field(output, 'Id');
    expect(await run('list')).toContain('in use');
    expect(await run('revoke', id)).toContain(id);
    expect(await store.keys.find(field(output, 'Key'))).toBeUndefined();
    expect(await run('list')).toContain('revoked');
    await expect(run('revoke', id)).rejects.toThrow('There is no key in use');
  });

  test('without a command it says how it is used, and lists', async () => {
    expect(await run()).toMatch(/Usage:[\s\S]*create <name>[\s\S]*There are no keys\./);
    expect(await run('list')).toBe('There are no keys.');
  });

  test.each([
    [['revoke', 'nope'], 'There is no key in use with the id "nope"'],
    [['revoke'], 'with the id ""'],
    [['create'], 'A key needs a name'],
    [['create', ' '], 'A key needs a name'],
    [['create', 'a\u001b[2Jb'], 'printable'],
    [['create', 'x'.repeat(101)], 'at most 100 characters'],
    [['delete', 'x'], 'There is no command "delete"'],
  ])('mistake %# is told, and changes nothing', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
    expect(await store.keys.list()).toEqual([]);
  });

  test('keeps it where the environment says, and ends with an error code after a mistake', async () => {
    const script = await bundleForNode('server/keys.ts', 'keys');
    const env = { ...process.env, EVI_DATA_DIR: place.options.dataDir, DATABASE_URL: '' };
    const command = (...words: string[]) =>
      promisify(execFile)(process.execPath, [script, ...words], { env }).catch((error: unknown) => error);
    const made = await command('create', 'Shop');
    expect(made).toMatchObject({ stdout: expect.stringContaining(store.name), stderr: '' });
    const [record] = await store.keys.list();
    expect(record).toMatchObject({ name: 'Shop' });
    expect(await command('revoke', 'nope')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no key in use with the id "nope"'),
    });
  });
});
