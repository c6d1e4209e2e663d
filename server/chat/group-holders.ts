export interface GroupHolders {
  /**
   * Begins a chat in a group that was there before. A chat that still goes on there is ended, and kept, first: its client
   * lost its network, or is another tab. Two that come at once do so one after the other.
   * @param group The group's id with its owner's name: who does not own it ends no chat of it.
   * @param begin Holds the group before it resolves.
   */
  takeOver<Chat>(group: string, begin: () => Promise<Chat>): Promise<Chat>;
  /**
   * @param end Ends the chat that holds the group. Resolves when it is kept.
   * @returns Gives the group up.
   */
  hold(group: string, end: () => Promise<void>): () => void;
}

/** Which chat goes on in each chat group: one at most. */
export function createGroupHolders(): GroupHolders {
  const holders = new Map<string, () => Promise<void>>();
  const queues = new Map<string, Promise<unknown>>();

  return {
    takeOver(group, begin) {
      const begun = (queues.get(group) ?? Promise.resolve()).then(async () => {
        await holders.get(group)?.();
        return begin();
      });
      // The next one comes when this one has begun, or has failed to.
      const settled = begun.then(
        () => undefined,
        () => undefined,
      );
      queues.set(group, settled);
      settled.then(() => queues.get(group) === settled && queues.delete(group));
      return begun;
    },
    hold(group, end) {
      holders.set(group, end);
      return () => {
        if (holders.get(group) === end) holders.delete(group);
      };
    },
  };
}
