import type { Generated, Kysely } from 'kysely';
import type { ApiKeyRecord, Chat, ChatEvent } from './types.ts';

/** The columns, as the queries name them. In the database they are in snake_case. */
export interface Tables {
  chatGroups: {
    id: string;
    /** The start of the newest chat, Unix milliseconds. */
    activeAt: number;
    /** Of `ChatStore.start`. Empty, as in groups from before it was kept: nobody resumes it. */
    owner: string;
  };
  chats: Chat & Positioned;
  /** An event names its group too, so that the newest of a group are found by one index, whatever chats it has. */
  events: ChatEvent & Positioned & { chatGroupId: string };
  apiKeys: ApiKeyRecord & {
    /** SHA-256, in hex. */
    keyHash: string;
    secretHash: string;
  };
}

interface Positioned {
  /** Counts up with each row: the order in which they came, which no clock tells. */
  position: Generated<number>;
}

/** A database server or file that is open, of either kind. */
export interface Engine {
  db: Kysely<Tables>;
  /** As `Store.name`. */
  name: string;
  /** The type of a column that counts up by itself when it is the primary key. */
  counting: 'integer' | 'bigserial';
  /** What to do about an error of opening. Contains no password. */
  explain(error: unknown): Error;
  /** Rids the files of what was deleted, as far as that is ours to do. */
  purge(): Promise<void>;
  close(): Promise<void>;
}
