/** The longest that `setTimeout` takes; longer ones would fire at once. */
const LONGEST = 2 ** 31 - 1;

export interface Timer {
  /** Counts anew, from `later` milliseconds on. */
  restart(later?: number): void;
  /** Asks again in so many milliseconds, and not before. */
  again(milliseconds: number): void;
  stop(): void;
}

/**
 * @param milliseconds Undefined: it never fires.
 * @param broke Told when `onEnd` throws: uncaught, that would end the process with all its chats.
 */
export function createTimer(
  milliseconds: number | undefined,
  onEnd: () => void,
  broke: (error: unknown) => void,
): Timer {
  let timer: NodeJS.Timeout | undefined;
  const fire = (): void => {
    try {
      onEnd();
    } catch (error) {
      broke(error);
    }
  };
  const wait = (time: number): void => {
    clearTimeout(timer);
    if (milliseconds !== undefined) timer = setTimeout(fire, Math.min(time, LONGEST)).unref();
  };
  return {
    restart: (later = 0) => wait((milliseconds ?? 0) + later),
    again: wait,
    stop: () => clearTimeout(timer),
  };
}
