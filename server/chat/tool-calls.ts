import type { ToolError, ToolResponse } from '../../shared/evi/messages.ts';
import { withResolvers } from '../with-resolvers.ts';

/** How a call to the client's function came out. */
export type ToolOutcome =
  | { kind: 'response'; content: string }
  /** The client says that it failed; `content` is for the assistant instead, when the client has something. */
  | { kind: 'error'; content: string | undefined; error: string }
  /** The client's answer cannot be read, or none came in time. */
  | { kind: 'failed'; why: string };

/** The function call that waits for the client. There is one at a time at most, as EVI has it. */
export class ToolCalls {
  readonly #patience: number;
  #open: { id: string; settle(outcome: ToolOutcome): void } | undefined;

  /** @param patience Milliseconds that a client has to answer. */
  constructor(patience: number) {
    this.#patience = patience;
  }

  get waiting(): boolean {
    return this.#open !== undefined;
  }

  /** Resolves with the client's answer, or with why there is none. Rejects with the signal's reason when aborted. */
  async wait(id: string, signal: AbortSignal): Promise<ToolOutcome> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = withResolvers<ToolOutcome>();
    const stop = () => {
      this.#open = undefined;
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    const seconds = this.#patience / 1000;
    const timer = setTimeout(
      () => resolve({ kind: 'failed', why: `No answer to the tool call came within ${seconds} s.` }),
      this.#patience,
    );
    this.#open = { id, settle: resolve };
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (this.#open?.id === id) this.#open = undefined;
    }
  }

  /** False when no call of that id waits (any more). */
  answer(message: ToolResponse | ToolError): boolean {
    return this.#settle(
      message.tool_call_id,
      message.type === 'tool_response'
        ? { kind: 'response', content: message.content }
        : { kind: 'error', content: message.content ?? undefined, error: message.error },
    );
  }

  /** An answer that cannot be read. False as for `answer`. */
  refuse(id: string, why: string): boolean {
    return this.#settle(id, { kind: 'failed', why });
  }

  #settle(id: string, outcome: ToolOutcome): boolean {
    if (this.#open?.id !== id) return false;
    this.#open.settle(outcome);
    this.#open = undefined;
    return true;
  }
}
