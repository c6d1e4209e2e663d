import { computed, signal } from '@preact/signals';
import type { CallModel, Failure, StartResult, TranscriptModel } from '../models.ts';
import type { Call } from './call.ts';

export interface DeferredCall extends CallModel, TranscriptModel {
  /** Fetches the engine, so that the first press need not wait. Never rejects. */
  load(): Promise<void>;
  /** Goes on, without a press, with what the frame before has left. `show` is called where that is a call. Never rejects. */
  resume(show: () => void): Promise<void>;
}

const UNREACHABLE: Failure = { reason: 'unreachable', code: '' };

export interface DeferredCallOptions {
  fetchEngine(): Promise<Call>;
  /** Opened inside the press, because browsers ask for one, and the engine may come too late for it. */
  sound: { open(): void; close(): void };
  /** Asked before each start: the site may want the visitor's consent or login first. */
  mayStart(spoken: boolean): true | Promise<boolean>;
}

/** A call whose engine comes later. A press before it is there is not lost: it waits. */
export function createDeferredCall({ fetchEngine, sound, mayStart }: DeferredCallOptions): DeferredCall {
  const engine = signal<Call>();
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

  /** In a call that has been let in, nothing more is asked, except for the microphone. */
  const letIn = (spoken: boolean): Call | undefined => {
    const there = engine.peek();
    const on = there && /^(permission|connecting|live|reconnecting)$/.test(there.state.peek());
    return on && (!spoken || there.spoken.peek()) ? there : undefined;
  };

  const start = async (
    spoken: boolean,
    begin: (engine: Call) => Promise<StartResult>,
  ): Promise<StartResult> => {
    const there = letIn(spoken);
    if (there) return begin(there);
    const answer = mayStart(spoken);
    const ready = engine.peek();
    if (answer === true && ready) return begin(ready);
    sound.open();
    const mine = ends;
    missing.value = null;
    waiting.value += 1;
    const [may] = await Promise.all([Promise.resolve(answer).catch(() => false), load()]);
    if (mine !== ends) return 'cancelled';
    const fetched = engine.peek();
    // Begun before it is waited for no more: between the two there would be no call.
    const outcome = may && fetched && begin(fetched);
    waiting.value -= 1;
    if (outcome) return outcome;
    // A typed call that goes on keeps its sound.
    if (!letIn(false)) sound.close();
    if (!may) return 'prevented';
    missing.value = UNREACHABLE;
    return UNREACHABLE;
  };

  return {
    load,
    state: computed(() => {
      const known = engine.value?.state.value;
      if (known && !/^(idle|ended)$/.test(known)) return known;
      if (waiting.value) return 'connecting';
      return known ?? (missing.value ? 'ended' : 'idle');
    }),
    activity: computed(() => engine.value?.activity.value ?? 'listening'),
    failure: computed(() => {
      if (waiting.value) return null;
      return engine.value ? engine.value.failure.value : missing.value;
    }),
    notice: computed(() => engine.value?.notice.value ?? null),
    spoken: computed(() => engine.value?.spoken.value ?? false),
    entries: computed(() => engine.value?.entries.value ?? []),
    talk: () => start(true, (there) => there.talk()),
    send: (text) => start(false, (there) => there.send(text)),
    speak: (text) => start(false, (there) => there.speak(text)),
    goOn: () => start(true, (there) => there.goOn()),
    async resume(show) {
      await load();
      const spoken = await engine.peek()?.recall();
      if (spoken === undefined) return;
      show();
      await start(spoken, (there) => there.resume());
    },
    end() {
      ends += 1;
      if (waiting.value) sound.close();
      waiting.value = 0;
      engine.peek()?.end();
    },
  };
}
