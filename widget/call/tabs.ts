import { type ReadonlySignal, signal } from '@preact/signals';
import { embedderOrigin } from '../host/embedder.ts';

/** Milliseconds that another tab has to hand its conversation over. */
const PATIENCE = 1000;

/** One conversation at a time, among all tabs and widgets of a site. Where the browser has no locks there is no rule. */
export interface Tabs {
  /** A conversation goes on in another one. */
  elsewhere: ReadonlySignal<boolean>;
  /** Resolves when `elsewhere` is known. Never rejects. */
  look(): Promise<void>;
  /**
   * Holds the one place until `signal` aborts.
   * @param steal Ends the conversation that another one holds.
   * @param lost The place was not free, or (`stolen`) another one has taken it.
   */
  hold(signal: AbortSignal, steal: boolean, lost: (stolen: boolean) => void): void;
  /** To the one that has taken the place: what it goes on with. */
  hand(memory: string): void;
  /** What the one that the place was taken from hands over; empty when that takes too long. */
  taken(): Promise<string>;
}

export function createTabs(): Tabs {
  const name = `evi-call ${embedderOrigin()}`;
  const { locks } = navigator as { locks?: LockManager };
  const elsewhere = signal(false);
  let holding = false;
  let waiting = false;
  /** Until the call before has let go of the place: it must not stand in its own way. */
  let before = Promise.resolve();
  let channel: BroadcastChannel | undefined;
  let receive = (_memory: string): void => undefined;

  const look = async (): Promise<void> => {
    try {
      const { held } = (await locks?.query()) ?? {};
      elsewhere.value = !holding && !!held?.some((lock) => lock.name === name && lock.mode === 'exclusive');
      if (elsewhere.value) void waitForEnd();
    } catch {
      // A browser that keeps storage from the frame.
    }
  };

  /** Also of a tab that crashes, and says nothing. */
  const waitForEnd = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    await locks?.request(name, { mode: 'shared' }, () => undefined).catch(() => undefined);
    waiting = false;
    await look();
  };

  const listen = (): void => {
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      if (data) receive(String(data));
      else void look();
    };
  };
  listen();
  // An open channel would keep the page out of the back/forward cache.
  addEventListener('pagehide', () => channel?.close());
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    listen();
    void look();
  });

  return {
    elsewhere,
    look,
    hold(signal, steal, lost) {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (signal.aborted) return undefined;
        elsewhere.value = !lock;
        if (!lock) {
          void waitForEnd();
          lost(false);
          return undefined;
        }
        holding = true;
        channel?.postMessage('');
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            holding = false;
            resolve();
          });
        });
      };
      const stolen = (error: Error): void => {
        if (error.name !== 'AbortError' || signal.aborted) return;
        elsewhere.value = true;
        void waitForEnd();
        lost(true);
      };
      before = before.then(() =>
        locks?.request(name, steal ? { steal } : { ifAvailable: true }, hold).catch(stolen),
      );
    },
    hand: (memory) => channel?.postMessage(memory),
    taken: () =>
      new Promise((resolve) => {
        receive = resolve;
        setTimeout(resolve, PATIENCE, '');
      }),
  };
}
