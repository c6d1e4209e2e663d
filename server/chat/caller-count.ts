import type { Caller } from '../http/tokens.ts';

export interface CallerCount {
  /** Counts the connection in. Answers, when there are too many, why it may not enter and what to do. */
  enter(caller: Caller): string | undefined;
  leave(caller: Caller): void;
}

/** How many connections each key has open, and how many the widget's visitors together. */
export function createCallerCount(limits: {
  connectionsPerKey: number;
  widgetConnections: number;
}): CallerCount {
  const open = new Map<string, number>();
  const nameOf = (caller: Caller): string => (caller.kind === 'widget' ? 'widget' : `key ${caller.keyId}`);

  return {
    enter(caller) {
      const name = nameOf(caller);
      const count = open.get(name) ?? 0;
      if (caller.kind === 'widget' && count >= limits.widgetConnections)
        return 'All lines are taken. Please try again in a moment.';
      if (caller.kind === 'key' && count >= limits.connectionsPerKey)
        return `This key has ${count} connections open, and may have no more. Close one of them, use another key, or raise EVI_MAX_CONNECTIONS_PER_KEY on the server.`;
      open.set(name, count + 1);
      return undefined;
    },
    leave(caller) {
      const name = nameOf(caller);
      const count = (open.get(name) ?? 0) - 1;
      if (count > 0) open.set(name, count);
      else open.delete(name);
    },
  };
}
