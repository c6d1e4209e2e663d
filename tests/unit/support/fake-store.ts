/** A chat store in memory, whose events a test can read and whose failure it can cause. */
import { randomUUID } from 'node:crypto';
import type { Chat, ChatEvent, ChatStore } from '../../../server/store/types.ts';

export interface FakeStore extends ChatStore {
  events: ChatEvent[];
  all: Chat[];
  /** While set, nothing can be written. */
  broken: Error | undefined;
}

export function fakeStore(): FakeStore {
  const page = async () => {
    throw new Error('No chat reads pages.');
  };
  const owners = new Map<string, string>();
  const store: FakeStore = {
    events: [],
    all: [],
    broken: undefined,
    async start({ owner, resumedChatGroupId, configId, customSessionId }) {
      const resumed = resumedChatGroupId !== undefined && owners.get(resumedChatGroupId) === owner;
      const chatGroupId = resumed ? resumedChatGroupId : randomUUID();
      owners.set(chatGroupId, owner);
      const chat: Chat = {
        id: randomUUID(),
        chatGroupId,
        configId: configId ?? null,
        customSessionId: customSessionId ?? null,
        status: 'ACTIVE',
        startedAt: Date.now(),
        endedAt: null,
        metadata: null,
      };
      store.all.push(chat);
      return { chat, resumed };
    },
    async append(event) {
      if (store.broken) throw store.broken;
      store.events.push({ ...event });
    },
    async setHeardText(id, text) {
      const event = store.events.find((kept) => kept.id === id);
      if (!event) throw new Error(`Event ${id} is not in the store.`);
      event.heardText = text;
    },
    async setMetadata(id, metadata) {
      for (const chat of store.all) if (chat.id === id) chat.metadata = metadata;
    },
    async setCustomSessionId(id, customSessionId) {
      for (const chat of store.all) if (chat.id === id) chat.customSessionId = customSessionId;
    },
    async end(id, status) {
      for (const chat of store.all) if (chat.id === id) Object.assign(chat, { status, endedAt: Date.now() });
    },
    async groupEvents(groupId, limit) {
      const chats = store.all.filter(({ chatGroupId }) => chatGroupId === groupId).map(({ id }) => id);
      const events = store.events.filter(({ chatId }) => chats.includes(chatId));
      return limit === 0 ? [] : events.slice(-limit);
    },
    async remembered(groupId, limit) {
      const chats = store.all.filter(({ chatGroupId }) => chatGroupId === groupId).map(({ id }) => id);
      const types = ['USER_MESSAGE', 'AGENT_MESSAGE', 'FUNCTION_CALL', 'FUNCTION_CALL_RESPONSE'];
      const events = store.events
        .filter(({ chatId, type }) => chats.includes(chatId) && types.includes(type))
        .map(({ id, type, text, heardText, relatedEventId }) => ({
          id,
          type,
          text,
          heardText,
          relatedEventId,
        }));
      return limit === 0 ? [] : events.slice(-limit);
    },
    chat: async (id) => store.all.find((chat) => chat.id === id),
    chats: page,
    chatEvents: page,
    deleteGroup: page,
    deleteGroupsOlderThan: page,
    endAbandoned: page,
  };
  return store;
}
