import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../server/store/sqlite.ts';
import { openStore } from '../../server/store/store.ts';
import { ENGINES, onServer, postgres, type StoreEngine, sqlite } from '../support/postgres.ts';

type Place = Awaited<ReturnType<StoreEngine['empty']>>;

const failure = async (opening: Promise<unknown>): Promise<string> => {
  try {
    await opening;
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}\n${JSON.stringify(error)}` : '';
  }
  throw new Error('It was opened.');
};

async function execute({ options }: Place, statement: string): Promise<void> {
  if (!options.databaseUrl) {
    const database = new Database(join(options.dataDir, 'evi.db'));
    database.exec(statement);
    database.close();
    return;
  }
  const client = new Client({ connectionString: options.databaseUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe.each(ENGINES)('$name', (engine: StoreEngine) => {
  describe.skipIf(!engine.available)('opening', () => {
    let place: Place;
    beforeEach(async () => {
      place = await engine.empty();
    });
    afterEach(() => place.remove());

    test('what a newer version made is left as it is', async () => {
      await (await openStore(place.options)).close();
      await execute(place, `insert into evi_migrations (name, timestamp) values ('999-later', '2099-01-01')`);
      expect(await failure(openStore(place.options))).toContain(
        'was made by a newer version of this server. Start that version, or use another database.',
      );
    });

    test('groups from before owners were kept stay, and nobody resumes them', async () => {
      const before = await openStore(place.options);
      const { chat } = await before.chats.start({ owner: 'widget' });
      await before.close();
      await execute(place, 'alter table chat_groups drop column owner');
      await execute(place, "delete from evi_migrations where name = '002-owners-of-groups'");
      const store = await openStore(place.options);
      expect(await store.chats.chat(chat.id)).toEqual(chat);
      const next = await store.chats.start({ owner: 'widget', resumedChatGroupId: chat.chatGroupId });
      expect(next.resumed).toBe(false);
      await store.close();
    });

    test('what cannot be made is named, and nothing is half made', async () => {
      await execute(place, 'create table events (something text)');
      await expect(openStore(place.options)).rejects.toThrow('already exists');
      await execute(place, 'drop table events');
      const store = await openStore(place.options);
      expect(await store.keys.list()).toEqual([]);
      await store.close();
    });
  });
});

describe('SQLite', () => {
  let place: Place;
  beforeEach(async () => {
    place = await sqlite.empty();
  });
  afterEach(() => place.remove());

  const within = (path: string) => ({ dataDir: join(place.options.dataDir, path), databaseUrl: '' });

  test('folder and files are made, for this user only', async () => {
    const options = within('a folder/with # odd ? names % 20');
    const store = await openStore(options);
    await store.keys.create('one');
    expect(store.name).toBe(`SQLite in ${join(options.dataDir, 'evi.db')}`);
    expect((await stat(options.dataDir)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(options.dataDir))
      expect([name, (await stat(join(options.dataDir, name))).mode & 0o777]).toEqual([name, 0o600]);
    await store.close();
    expect(await readdir(options.dataDir)).toContain('evi.db');
  });

  test('a closed store is one file', async () => {
    const store = await openStore(place.options);
    const { record } = await store.keys.create('one');
    await store.close();
    const copy = within('copy');
    await mkdir(copy.dataDir);
    await writeFile(join(copy.dataDir, 'evi.db'), await readFile(join(place.options.dataDir, 'evi.db')));
    const restored = await openStore(copy);
    expect(await restored.keys.list()).toEqual([record]);
    await restored.close();
  });

  test('of a deleted group no byte is left in any file', async () => {
    const store = await openStore(place.options);
    const { chat } = await store.chats.start({ owner: 'widget' });
    const secret = 'The alarm code is 4711.';
    const bytes = async (): Promise<string> => {
      const names = await readdir(place.options.dataDir);
      const files = await Promise.all(
        names.map((name) => readFile(join(place.options.dataDir, name), 'latin1')),
      );
      return files.join('\n');
    };
    for (let count = 0; count < 50; count += 1)
      await store.chats.append({
        id: `${count}`,
        chatId: chat.id,
        timestamp: 0,
        role: 'USER',
        type: 'USER_MESSAGE',
        text: secret.repeat(count * 10),
        heardText: null,
        emotionFeatures: null,
        metadata: null,
        relatedEventId: null,
      });
    expect(await bytes()).toContain(secret);
    await store.chats.deleteGroup(chat.chatGroupId);
    expect(await bytes()).not.toContain(secret);
    await store.close();
  });

  test('a folder that cannot be, or not be written', async () => {
    await writeFile(join(place.options.dataDir, 'file'), '');
    await mkdir(join(place.options.dataDir, 'taken/evi.db'), { recursive: true });
    for (const path of ['file', 'file/below', 'taken']) {
      const message = await failure(openStore(within(path)));
      expect(message).toContain(join(place.options.dataDir, path, 'evi.db'));
      expect(message).toContain('cannot be written');
      expect(message).toContain('set EVI_DATA_DIR to another folder');
    }
  });

  test('a file that is no database is named and left alone', async () => {
    const file = join(place.options.dataDir, 'evi.db');
    const content = 'Dear diary, '.repeat(1000);
    await writeFile(file, content);
    const message = await failure(openStore(place.options));
    expect(message).toContain(file);
    expect(message).toContain('Put a backup in its place');
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  test('a damaged file is named', async () => {
    const file = join(place.options.dataDir, 'evi.db');
    await (await openStore(place.options)).close();
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0x55, 100, 4096));
    expect(await failure(openStore(place.options))).toContain(`${file} is damaged`);
  });

  test('a file that another program holds is named', async () => {
    await (await openStore(place.options)).close();
    const file = join(place.options.dataDir, 'evi.db');
    const other = new Database(file);
    other.exec('begin immediate');
    const engine = await openSqlite(place.options.dataDir, 1);
    const writing = engine.db.transaction().execute(async () => undefined);
    const message = await writing.then(
      () => '',
      (error: unknown) => engine.explain(error).message,
    );
    expect(message).toContain(`${file} is locked by another program`);
    other.exec('rollback');
    other.close();
    await engine.close();
  });
});

test.each([
  'mysql://user:hidden@localhost/evi',
  'postgres://user:hid#den@localhost/evi',
  'hidden',
  'postgres:hidden',
])('S32: an address that is none, %s, is not repeated', async (databaseUrl) => {
  const message = await failure(openStore({ dataDir: '', databaseUrl }));
  expect(message).toContain('DATABASE_URL is not a Postgres address. Write it like postgres://');
  expect(message).not.toContain('hidden');
  expect(message).not.toContain('hid#den');
});

describe.skipIf(!postgres.available)('Postgres', () => {
  let place: Place;
  let url: URL;
  beforeEach(async () => {
    place = await postgres.empty();
    url = new URL(place.options.databaseUrl);
  });
  afterEach(() => place.remove());

  const open = () => openStore({ dataDir: '', databaseUrl: url.href });

  test('S32: the name has no password', async () => {
    url.searchParams.set('application_name', 'evi');
    const store = await open();
    expect(store.name).toBe(`Postgres at postgres://${url.username}@${url.host}${url.pathname}`);
    await store.close();
  });

  test.each<[string, (url: URL) => void, string]>([
    ['a wrong password', (to) => (to.password = 'hidden'), 'Correct user and password in DATABASE_URL'],
    ['an unknown user', (to) => (to.username = 'nobody'), 'Correct user and password in DATABASE_URL'],
    ['an unknown database', (to) => (to.pathname = '/nope'), 'Make the database with `createdb`'],
    ['a port where nothing listens', (to) => (to.port = '1'), 'start Postgres, or correct DATABASE_URL'],
    ['an unknown host', (to) => (to.hostname = 'nope.invalid'), 'DATABASE_URL'],
  ])('%s is told, with what to do, and without the password', async (_, change, advice) => {
    const { password } = url;
    change(url);
    const message = await failure(open());
    expect(message).toContain(`${url.host}${url.pathname}`);
    expect(message).toContain(advice);
    for (const hidden of [password, 'hidden']) expect(message).not.toContain(hidden);
  });

  test('a user who may make no tables is told so', async () => {
    const user = url.pathname.slice(1);
    await onServer(`create role ${user}_reader login password 'hidden'`);
    url.username = `${user}_reader`;
    url.password = 'hidden';
    await execute(place, 'revoke create on schema public from public');
    const message = await failure(open());
    await onServer(`drop role ${user}_reader`);
    expect(message).toContain('Make the user the owner of the database');
    expect(message).not.toContain('hidden');
  });

  test('it outlives the loss of its connections', async () => {
    const store = await open();
    const { record } = await store.keys.create('before');
    await onServer('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      url.pathname.slice(1),
    ]);
    await expect.poll(() => store.keys.list().catch(() => [])).toEqual([record]);
    await store.close();
  });
});
