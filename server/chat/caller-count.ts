import type { Caller } from '../http/tokens.ts';

export interface CallerLimits {
  connectionsPerKey: number;
  /** All visitors of the widget together. */
  widgetConnections: number;
  /** Visitors of the widget from one network. */
  widgetConnectionsPerAddress: number;
}

export interface CallerCount {
  /**
   * Counts the connection in. Answers, when there are too many, why it may not enter and what to do.
   * @param network As `networkOf` names it.
   */
  enter(caller: Caller, network: string): string | undefined;
  leave(caller: Caller, network: string): void;
}

/** How many connections each key has open, and how many the widget's visitors together and from each network. */
export function createCallerCount(limits: CallerLimits): CallerCount {
  const open = new Map<string, number>();
  const countOf = (name: string): number => open.get(name) ?? 0;
  const namesOf = (caller: Caller, network: string): string[] =>
    caller.kind === 'widget' ? ['widget', `widget ${network}`] : [`key ${caller.keyId}`];

  function whyNot(caller: Caller, network: string): string | undefined {
    if (caller.kind === 'key') {
      const count = countOf(`key ${caller.keyId}`);
      return count < limits.connectionsPerKey
        ? undefined
        : `This key has ${count} connections open, and may have no more. Close one of them, use another key, or raise EVI_MAX_CONNECTIONS_PER_KEY on the server.`;
    }
    const count = countOf(`widget ${network}`);
    if (count >= limits.widgetConnectionsPerAddress)
      return `Your network has ${count} conversations open here, and may have no more. Close one of them, or try again in a moment.`;
    return countOf('widget') < limits.widgetConnections
      ? undefined
      : 'All lines are taken. Please try again in a moment.';
  }

  return {
    enter(caller, network) {
      const refusal = whyNot(caller, network);
      if (!refusal) for (const name of namesOf(caller, network)) open.set(name, countOf(name) + 1);
      return refusal;
    },
    leave(caller, network) {
      for (const name of namesOf(caller, network)) {
        const count = countOf(name) - 1;
        if (count > 0) open.set(name, count);
        else open.delete(name);
      }
    },
  };
}
