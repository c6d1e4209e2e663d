import { type ReadonlySignal, signal } from '@preact/signals';
import type { Microphone, MicrophoneListener, MicrophoneProblem } from '../audio/microphone.ts';

/** The microphone's part in a call. */
export interface Listening {
  /** The browser is asking the visitor. */
  asking: ReadonlySignal<boolean>;
  /** It hears. */
  on: ReadonlySignal<boolean>;
  /** Resolves with undefined when it hears, and also when nobody waits for it any more. Never rejects. */
  start(listener: MicrophoneListener): Promise<MicrophoneProblem | undefined>;
  /** Also lets go of a microphone that is granted later. */
  stop(): void;
}

export function createListening(microphone: Pick<Microphone, 'open'>): Listening {
  const asking = signal(false);
  const on = signal(false);
  let life: AbortController | undefined;

  const stop = (): void => {
    life?.abort();
    life = undefined;
    asking.value = false;
    on.value = false;
  };

  return {
    asking,
    on,
    stop,
    async start(listener) {
      const mine = new AbortController();
      life = mine;
      asking.value = true;
      const problem = await microphone
        .open(mine.signal, listener)
        .catch((): MicrophoneProblem => 'unsupported-browser');
      if (life !== mine) return undefined;
      if (problem) stop();
      else {
        asking.value = false;
        on.value = true;
      }
      return problem;
    },
  };
}
