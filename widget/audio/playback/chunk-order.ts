/** Milliseconds that a missing chunk is waited for: longer than a network's jitter, shorter than what breaks a sentence. */
const PATIENCE = 300;
/** Keys that are over, to tell a late chunk from a new key. */
const MOST_REMEMBERED = 1000;

export interface ChunkListener<Chunk> {
  /** In order. */
  chunk(key: string, chunk: Chunk): void;
  /** A chunk of this key never came, or came too late. */
  missed(key: string): void;
}

export interface ChunkOrder<Chunk> {
  /** `index` counts the chunks of one key from 0. One that comes twice counts once. */
  push(key: string, index: number, chunk: Chunk): void;
  /** Nothing more is on its way: gives what waits for a missing chunk. */
  complete(): void;
  clear(): void;
}

/** Puts the chunks of each key in the order of their indices, and keys in the order in which they first came. */
export function createChunkOrder<Chunk>(listener: ChunkListener<Chunk>): ChunkOrder<Chunk> {
  /** Keys that have not been given to their end, oldest first; the first is the one whose turn it is. */
  let waiting = new Map<string, Map<number, Chunk>>();
  let turn = '';
  let next = 0;
  /** How far each key that is over was given. */
  const over = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const giveTurn = (key: string): void => {
    if (turn) over.set(turn, next);
    // A server that numbers wrongly must not fill the memory.
    if (over.size > MOST_REMEMBERED) over.clear();
    turn = key;
    next = 0;
  };

  /** Gives what is in order; answers whether something waits behind a gap. */
  const drain = (): boolean => {
    for (const [key, chunks] of waiting) {
      if (key !== turn) giveTurn(key);
      for (let chunk = chunks.get(next); chunk !== undefined; chunk = chunks.get(next)) {
        chunks.delete(next);
        next += 1;
        listener.chunk(key, chunk);
      }
      if (chunks.size) return true;
      // Of the newest key more may come; an older one is over as soon as a newer one has begun.
      if (waiting.size > 1) waiting.delete(key);
    }
    return false;
  };

  const skipGap = (): void => {
    const chunks = waiting.get(turn);
    if (!chunks?.size) return;
    next = Math.min(...chunks.keys());
    listener.missed(turn);
  };

  const stopWaiting = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  /** Each gap has the whole time, also one that follows another. */
  const settle = (): void => {
    const [keyBefore, nextBefore] = [turn, next];
    const gap = drain();
    if (timer && gap && keyBefore === turn && nextBefore === next) return;
    stopWaiting();
    if (gap)
      timer = setTimeout(() => {
        timer = undefined;
        skipGap();
        settle();
      }, PATIENCE);
  };

  return {
    push(key, index, chunk) {
      const given = over.get(key);
      // Nothing can be put in order by a number that is none.
      if (given !== undefined ? index >= given : !Number.isInteger(index)) return listener.missed(key);
      if (given !== undefined) return;
      if (key === turn && index < next) return;
      const chunks = waiting.get(key) ?? new Map<number, Chunk>();
      waiting.set(key, chunks);
      chunks.set(index, chunk);
      settle();
    },
    complete() {
      while (drain()) skipGap();
      stopWaiting();
    },
    clear() {
      stopWaiting();
      waiting = new Map();
      over.clear();
      turn = '';
    },
  };
}
