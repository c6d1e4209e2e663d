import type { StartResult } from '../models.ts';

type Kind = 'talk' | 'send';

/** The starts that wait for their outcome. Two of a kind wait for the same one. */
export interface Starts {
  wait(kind: Kind): Promise<StartResult>;
  settle(kind: Kind, result: StartResult): void;
}

export function createStarts(): Starts {
  const waiting: Partial<Record<Kind, { outcome: Promise<StartResult>; settle(result: StartResult): void }>> =
    {};
  return {
    wait(kind) {
      let settle: (result: StartResult) => void = () => undefined;
      waiting[kind] ??= {
        outcome: new Promise((resolve) => {
          settle = resolve;
        }),
        settle: (result) => settle(result),
      };
      return waiting[kind].outcome;
    },
    settle(kind, result) {
      waiting[kind]?.settle(result);
      delete waiting[kind];
    },
  };
}
