import type { Hearing } from '../types.ts';
import type { RecogniserProcess } from './recogniser-process.ts';

/** Milliseconds from the end of a turn to its transcript before the child counts as stuck. It takes 5-60. */
const FINISH_LIMIT = 10_000;

export interface Turn extends Hearing {
  /** Ends the turn with an error, whether or not it was finished. */
  fail(reason: Error): void;
}

/**
 * One visitor turn in one child process. What is said before `model` has been handed to the child is kept for it.
 * When the child dies, the turn ends with the last interim transcript, or rejects with the cause if there was none.
 */
export function createTurn(options: {
  child: RecogniserProcess;
  model: Promise<void>;
  onInterim: (transcript: string) => void;
  onEnd: () => void;
}): Turn {
  const { child, model, onInterim, onEnd } = options;
  let settle = { resolve: (_transcript: string) => {}, reject: (_reason: Error) => {} };
  const outcome = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // `finish` may never be called after a failure; that alone is no unhandled rejection.
  outcome.catch(() => {});
  let waiting: Int16Array[] | null = [];
  let interim = '';
  let over = false;
  let finishing: NodeJS.Timeout | null = null;

  const end = () => {
    if (over) return false;
    over = true;
    waiting = null;
    if (finishing) clearTimeout(finishing);
    void child.kill();
    onEnd();
    return true;
  };
  const fail = (reason: Error) => {
    if (end()) settle.reject(reason);
  };
  const crash = (reason: Error) => {
    if (!end()) return;
    if (interim) settle.resolve(interim);
    else settle.reject(reason);
  };

  model.then(() => {
    for (const samples of waiting ?? []) child.send({ type: 'audio', samples });
    waiting = null;
    if (finishing && !over) child.send({ type: 'finish' });
  }, crash);

  child.listen({
    onMessage: (message) => {
      if (over) return;
      if (message.type === 'interim') {
        interim = message.transcript;
        onInterim(interim);
      } else if (message.type === 'final' && end()) {
        settle.resolve(message.transcript);
      }
    },
    onEnd: crash,
  });

  return {
    write: (samples) => {
      if (over || finishing) return;
      // The caller may reuse its buffer, and a message is only serialised when it is sent.
      if (waiting) waiting.push(samples.slice());
      else child.send({ type: 'audio', samples });
    },
    finish: () => {
      if (!over && !finishing) {
        finishing = setTimeout(() => crash(new Error('The recogniser did not answer')), FINISH_LIMIT);
        if (!waiting) child.send({ type: 'finish' });
      }
      return outcome;
    },
    abort: () => fail(new Error('The turn was dropped')),
    fail,
  };
}

/** A turn that never starts: `finish` rejects with `reason`. */
export function refusedTurn(reason: Error): Hearing {
  return { write: () => {}, finish: () => Promise.reject(reason), abort: () => {} };
}
