import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type StoreOptions } from '../../server/store/store.ts';
import { ENGINES, type StoreEngine } from '../support/postgres.ts';
import { bundleForNode } from './support/bundle.ts';
import type { StoreProcessLine } from './support/store-process.ts';

let script: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  script = await bundleForNode('tests/unit/support/store-process.ts', 'store-process');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(options: StoreOptions, task: 'open' | 'write') {
  const child = spawn(process.execPath, [script, JSON.stringify(options), task], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (task === 'write') child.stdin.end();
  children.push(child);
  return child;
}

describe.each(ENGINES)('$name', (engine: StoreEngine) => {
  describe.skipIf(!engine.available)('processes', () => {
    let place: Awaited<ReturnType<StoreEngine['empty']>>;
    beforeEach(async () => {
      place = await engine.empty();
    });
    afterEach(() => place.remove());

    // The last one is past the point at which SQLite moves its log into the file.
    test.each([1, 50, 3000])(
      'what was acknowledged before kill -9, after %i events, is there, and the chat is resumed',
      async (count) => {
        const child = start(place.options, 'write');
        const errors = text(child.stderr);
        const ended = once(child, 'exit');
        let chatGroupId = '';
        const acknowledged: string[] = [];
        for await (const line of createInterface(child.stdout)) {
          const said: StoreProcessLine = JSON.parse(line);
          if (said === 'ready') continue;
          if ('chatGroupId' in said) chatGroupId = said.chatGroupId;
          if ('appended' in said) acknowledged.push(said.appended);
          if (acknowledged.length === count) child.kill('SIGKILL');
        }
        expect([await errors, await ended]).toEqual(['', [null, 'SIGKILL']]);

        const store = await openStore(place.options);
        const kept = (await store.chats.groupEvents(chatGroupId, 1_000_000)).map(({ id }) => id);
        expect(acknowledged.length).toBeGreaterThanOrEqual(count);
        expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
        // One more can have been written and not said.
        expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1);

        const { chat, resumed } = await store.chats.start({
          owner: 'widget',
          resumedChatGroupId: chatGroupId,
        });
        expect([resumed, chat.chatGroupId]).toEqual([true, chatGroupId]);
        expect(await store.chats.endAbandoned(chat.startedAt)).toBe(1);
        await store.close();
      },
    );

    test('six that open an empty one at once all find it ready', async () => {
      const six = Array.from({ length: 6 }, () => start(place.options, 'open'));
      await Promise.all(six.map(({ stdout }) => once(stdout, 'readable')));
      const opened = six.map(async ({ stdin, stdout, stderr }) => {
        stdin.end();
        const [output, errors] = await Promise.all([text(stdout), text(stderr)]);
        return errors || output;
      });
      for (const output of await Promise.all(opened))
        expect(output).toMatch(/^"ready"\n\{"opened":"[^"]+"\}\n$/);
    });

    test('a second one reads what the first one writes, and writes too', async () => {
      const child = start(place.options, 'write');
      let seen = 0;
      const store = await openStore(place.options);
      for await (const line of createInterface(child.stdout)) {
        const said: StoreProcessLine = JSON.parse(line);
        if (said === 'ready' || !('appended' in said)) continue;
        const { record } = await store.keys.create('while the other one writes');
        expect((await store.keys.list()).map(({ id }) => id)).toContain(record.id);
        const { items } = await store.chats.chats({ number: 0, size: 1, ascending: false });
        const { total } = await store.chats.chatEvents(items[0]?.id ?? '', {
          number: 0,
          size: 1,
          ascending: true,
        });
        seen += 1;
        expect(total).toBeGreaterThanOrEqual(seen);
        if (seen === 20) child.kill('SIGKILL');
      }
      expect(seen).toBeGreaterThanOrEqual(20);
      await store.close();
    });
  });
});
