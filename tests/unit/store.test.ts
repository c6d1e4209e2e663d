import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import type { Chat, ChatEvent, ChatStore, PageRequest, Store } from '../../server/store/types.ts';
import { ENGINES, type StoreEngine } from '../support/postgres.ts';

const said = (chat: Chat, text: string, more: Partial<ChatEvent> = {}): ChatEvent => ({
  id: randomUUID(),
  chatId: chat.id,
  timestamp: Date.now(),
  role: 'USER',
  type: 'USER_MESSAGE',
  text,
  heardText: null,
  emotionFeatures: null,
  metadata: null,
  relatedEventId: null,
  ...more,
});

const page = (more: Partial<PageRequest> = {}): PageRequest => ({
  number: 0,
  size: 100,
  ascending: true,
  ...more,
});

const texts = (events: ChatEvent[]): unknown[] => events.map(({ text }) => text);

describe.each(ENGINES)('$name', (engine: StoreEngine) => {
  describe.skipIf(!engine.available)('chats', () => {
    let place: Awaited<ReturnType<StoreEngine['empty']>>;
    let store: Store;
    let chats: ChatStore;

    beforeAll(async () => {
      place = await engine.empty();
    });
    beforeEach(async () => {
      store = await openStore(place.options);
      chats = store.chats;
    });
    afterEach(async () => {
      vi.useRealTimers();
      await chats.deleteGroupsOlderThan(Number.MAX_SAFE_INTEGER);
      await store.close();
    });
    afterAll(() => place.remove());

    const at = (time: number): void => {
      vi.useFakeTimers({ toFake: ['Date'], now: time });
    };

    const begin = async (chatGroupId?: string): Promise<Chat> => {
      const { chat } = await chats.start({
        owner: 'widget',
        ...(chatGroupId === undefined ? {} : { resumedChatGroupId: chatGroupId }),
      });
      return chat;
    };

    test('a chat begins in a group of its own, and another one resumes it', async () => {
      at(1_700_000_000_123);
      const first = await chats.start({ owner: 'widget', configId: 'shop', customSessionId: 'visitor 7' });
      expect(first).toEqual({
        resumed: false,
        chat: {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          chatGroupId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          configId: 'shop',
          customSessionId: 'visitor 7',
          status: 'ACTIVE',
          startedAt: 1_700_000_000_123,
          endedAt: null,
          metadata: null,
        },
      });
      const { chatGroupId } = first.chat;
      const second = await chats.start({ owner: 'widget', resumedChatGroupId: chatGroupId });
      expect(second).toMatchObject({
        resumed: true,
        chat: { chatGroupId, configId: null, customSessionId: null },
      });
      expect(second.chat.id).not.toBe(first.chat.id);
      expect(await chats.chat(first.chat.id)).toEqual(first.chat);
      expect(await chats.chat(second.chat.id)).toEqual(second.chat);
    });

    test.each(['', 'nope', '%', "' or ''='", '\0', '\ud800', 'x'.repeat(100_000)])(
      'of a group that is not known, %j, a chat begins in a new one',
      async (resumedChatGroupId) => {
        await begin();
        const { chat, resumed } = await chats.start({ owner: 'widget', resumedChatGroupId });
        expect(resumed).toBe(false);
        expect(chat.chatGroupId).not.toBe(resumedChatGroupId);
        expect(await chats.groupEvents(resumedChatGroupId, 10)).toEqual([]);
        expect(await chats.chat(resumedChatGroupId)).toBeUndefined();
        expect(await chats.deleteGroup(resumedChatGroupId)).toBe(false);
      },
    );

    test('a group is there for its owner only', async () => {
      const { chat } = await chats.start({ owner: 'key one' });
      for (const owner of ['widget', 'key two', 'key', '']) {
        const other = await chats.start({ owner, resumedChatGroupId: chat.chatGroupId });
        expect(other.resumed).toBe(false);
        expect(other.chat.chatGroupId).not.toBe(chat.chatGroupId);
      }
      const again = await chats.start({ owner: 'key one', resumedChatGroupId: chat.chatGroupId });
      expect(again).toMatchObject({ resumed: true, chat: { chatGroupId: chat.chatGroupId } });
    });

    test('a chat that cannot begin leaves no group behind', async () => {
      const notText = JSON.parse('true');
      await expect(chats.start({ owner: 'widget', customSessionId: notText })).rejects.toThrow('boolean');
      expect(await chats.deleteGroupsOlderThan(Number.MAX_SAFE_INTEGER)).toBe(0);
    });

    test('an event comes back as it was given', async () => {
      const chat = await begin();
      const full: ChatEvent = {
        id: 'msg-1',
        chatId: chat.id,
        timestamp: 253_402_300_799_999,
        role: 'AGENT',
        type: 'ASSISTANT_PROSODY',
        text: 'Grüße, 世界 👋',
        heardText: '',
        emotionFeatures: '{"Joy":0.5}',
        metadata: '{"a":"\\u0000"}',
        relatedEventId: 'msg-0',
      };
      const bare = said(chat, '', { text: null, timestamp: 0 });
      await chats.append(full);
      await chats.append(bare);
      expect(await chats.groupEvents(chat.chatGroupId, 10)).toEqual([full, bare]);
      expect(await chats.chatEvents(chat.id, page())).toEqual({ items: [full, bare], total: 2 });
    });

    test('any text can be kept; what is not Unicode, and U+0000, becomes U+FFFD', async () => {
      const chat = await begin();
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
          async (text) => {
            const event = said(chat, text, { metadata: text });
            await chats.append(event);
            const kept = Buffer.from(text).toString().replaceAll('\0', '\uFFFD');
            expect(await chats.groupEvents(chat.chatGroupId, 1)).toEqual([
              { ...event, text: kept, metadata: kept },
            ]);
          },
        ),
      );
    });

    test('an event of a chat that is not there, and one whose id is taken, are refused', async () => {
      const chat = await begin();
      const event = said(chat, 'once');
      await chats.append(event);
      await expect(chats.append(event)).rejects.toThrow(/unique/i);
      await expect(chats.append({ ...event, id: 'other', chatId: 'nope' })).rejects.toThrow(
        'Chat nope is not in the store',
      );
      await expect(chats.setHeardText('nope', 'x')).rejects.toThrow('Event nope is not in the store');
      await expect(chats.setMetadata('nope', 'x')).rejects.toThrow('Chat nope is not in the store');
      await expect(chats.setCustomSessionId('nope', 'x')).rejects.toThrow('Chat nope is not in the store');
      expect(texts(await chats.groupEvents(chat.chatGroupId, 10))).toEqual(['once']);
    });

    test('events keep the order in which they were written, in one millisecond and when the clock goes back', async () => {
      const chat = await begin();
      const times = [5, 5, 5, 3, 9, 5];
      for (const [index, timestamp] of times.entries())
        await chats.append(said(chat, `${index}`, { timestamp }));
      expect(texts(await chats.groupEvents(chat.chatGroupId, 10))).toEqual(['0', '1', '2', '3', '4', '5']);
      const backwards = await chats.chatEvents(chat.id, page({ ascending: false }));
      expect(texts(backwards.items)).toEqual(['5', '4', '3', '2', '1', '0']);
    });

    test('a group’s events are the newest of all its chats, and of no other’s', async () => {
      const first = await begin();
      const second = await begin(first.chatGroupId);
      const other = await begin();
      for (let count = 0; count < 5; count += 1) {
        await chats.append(said(first, `first ${count}`));
        await chats.append(said(other, `other ${count}`));
        await chats.append(said(second, `second ${count}`));
      }
      expect(texts(await chats.groupEvents(first.chatGroupId, 3))).toEqual([
        'second 3',
        'first 4',
        'second 4',
      ]);
      expect(await chats.groupEvents(first.chatGroupId, 100)).toHaveLength(10);
      expect(await chats.groupEvents(first.chatGroupId, 0)).toEqual([]);
      expect(texts((await chats.chatEvents(second.id, page({ size: 2 }))).items)).toEqual([
        'second 0',
        'second 1',
      ]);
    });

    test('an assistant remembers what was said and done, and no settings or expressions', async () => {
      const first = await begin();
      const second = await begin(first.chatGroupId);
      const other = await begin();
      const settings = { role: 'SYSTEM', type: 'SESSION_SETTINGS' } as const;
      await chats.append(said(first, 'Hello', { id: 'said', emotionFeatures: '{}', metadata: '{}' }));
      await chats.append(said(first, 'x'.repeat(20_000), settings));
      await chats.append(said(other, 'elsewhere'));
      await chats.append(said(second, '{}', { id: 'called', role: 'AGENT', type: 'FUNCTION_CALL' }));
      await chats.append(
        said(second, 'wet', {
          id: 'result',
          role: 'TOOL',
          type: 'FUNCTION_CALL_RESPONSE',
          relatedEventId: 'called',
        }),
      );
      await chats.append(
        said(second, 'It rains.', { id: 'answer', role: 'AGENT', type: 'AGENT_MESSAGE', heardText: 'It' }),
      );
      await chats.append(said(second, 'x'.repeat(20_000), settings));
      const bare = { heardText: null, relatedEventId: null };
      const all = [
        { ...bare, id: 'said', type: 'USER_MESSAGE', text: 'Hello' },
        { ...bare, id: 'called', type: 'FUNCTION_CALL', text: '{}' },
        { ...bare, id: 'result', type: 'FUNCTION_CALL_RESPONSE', text: 'wet', relatedEventId: 'called' },
        { ...bare, id: 'answer', type: 'AGENT_MESSAGE', text: 'It rains.', heardText: 'It' },
      ];
      expect(await chats.remembered(first.chatGroupId, 100)).toEqual(all);
      expect(await chats.remembered(first.chatGroupId, 3)).toEqual(all.slice(1));
      expect(await chats.remembered(first.chatGroupId, 0)).toEqual([]);
    });

    test('writes that are made at once are all kept', async () => {
      const chat = await begin();
      const events = Array.from({ length: 60 }, (_, index) => said(chat, `${index}`));
      await Promise.all(events.map((event) => chats.append(event)));
      const kept = texts(await chats.groupEvents(chat.chatGroupId, 100));
      expect(new Set(kept)).toEqual(new Set(texts(events)));
    });

    test('chats come in pages, in both directions and with filters', async () => {
      const group = (await begin()).chatGroupId;
      for (let count = 0; count < 4; count += 1) await begin(group);
      const { chat: shop } = await chats.start({ owner: 'widget', configId: 'shop' });
      await chats.end(shop.id, 'USER_ENDED');

      const forward = await chats.chats(page({ size: 4 }));
      const backward = await chats.chats(page({ size: 4, ascending: false }));
      expect([forward.total, backward.total]).toEqual([6, 6]);
      expect(forward.items).toHaveLength(4);
      const rest = (await chats.chats(page({ size: 4, number: 1 }))).items;
      expect([...forward.items, ...rest].reverse().slice(0, 4)).toEqual(backward.items);
      for (const number of [2, 1e15, 1e300])
        expect(await chats.chats(page({ size: 4, number }))).toEqual({ items: [], total: 6 });

      const found = async (filter: Parameters<ChatStore['chats']>[1]): Promise<number> =>
        (await chats.chats(page(), filter)).total;
      expect(await found({ chatGroupId: group })).toBe(5);
      expect(await found({ configId: 'shop' })).toBe(1);
      expect(await found({ status: 'ACTIVE' })).toBe(5);
      expect(await found({ status: 'USER_ENDED', chatGroupId: shop.chatGroupId, configId: 'shop' })).toBe(1);
      expect(await found({ status: 'ACTIVE', configId: 'shop' })).toBe(0);
    });

    test('what is said of an event or a chat afterwards changes that one alone', async () => {
      const [chat, other] = [await begin(), await begin()];
      const event = said(chat, 'We open at nine and close at five.');
      const before = said(chat, 'Hello.');
      await chats.append(before);
      await chats.append(event);
      await chats.setHeardText(event.id, 'We open at nine');
      expect(await chats.groupEvents(chat.chatGroupId, 10)).toEqual([
        before,
        { ...event, heardText: 'We open at nine' },
      ]);
      await chats.setMetadata(chat.id, '{"page":"/"}');
      await chats.setCustomSessionId(chat.id, 'visitor');
      expect(await chats.chat(chat.id)).toEqual({
        ...chat,
        metadata: '{"page":"/"}',
        customSessionId: 'visitor',
      });
      expect(await chats.chat(other.id)).toEqual(other);
    });

    test('a chat ends once', async () => {
      at(1000);
      const chat = await begin();
      at(2000);
      await chats.end(chat.id, 'INACTIVITY_TIMEOUT');
      at(3000);
      await chats.end(chat.id, 'USER_ENDED');
      await chats.end('nope', 'USER_ENDED');
      expect(await chats.chat(chat.id)).toEqual({ ...chat, status: 'INACTIVITY_TIMEOUT', endedAt: 2000 });
    });

    test('a deleted group is gone with its chats and all their events, whatever their number', async () => {
      const chat = await begin();
      const second = await begin(chat.chatGroupId);
      const kept = await begin();
      for (let count = 0; count < 300; count += 1)
        await chats.append(said(count % 2 ? chat : second, `${count}`));
      await chats.append(said(kept, 'kept'));

      expect(await chats.deleteGroup(chat.chatGroupId)).toBe(true);
      expect(await chats.deleteGroup(chat.chatGroupId)).toBe(false);
      expect(await chats.groupEvents(chat.chatGroupId, 1000)).toEqual([]);
      expect(await chats.chatEvents(chat.id, page())).toEqual({ items: [], total: 0 });
      expect(await chats.chat(second.id)).toBeUndefined();
      expect((await chats.chats(page())).items).toEqual([kept]);
      expect(texts(await chats.groupEvents(kept.chatGroupId, 10))).toEqual(['kept']);

      await expect(chats.append(said(chat, 'too late'))).rejects.toThrow('was deleted with its chat group');
      expect((await chats.start({ owner: 'widget', resumedChatGroupId: chat.chatGroupId })).resumed).toBe(
        false,
      );
    });

    test('a group that is deleted while a chat begins in it takes the chat along, or was never resumed', async () => {
      for (let round = 0; round < 10; round += 1) {
        const { chatGroupId } = await begin();
        const [{ chat, resumed }, deleted] = await Promise.all([
          chats.start({ owner: 'widget', resumedChatGroupId: chatGroupId }),
          chats.deleteGroup(chatGroupId),
        ]);
        expect(deleted).toBe(true);
        expect((await chats.chat(chat.id)) !== undefined).toBe(!resumed);
      }
    });

    test('groups go when their last start and their last event are older', async () => {
      at(1000);
      const [old, spoken, resumed] = [await begin(), await begin(), await begin()];
      await chats.append(said(old, 'old', { timestamp: 1999 }));
      await chats.append(said(spoken, 'old', { timestamp: 1500 }));
      await chats.append(said(spoken, 'new', { timestamp: 2000 }));
      at(2000);
      const again = await begin(resumed.chatGroupId);

      expect(await chats.deleteGroupsOlderThan(2000)).toBe(1);
      expect(await chats.deleteGroupsOlderThan(2000)).toBe(0);
      expect((await chats.chats(page())).items).toEqual([spoken, resumed, again]);
      expect(texts(await chats.groupEvents(spoken.chatGroupId, 10))).toEqual(['old', 'new']);
      expect(await chats.deleteGroupsOlderThan(2001)).toBe(2);
      expect((await chats.chats(page())).total).toBe(0);
    });

    test('an old group in which a chat begins while old ones go is not old any more', async () => {
      at(1000);
      const { chatGroupId } = await begin();
      at(2000);
      const [removed, { chat, resumed }] = await Promise.all([
        chats.deleteGroupsOlderThan(2000),
        chats.start({ owner: 'widget', resumedChatGroupId: chatGroupId }),
      ]);
      expect(removed).toBe(resumed ? 0 : 1);
      expect(await chats.chat(chat.id)).toEqual(chat);
    });

    test('what was left open is ended when it was last heard of', async () => {
      at(1000);
      const [silent, spoken, ended] = [await begin(), await begin(), await begin()];
      await chats.append(said(spoken, 'one', { timestamp: 1100 }));
      await chats.append(said(spoken, 'two', { timestamp: 1200 }));
      await chats.end(ended.id, 'USER_ENDED');
      at(5000);
      const live = await begin();

      expect(await chats.endAbandoned(5000)).toBe(2);
      expect(await chats.endAbandoned(5000)).toBe(0);
      expect(await chats.chat(silent.id)).toMatchObject({ status: 'ERROR', endedAt: 1000 });
      expect(await chats.chat(spoken.id)).toMatchObject({ status: 'ERROR', endedAt: 1200 });
      expect(await chats.chat(ended.id)).toMatchObject({ status: 'USER_ENDED' });
      expect(await chats.chat(live.id)).toEqual(live);
    });

    test('everything is there again after closing and opening', async () => {
      const chat = await begin();
      const event = said(chat, 'before');
      await chats.append(event);
      await store.close();
      store = await openStore(place.options);
      chats = store.chats;
      expect(await chats.chat(chat.id)).toEqual(chat);
      expect(await chats.groupEvents(chat.chatGroupId, 10)).toEqual([event]);
    });
  });
});
