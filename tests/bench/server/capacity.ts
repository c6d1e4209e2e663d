import { type Level, percentile } from './level.ts';

/** A level holds while the median wait is less than this many times the wait of one conversation alone. */
const GROWTH = 1.5;
/** And while at most this share of the turns is lost: who is refused does not wait. Some are not understood at any level. */
const MOST_LOST = 0.1;

export const medianWait = ({ waits }: Level): number => percentile(waits, 0.5);

export const growth = (level: Level, alone: Level): number => medianWait(level) / medianWait(alone);

function holds(level: Level, alone: Level): boolean {
  if (level === alone) return true;
  const lost = (level.unheard + level.unanswered) / level.waits.length;
  return growth(level, alone) < GROWTH && lost <= MOST_LOST;
}

export interface Capacity {
  /** The most conversations that held. */
  most: number;
  /** The fewest that did not; undefined when all levels held. */
  tooMany: number | undefined;
}

/**
 * Measures ascending levels until one does not hold, then between the last two, `closer` times at most.
 * @param levels The first one is what the others are compared with.
 */
export async function findCapacity(
  levels: readonly number[],
  closer: number,
  measure: (conversations: number) => Promise<Level>,
  show: (level: Level, alone: Level) => void,
): Promise<Capacity> {
  let alone: Level | undefined;
  const tryLevel = async (conversations: number): Promise<boolean> => {
    const level = await measure(conversations);
    alone ??= level;
    show(level, alone);
    return holds(level, alone);
  };
  let most = 0;
  let tooMany: number | undefined;
  for (const conversations of levels) {
    if (await tryLevel(conversations)) most = conversations;
    else {
      tooMany = conversations;
      break;
    }
  }
  for (let step = 0; step < closer && tooMany !== undefined && tooMany - most > 1; step += 1) {
    const between = Math.round((most + tooMany) / 2);
    if (await tryLevel(between)) most = between;
    else tooMany = between;
  }
  return { most, tooMany };
}
