import { randomUUID } from 'node:crypto';
import type { ChatTurn } from '../providers/types.ts';

/** Groups kept at most; the ones longest without a new turn go first. */
const MOST_GROUPS = 1000;
/** Turns kept of each, the newest: a chat that never ends must not fill memory, nor the language model's request. */
const MOST_TURNS = 300;

export interface ChatGroup {
  readonly id: string;
  /** Oldest first. */
  readonly history: readonly ChatTurn[];
  append(turn: ChatTurn): void;
}

export interface ChatGroups {
  create(): ChatGroup;
  /** Undefined for a group that is not known, or not any more. */
  find(id: string): ChatGroup | undefined;
}

/** What was said in each chat group, in memory: it outlives a socket, not the process. */
export function createChatGroups(): ChatGroups {
  const groups = new Map<string, ChatGroup>();

  /** As the newest. The chat of a group that has gone still holds it, so it comes back whole with its next turn. */
  function keep(group: ChatGroup): void {
    groups.delete(group.id);
    groups.set(group.id, group);
    const oldest = groups.size > MOST_GROUPS ? groups.keys().next().value : undefined;
    if (oldest) groups.delete(oldest);
  }

  return {
    create() {
      const history: ChatTurn[] = [];
      const group: ChatGroup = {
        id: randomUUID(),
        history,
        append(turn) {
          history.push(turn);
          if (history.length > MOST_TURNS) history.shift();
          keep(group);
        },
      };
      keep(group);
      return group;
    },
    find: (id) => groups.get(id),
  };
}
