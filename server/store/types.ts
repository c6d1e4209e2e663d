/**
 * What is kept: chats with all that happened in them, and API keys. All times are Unix milliseconds, all methods reject
 * when the database cannot do it, and what they resolved for is durable: it survives the end of the process.
 */

/** EVI's own names, as its REST interface gives them. */
export type ChatStatus =
  | 'ACTIVE'
  | 'USER_ENDED'
  | 'USER_TIMEOUT'
  | 'MAX_DURATION_TIMEOUT'
  | 'INACTIVITY_TIMEOUT'
  | 'ERROR';

/** Of a chat that is over. */
export type EndStatus = Exclude<ChatStatus, 'ACTIVE'>;

/** EVI's own names, as its REST interface gives them. */
export type ChatEventType =
  | 'AGENT_MESSAGE'
  | 'ASSISTANT_PROSODY'
  | 'CHAT_START_MESSAGE'
  | 'CHAT_END_MESSAGE'
  | 'FUNCTION_CALL'
  | 'FUNCTION_CALL_RESPONSE'
  | 'PAUSE_ONSET'
  | 'RESUME_ONSET'
  | 'SESSION_SETTINGS'
  | 'SYSTEM_PROMPT'
  | 'USER_INTERRUPTION'
  | 'USER_MESSAGE';

export interface ChatEvent {
  id: string;
  chatId: string;
  timestamp: number;
  role: 'USER' | 'AGENT' | 'SYSTEM' | 'TOOL';
  type: ChatEventType;
  /** What was said, or the message's JSON for what is not speech. */
  text: string | null;
  /** Of an answer that was interrupted: as much of `text` as can have been heard. Null when all of it was. */
  heardText: string | null;
  /** The 48 scores as JSON, or null. */
  emotionFeatures: string | null;
  /** JSON, or null. */
  metadata: string | null;
  /** The event that this one belongs to, as the AGENT_MESSAGE of an ASSISTANT_PROSODY. */
  relatedEventId: string | null;
}

/** What an assistant can remember of an event. */
export type RememberedEvent = Pick<ChatEvent, 'id' | 'type' | 'text' | 'heardText' | 'relatedEventId'>;

export interface Chat {
  id: string;
  chatGroupId: string;
  configId: string | null;
  customSessionId: string | null;
  status: ChatStatus;
  startedAt: number;
  endedAt: number | null;
  /** JSON, or null. */
  metadata: string | null;
}

export interface Page<Item> {
  items: Item[];
  /** Items in all, of all pages. */
  total: number;
}

export interface PageRequest {
  /** From 0. A page past the end is empty. */
  number: number;
  /** 1 to 100. */
  size: number;
  ascending: boolean;
}

export interface ChatStore {
  /**
   * Begins a chat, in the group to resume or in a new one. `resumed` is false when there was no group to resume, or none
   * of that id and owner any more.
   */
  start(chat: {
    /** Who may resume the group: `widget` for all its visitors, or `key <id>` of an API key. */
    owner: string;
    resumedChatGroupId?: string;
    configId?: string;
    customSessionId?: string;
  }): Promise<{ chat: Chat; resumed: boolean }>;
  /**
   * Order is that of writing, not of the clock: await each call before the next. Rejects, as the three below, when the chat
   * is not there, because its group was deleted while it went on.
   */
  append(event: ChatEvent): Promise<void>;
  /** Of an interrupted answer, afterwards: what can have been heard of it. */
  setHeardText(eventId: string, heardText: string): Promise<void>;
  setMetadata(chatId: string, metadata: string): Promise<void>;
  setCustomSessionId(chatId: string, customSessionId: string): Promise<void>;
  /** Sets the status and the end. Nothing happens to a chat that has ended before. */
  end(chatId: string, status: EndStatus): Promise<void>;

  /** The newest `limit` events of all chats of the group, oldest first. */
  groupEvents(chatGroupId: string, limit: number): Promise<ChatEvent[]>;
  /** The newest `limit` of what was said, and of tool calls and their results, in all chats of the group; oldest first. */
  remembered(chatGroupId: string, limit: number): Promise<RememberedEvent[]>;
  chat(id: string): Promise<Chat | undefined>;
  chats(
    page: PageRequest,
    filter?: { configId?: string; status?: ChatStatus; chatGroupId?: string },
  ): Promise<Page<Chat>>;
  chatEvents(chatId: string, page: PageRequest): Promise<Page<ChatEvent>>;

  /** Removes the group with its chats and their events, for good. False when there is none of that id. */
  deleteGroup(chatGroupId: string): Promise<boolean>;
  /** Removes, for good, groups whose last event and start are older. Resolves with their number. */
  deleteGroupsOlderThan(time: number): Promise<number>;
  /** Chats that a process left open when it was killed: ends those that began before, as ERROR. Resolves with their number. */
  endAbandoned(startedBefore: number): Promise<number>;
}

/** A key without its secrets: these are shown once, when it is made, and kept as hashes. */
export interface ApiKeyRecord {
  id: string;
  name: string;
  /** The first characters of the key, to tell keys apart by. */
  prefix: string;
  createdAt: number;
  revokedAt: number | null;
}

export interface KeyStore {
  /** Makes a key. This is the only time that `key` and `secret` can be seen. */
  create(name: string): Promise<{ record: ApiKeyRecord; key: string; secret: string }>;
  /** The key's record, when it is known, not revoked, and, where one is given, has that secret. */
  find(key: string, secret?: string): Promise<ApiKeyRecord | undefined>;
  list(): Promise<ApiKeyRecord[]>;
  /** False when there is no such key, or it was revoked before. */
  revoke(id: string): Promise<boolean>;
}

export interface Store {
  chats: ChatStore;
  keys: KeyStore;
  /** `SQLite in /srv/evi/evi.db`, or the Postgres server's address without its password. */
  readonly name: string;
  close(): Promise<void>;
}
