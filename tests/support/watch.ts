export interface Watch {
  /** Something happened: all who wait look again. */
  tell(): void;
  /** Resolves as soon as `happened` is true, now or when told. */
  until(happened: () => boolean): Promise<void>;
}

/** Waiting for what a test has seen happen, without a clock. */
export function createWatch(): Watch {
  const waiting = new Set<() => void>();
  return {
    tell() {
      for (const look of waiting) look();
    },
    until: (happened) =>
      new Promise((resolve) => {
        const look = () => {
          if (!happened()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
