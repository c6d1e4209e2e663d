/** Milliseconds before each try to reconnect. */
const STEADY = [300, 1000, 2000, 4000, 8000];
/** A server that restarts is back within seconds. */
const RESTART = [100, 400, 1000, 2000, 4000, 8000];
/** The server has asked for patience. */
export const BUSY = [5000, 10_000, 20_000];

const BY_CODE: Record<number, readonly number[]> = { 1001: RESTART, 1012: RESTART, 1013: BUSY };

/** Closes that say what was wrong with this client: another socket would be closed for the same. */
const FINAL = new Set([1002, 1003, 1007, 1008, 1009, 1010]);

export const isFinal = (closeCode: number): boolean => FINAL.has(closeCode);

/** @param otherwise Where the code says nothing about when to come back. */
export const delaysAfter = (closeCode: number, otherwise: readonly number[] = STEADY): readonly number[] =>
  BY_CODE[closeCode] ?? otherwise;

/** Resolves after that time, at most half as long again, so that not all visitors return at once; sooner when online. */
export const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const settled = new AbortController();
    const done = (): void => {
      clearTimeout(timer);
      settled.abort();
      resolve();
    };
    const timer = setTimeout(done, milliseconds * (1 + Math.random() / 2));
    signal.addEventListener('abort', done, { signal: settled.signal });
    addEventListener('online', done, { signal: settled.signal });
  });
