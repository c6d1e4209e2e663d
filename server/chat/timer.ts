/** The longest that `setTimeout` takes; longer ones would fire at once. */
const LONGEST = 2 ** 31 - 1;

export interface Timer {
  /** Counts anew, from `later` milliseconds on. */
  restart(later?: number): void;
  stop(): void;
}

/** @param milliseconds Undefined: it never fires. */
export function createTimer(milliseconds: number | undefined, onEnd: () => void): Timer {
  let timer: NodeJS.Timeout | undefined;
  return {
    restart(later = 0) {
      clearTimeout(timer);
      if (milliseconds === undefined) return;
      timer = setTimeout(onEnd, Math.min(milliseconds + Math.max(later, 0), LONGEST)).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
