import { reasonOf } from '../reason-of.ts';
import type { ChatStore } from './types.ts';

/** Milliseconds between two rounds. */
const ROUND = 3_600_000;
const DAY = 86_400_000;
/** Milliseconds. No chat lasts longer (EVI's hard limit is 1800 s), so one that is still open was left by a process that was killed. */
const LONGEST_CHAT = 2_100_000;

/**
 * Ends chats that were left open and deletes chat groups that are too old, now and once an hour. Answers with what stops it.
 * @param retentionDays 0: they are kept for ever.
 */
export function startHousekeeping(
  store: ChatStore,
  retentionDays: number,
  log: (line: string) => void,
): () => void {
  const round = async (): Promise<void> => {
    try {
      await store.endAbandoned(Date.now() - LONGEST_CHAT);
      const deleted = retentionDays ? await store.deleteGroupsOlderThan(Date.now() - retentionDays * DAY) : 0;
      if (deleted) log(`Deleted ${deleted} chat groups older than ${retentionDays} days.`);
    } catch (error) {
      log(`The store could not be tidied up: ${reasonOf(error)}`);
    }
  };
  round();
  const timer = setInterval(round, ROUND).unref();
  return () => clearInterval(timer);
}
