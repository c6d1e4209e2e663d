import type { Hearing } from '../types.ts';
import type { RecogniserProcess } from './process-handle.ts';

/** Milliseconds that a child which hears may take from the end of a turn to its transcript. It takes 5 to 60. */
const FINISH_LIMIT = 10_000;

export interface Turn extends Hearing {
  /** Ends the turn with an error, whether or not it was finished. */
  fail(reason: Error): void;
}

/**
 * One visitor turn in one child process. What is said is kept until the first interim transcript: if the child dies
 * before, one more is started and hears it all. If that fails too, the turn rejects with the cause. If a child dies
 * later, the turn ends with the last interim transcript.
 */
export function createTurn(options: {
  start: () => RecogniserProcess;
  onInterim: (transcript: string) => void;
  onEnd: () => void;
}): Turn {
  const { start, onInterim, onEnd } = options;
  let settle = { resolve: (_transcript: string) => {}, reject: (_reason: Error) => {} };
  const outcome = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Nobody may ask for the outcome of a turn that failed or was dropped.
  outcome.catch(() => {});
  /** Everything said so far, until a child has shown that it hears. */
  let kept: Int16Array[] | null = [];
  let hearing = false;
  let interim = '';
  let over = false;
  let finishing = false;
  let attempts = 0;
  let deadline: NodeJS.Timeout | null = null;
  let child = attempt();

  function attempt(): RecogniserProcess {
    attempts += 1;
    const started = start();
    started.listen((message) => {
      if (over) return;
      if (message.type === 'interim') {
        interim = message.transcript;
        kept = null;
        onInterim(interim);
      } else if (message.type === 'final' && end()) {
        settle.resolve(message.transcript);
      }
    });
    started.ready
      .then(() => {
        hearing = true;
        for (const samples of kept ?? []) started.send({ type: 'audio', samples });
        if (finishing) askForFinal();
        return started.ended;
      })
      .then(crash, crash);
    return started;
  }

  function askForFinal() {
    // Not before the child hears: a page's model may still be in the making, and that takes as long as it takes.
    deadline ??= setTimeout(() => fail(new Error('The recogniser did not answer')), FINISH_LIMIT);
    child.send({ type: 'finish' });
  }

  function end(): boolean {
    if (over) return false;
    over = true;
    kept = null;
    if (deadline) clearTimeout(deadline);
    void child.kill();
    onEnd();
    return true;
  }

  function fail(reason: Error) {
    if (end()) settle.reject(reason);
  }

  function crash(reason: Error) {
    if (over) return;
    if (kept && attempts < 2) {
      hearing = false;
      child = attempt();
      return;
    }
    end();
    if (interim) settle.resolve(interim);
    else settle.reject(reason);
  }

  return {
    write: (samples) => {
      if (over || finishing) return;
      // The caller may reuse its buffer before this is sent.
      kept?.push(samples.slice());
      if (hearing) child.send({ type: 'audio', samples });
    },
    finish: () => {
      if (!over && !finishing) {
        finishing = true;
        if (hearing) askForFinal();
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
