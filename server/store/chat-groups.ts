import { randomUUID } from 'node:crypto';
import type { ChatTurn } from '../providers/types.ts';

/** Groups kept at most; the ones longest without a new turn go first. */
const MOST_GROUPS = 1000;

export interface ChatGroups {
  create(): string;
  /** Oldest first; undefined for a group that is not known. */
  history(id: string): readonly ChatTurn[] | undefined;
  append(id: string, turn: ChatTurn): void;
}

/** What was said in each chat group, in memory: it outlives a socket, not the process. */
export function createChatGroups(): ChatGroups {
  const groups = new Map<string, ChatTurn[]>();
  return {
    create() {
      const id = randomUUID();
      groups.set(id, []);
      const oldest = groups.size > MOST_GROUPS ? groups.keys().next().value : undefined;
      if (oldest) groups.delete(oldest);
      return id;
    },
    history: (id) => groups.get(id),
    append(id, turn) {
      const turns = groups.get(id);
      if (!turns) return;
      turns.push(turn);
      groups.delete(id);
      groups.set(id, turns);
    },
  };
}
