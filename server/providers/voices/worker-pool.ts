import { Worker } from 'node:worker_threads';
import type { FliteJob, FliteResult } from './flite-worker.ts';

export interface WorkerPool {
  /** The sentence as a WAV file. Rejects with the signal's reason, or with an Error that says what went wrong. */
  run(voice: string, text: string, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Waiting extends FliteJob {
  /** Both do nothing after the first call of either. */
  resolve(wav: Uint8Array): void;
  reject(reason: unknown): void;
}

interface Place {
  worker: Worker;
  job: Waiting | undefined;
}

/** First come, first served, over at most `size` threads of `file`, which are started when they are needed. */
export function createWorkerPool(file: string, size: number, flite: Promise<WebAssembly.Module>): WorkerPool {
  const places = new Set<Place>();
  let queue: Waiting[] = [];
  let nextId = 0;
  let closed = false;

  function hire(module: WebAssembly.Module): Place {
    // The environment holds the operator's keys; a speech synthesiser needs none of it.
    const worker = new Worker(file, { workerData: { flite: module }, env: {}, execArgv: [] });
    const place: Place = { worker, job: undefined };
    let failure: unknown;
    worker.on('message', (result: FliteResult) => {
      const { job } = place;
      if (job?.id !== result.id) return;
      place.job = undefined;
      if ('wav' in result) job.resolve(result.wav);
      else job.reject(new Error(result.error));
      assign(module);
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', (code) => {
      places.delete(place);
      place.job?.reject(
        new Error(`The flite worker stopped while speaking (exit code ${code})`, { cause: failure }),
      );
      assign(module);
    });
    places.add(place);
    return place;
  }

  function assign(module: WebAssembly.Module): void {
    while (!closed && queue.length > 0) {
      const idle = [...places].find((place) => place.job === undefined);
      const place = idle ?? (places.size < size ? hire(module) : undefined);
      const job = place && queue.shift();
      if (place === undefined || job === undefined) return;
      place.job = job;
      place.worker.postMessage({ id: job.id, voice: job.voice, text: job.text } satisfies FliteJob);
    }
  }

  return {
    async run(voice, text, signal) {
      const module = await flite;
      signal.throwIfAborted();
      if (closed) throw new Error('The voice is closed');
      const id = nextId++;
      const { promise, resolve, reject } = deferred<Uint8Array>();
      // A running sentence goes on in its thread, at most a fraction of a second, and its result is dropped:
      // a new thread would cost more than that.
      const onAbort = () => {
        queue = queue.filter((job) => job.id !== id);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push({ id, voice, text, resolve, reject });
      assign(module);
      try {
        return await promise;
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
    async close() {
      closed = true;
      for (const job of queue.splice(0)) job.reject(new Error('The voice is closed'));
      await Promise.all([...places].map(({ worker }) => worker.terminate()));
    },
  };
}

/** `Promise.withResolvers` is not in Node 20. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
