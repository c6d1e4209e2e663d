import { randomUUID } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Engine } from './schema.ts';
import type { Chat, ChatEvent, ChatEventType, ChatStore, PageRequest, RememberedEvent } from './types.ts';

/** Rows that are deleted at once. SQLite runs in this thread, and live conversations must not hear it. */
const BATCH = 100;

const CHAT = [
  'id',
  'chatGroupId',
  'configId',
  'customSessionId',
  'status',
  'startedAt',
  'endedAt',
  'metadata',
] as const satisfies readonly (keyof Chat)[];

const EVENT = [
  'id',
  'chatId',
  'timestamp',
  'role',
  'type',
  'text',
  'heardText',
  'emotionFeatures',
  'metadata',
  'relatedEventId',
] as const satisfies readonly (keyof ChatEvent)[];

const REMEMBERED = [
  'id',
  'type',
  'text',
  'heardText',
  'relatedEventId',
] as const satisfies readonly (keyof RememberedEvent)[];

const REMEMBERED_TYPES = [
  'USER_MESSAGE',
  'AGENT_MESSAGE',
  'FUNCTION_CALL',
  'FUNCTION_CALL_RESPONSE',
] as const satisfies readonly ChatEventType[];

const direction = ({ ascending }: PageRequest) => (ascending ? 'asc' : 'desc');
const offset = ({ number, size }: PageRequest): number => Math.min(number * size, Number.MAX_SAFE_INTEGER);

/**
 * Chats and their events. Calls that are made at once run on several connections of Postgres and may overtake each other, so
 * the order of events is that of calls only for whoever awaits them.
 */
export function createChatStore({ db, purge }: Engine): ChatStore {
  const gone = (what: string): Error =>
    new Error(`${what} is not in the store. It was deleted with its chat group, or never began.`);

  async function change(chatId: string, values: Partial<Chat>): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('chats')
      .set(values)
      .where('id', '=', chatId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw gone(`Chat ${chatId}`);
  }

  /** In steps, the group last: when it is interrupted, it can be done again. */
  async function remove(chatGroupId: string, activeBefore: number): Promise<boolean> {
    let removed: bigint;
    do {
      const { numDeletedRows } = await db
        .deleteFrom('events')
        .where('position', 'in', (batch) =>
          batch
            .selectFrom('events')
            .select('position')
            .where('chatGroupId', '=', chatGroupId)
            .orderBy('position')
            .limit(BATCH),
        )
        .executeTakeFirst();
      removed = numDeletedRows;
      await otherWork();
    } while (removed === BigInt(BATCH));
    const { numDeletedRows } = await db
      .deleteFrom('chatGroups')
      .where('id', '=', chatGroupId)
      .where('activeAt', '<', activeBefore)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  return {
    start: ({ owner, resumedChatGroupId, configId, customSessionId }) =>
      db.transaction().execute(async (transaction) => {
        const startedAt = Date.now();
        // An update and not a question: it keeps the group from being deleted before the chat is in it.
        const resumed =
          resumedChatGroupId === undefined
            ? undefined
            : await transaction
                .updateTable('chatGroups')
                .set({ activeAt: startedAt })
                .where('id', '=', resumedChatGroupId)
                .where('owner', '=', owner)
                .returning('id')
                .executeTakeFirst();
        const chatGroupId = resumed?.id ?? randomUUID();
        if (!resumed)
          await transaction
            .insertInto('chatGroups')
            .values({ id: chatGroupId, activeAt: startedAt, owner })
            .execute();
        const chat = await transaction
          .insertInto('chats')
          .values({
            id: randomUUID(),
            chatGroupId,
            configId: configId ?? null,
            customSessionId: customSessionId ?? null,
            status: 'ACTIVE',
            startedAt,
            endedAt: null,
            metadata: null,
          })
          .returning(CHAT)
          .executeTakeFirstOrThrow();
        return { chat, resumed: resumed !== undefined };
      }),

    async append(event) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('events')
        .columns([...EVENT, 'chatGroupId'])
        .expression((query) =>
          query
            .selectFrom('chats')
            .where('id', '=', event.chatId)
            .select((values) => [
              ...EVENT.map((column) => values.val(event[column]).as(column)),
              'chatGroupId',
            ]),
        )
        .executeTakeFirst();
      if (!numInsertedOrUpdatedRows) throw gone(`Chat ${event.chatId}`);
    },

    async setHeardText(eventId, heardText) {
      const { numUpdatedRows } = await db
        .updateTable('events')
        .set({ heardText })
        .where('id', '=', eventId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw gone(`Event ${eventId}`);
    },

    setMetadata: (chatId, metadata) => change(chatId, { metadata }),
    setCustomSessionId: (chatId, customSessionId) => change(chatId, { customSessionId }),

    async end(chatId, status) {
      await db
        .updateTable('chats')
        .set({ status, endedAt: Date.now() })
        .where('id', '=', chatId)
        .where('status', '=', 'ACTIVE')
        .execute();
    },

    async groupEvents(chatGroupId, limit) {
      const newestFirst = await db
        .selectFrom('events')
        .select(EVENT)
        .where('chatGroupId', '=', chatGroupId)
        .orderBy('position', 'desc')
        .limit(limit)
        .execute();
      return newestFirst.reverse();
    },

    async remembered(chatGroupId, limit) {
      const newestFirst = await db
        .selectFrom('events')
        .select(REMEMBERED)
        .where('chatGroupId', '=', chatGroupId)
        .where('type', 'in', REMEMBERED_TYPES)
        .orderBy('position', 'desc')
        .limit(limit)
        .execute();
      return newestFirst.reverse();
    },

    chat: (id) => db.selectFrom('chats').select(CHAT).where('id', '=', id).executeTakeFirst(),

    async chats(page, filter = {}) {
      let matching = db.selectFrom('chats');
      for (const column of ['configId', 'status', 'chatGroupId'] as const) {
        const wanted = filter[column];
        if (wanted !== undefined) matching = matching.where(column, '=', wanted);
      }
      const { total } = await matching
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const items = await matching
        .select(CHAT)
        .orderBy('position', direction(page))
        .limit(page.size)
        .offset(offset(page))
        .execute();
      return { items, total };
    },

    async chatEvents(chatId, page) {
      const matching = db.selectFrom('events').where('chatId', '=', chatId);
      const { total } = await matching
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const items = await matching
        .select(EVENT)
        .orderBy('position', direction(page))
        .limit(page.size)
        .offset(offset(page))
        .execute();
      return { items, total };
    },

    async deleteGroup(chatGroupId) {
      const removed = await remove(chatGroupId, Number.MAX_SAFE_INTEGER);
      await purge();
      return removed;
    },

    async deleteGroupsOlderThan(time) {
      const expired = await db
        .selectFrom('chatGroups')
        .select('id')
        .where('activeAt', '<', time)
        .where(({ eb, selectFrom }) =>
          eb(
            eb.fn.coalesce(
              selectFrom('events')
                .select('timestamp')
                .whereRef('events.chatGroupId', '=', 'chatGroups.id')
                .orderBy('position', 'desc')
                .limit(1),
              'activeAt',
            ),
            '<',
            time,
          ),
        )
        .execute();
      let removed = 0;
      for (const { id } of expired) if (await remove(id, time)) removed += 1;
      if (removed > 0) await purge();
      return removed;
    },

    async endAbandoned(startedBefore) {
      const { numUpdatedRows } = await db
        .updateTable('chats')
        .set(({ fn, selectFrom }) => ({
          status: 'ERROR' as const,
          endedAt: fn.coalesce(
            selectFrom('events')
              .select('timestamp')
              .whereRef('events.chatId', '=', 'chats.id')
              .orderBy('position', 'desc')
              .limit(1),
            'startedAt',
          ),
        }))
        .where('status', '=', 'ACTIVE')
        .where('startedAt', '<', startedBefore)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}
