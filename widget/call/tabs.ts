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
   * @param lose The place was not free, or another one has taken it, which gets what this answers.
   */
  hold(signal: AbortSignal, steal: boolean, lose: () => string): void;
  /** What the one that the place was taken from hands over; empty when that takes too long. */
  taken(): Promise<string>;
}

export function createTabs(): Tabs {
  const name = `evi-call ${embedderOrigin()}`;
  const { locks } = navigator as { locks?: LockManager };
  const elsewhere = signal(false);
  /** Of the call that holds the place, or has held it last. */
  let mine: AbortSignal | undefined;
  let waiting = false;
  /** Until the call before has let go of the place: it must not stand in its own way. */
  let before: Promise<unknown> = Promise.resolve();
  const channel = new BroadcastChannel(name);
  let receive = (_memory: string): void => undefined;

  const look = async (): Promise<void> => {
    const found = await locks?.query().catch(() => undefined);
    const held = found?.held?.some((lock) => lock.name === name && lock.mode === 'exclusive');
    elsewhere.value = !!held && mine?.aborted !== false;
    if (!elsewhere.value || waiting) return;
    waiting = true;
    // Tells of the end also of a tab that crashes.
    locks?.request(name, { mode: 'shared' }, () => {
      waiting = false;
      setTimeout(look);
    });
  };

  channel.onmessage = ({ data }) => {
    if (data) receive(data);
    else void look();
  };

  return {
    elsewhere,
    look,
    hold(signal, steal, lose) {
      const hold = (lock: Lock | null): Promise<unknown> | undefined => {
        if (signal.aborted) return undefined;
        if (lock) mine = signal;
        else lose();
        void look();
        channel.postMessage('');
        return lock ? new Promise((resolve) => signal.addEventListener('abort', resolve)) : undefined;
      };
      const lost = (error: Error): void => {
        if (error.name !== 'AbortError' || signal.aborted) return;
        channel.postMessage(lose());
        void look();
      };
      before = before.then(() =>
        locks?.request(name, steal ? { steal } : { ifAvailable: true }, hold).catch(lost),
      );
    },
    taken: () =>
      new Promise((resolve) => {
        receive = resolve;
        setTimeout(resolve, PATIENCE, '');
      }),
  };
}
