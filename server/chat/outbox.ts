/**
 * Sends messages in their order, and what has to be kept only after it is: what a client was told happened is not lost
 * when the process is killed the moment after.
 */
export class Outbox<Message> {
  readonly #send: (message: Message) => void;
  readonly #onFailure: (error: unknown) => void;
  #done: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** @param onFailure Told of each write that failed. The message is sent all the same: talking goes on. */
  constructor(send: (message: Message) => void, onFailure: (error: unknown) => void) {
    this.#send = send;
    this.#onFailure = onFailure;
  }

  /** Messages and writes that wait for a write before them. */
  get waiting(): number {
    return this.#waiting;
  }

  /** @param wanted Asked when the message's time has come; what is not wanted any more is neither kept nor sent. */
  send(message: Message, keep?: () => Promise<void>, wanted: () => boolean = () => true): void {
    if (!keep && this.#waiting === 0) this.#send(message);
    else this.#queue(wanted, keep, () => wanted() && this.#send(message));
  }

  keep(write: () => Promise<void>): void {
    this.#queue(() => true, write);
  }

  /** Resolves when all that waits now is written and sent. */
  flushed(): Promise<void> {
    return this.#done;
  }

  #queue(wanted: () => boolean, keep?: () => Promise<void>, then?: () => void): void {
    this.#waiting += 1;
    this.#done = this.#done.then(() => this.#take(wanted, keep, then));
  }

  async #take(wanted: () => boolean, keep?: () => Promise<void>, then?: () => void): Promise<void> {
    try {
      if (wanted()) await keep?.();
    } catch (error) {
      this.#onFailure(error);
    }
    this.#waiting -= 1;
    then?.();
  }
}
