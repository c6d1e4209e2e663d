import { computed, signal } from '@preact/signals';
import type { Failure, StartResult } from '../models.ts';
import type { Engine } from './engine.ts';

export interface DeferredCall extends Engine {
  /** Fetches the engine, so that the first press need not wait. Never rejects. */
  load(): Promise<void>;
}

const UNREACHABLE: Failure = { reason: 'unreachable', code: '' };

/**
 * A call whose engine comes later. A press before it is there is not lost: it waits.
 * @param sound Opened inside the press, because browsers ask for one, and the engine may come too late for it.
 */
export function createDeferredCall(
  fetchEngine: () => Promise<Engine>,
  sound: { open(): void; close(): void },
): DeferredCall {
  const engine = signal<Engine>();
  /** Starts that wait for it. */
  const waiting = signal(0);
  const missing = signal<Failure | null>(null);
  let fetching: Promise<void> | undefined;
  /** Grows with each end; a start from before it is over. */
  let ends = 0;

  const load = (): Promise<void> => {
    fetching ??= fetchEngine().then(
      (fetched) => {
        engine.value = fetched;
      },
      () => {
        // The next press tries again.
        fetching = undefined;
      },
    );
    return fetching;
  };

  const start = async (begin: (engine: Engine) => Promise<StartResult>): Promise<StartResult> => {
    const there = engine.peek();
    if (there) return begin(there);
    sound.open();
    const mine = ends;
    missing.value = null;
    waiting.value += 1;
    await load();
    if (mine !== ends) return 'cancelled';
    waiting.value -= 1;
    const fetched = engine.peek();
    if (fetched) return begin(fetched);
    sound.close();
    missing.value = UNREACHABLE;
    return UNREACHABLE;
  };

  return {
    load,
    state: computed(() => {
      if (engine.value) return engine.value.state.value;
      if (waiting.value) return 'connecting';
      return missing.value ? 'ended' : 'idle';
    }),
    activity: computed(() => engine.value?.activity.value ?? 'listening'),
    failure: computed(() => (engine.value ? engine.value.failure.value : missing.value)),
    notice: computed(() => engine.value?.notice.value ?? null),
    spoken: computed(() => engine.value?.spoken.value ?? false),
    entries: computed(() => engine.value?.entries.value ?? []),
    talk: () => start((there) => there.talk()),
    send: (text) => start((there) => there.send(text)),
    end() {
      ends += 1;
      if (waiting.value) sound.close();
      waiting.value = 0;
      engine.peek()?.end();
    },
  };
}
