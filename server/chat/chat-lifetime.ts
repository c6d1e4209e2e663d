import type { EviErrorCode } from '../../shared/evi/errors.ts';
import type { Config, EventMessage } from '../configs/types.ts';
import type { EndStatus } from '../store/types.ts';
import type { Assistant } from './assistant.ts';
import { createChatEnd } from './chat-end.ts';
import { createTimer, type Timer } from './timer.ts';

/** Milliseconds between the last sample's playing, as the server reckons it, and a close, which stops some clients' players. */
const LAST_WORDS = 300;

interface Ending {
  status: EndStatus;
  /** Told to the client before the close. */
  refusal?: [EviErrorCode, string];
}

export interface ChatLifetimeOptions {
  config: Config;
  assistant: Assistant;
  /** Puts the chat's variables into a text of the config's. */
  fill(text: string): string;
  isPaused(): boolean;
  /** Ends what is being said, and tells the client to fall silent. */
  silence(): void;
  /** All is said: the refusal, if there is one, and then the close are due. */
  over(refusal: [EviErrorCode, string] | undefined): void;
  /** Something threw where nobody waits for it: the chat cannot go on. */
  broke(error: unknown): void;
}

/** How long a chat lasts: it ends by its limits, or when the assistant hangs up, after the last words. */
export class ChatLifetime {
  readonly #options: ChatLifetimeOptions;
  readonly #end = createChatEnd();
  readonly #inactivity: Timer;
  readonly #duration: Timer;
  readonly #goodbye: Timer;
  #ending: Ending | undefined;

  constructor(options: ChatLifetimeOptions) {
    this.#options = options;
    const { config, broke } = options;
    const inactivity = config.inactivitySeconds ? config.inactivitySeconds * 1000 : undefined;
    this.#inactivity = createTimer(inactivity, () => this.#inactive(), broke);
    this.#duration = createTimer(config.maxDurationSeconds * 1000, () => this.#expire(), broke);
    this.#goodbye = createTimer(LAST_WORDS, () => this.#said(), broke);
  }

  /** Nothing that the client sends matters any more. */
  get closing(): boolean {
    return this.#end.phase === 'expired' || this.#end.phase === 'over';
  }

  /** The last words are being said. */
  get leaving(): boolean {
    return this.#end.phase !== 'open';
  }

  begin(): void {
    this.#inactivity.restart();
    this.#duration.restart();
  }

  /** The visitor said something: the limit of inactivity counts anew, and a goodbye is off. */
  visitorActed(): void {
    if (this.closing) return;
    this.#stay();
    this.#inactivity.restart();
  }

  /** The client wants something of the assistant: a goodbye is off. */
  clientActed(): void {
    if (this.#end.phase === 'leaving') this.visitorActed();
  }

  /** The assistant wants to end the chat when it has said what it is saying. */
  hangUp(): void {
    if (this.#end.on('leave')) this.#ending = { status: 'USER_ENDED' };
  }

  /** The assistant's turn is over. Answers whether it was the last. */
  assistantEnded(): boolean {
    if (!this.#ending) return false;
    this.#goodbye.restart(this.#options.assistant.playing);
    return true;
  }

  /** Answers with the status to keep; `status` is that of a client which ended the chat. */
  close(status: EndStatus): EndStatus {
    this.#end.on('close');
    for (const timer of [this.#inactivity, this.#duration, this.#goodbye]) timer.stop();
    return this.#ending?.status ?? status;
  }

  #stay(): void {
    if (!this.#end.on('stay')) return;
    this.#ending = undefined;
    this.#goodbye.stop();
  }

  #inactive(): void {
    const { assistant, config } = this.#options;
    // Who listens to a long answer is there.
    if (assistant.busy || assistant.playing > 0) this.#inactivity.again(assistant.playing + LAST_WORDS);
    else if (this.#end.on('leave'))
      this.#leave('INACTIVITY_TIMEOUT', config.eventMessages.onInactivityTimeout, [
        'E0714',
        `Chat was ended because no user message was received in ${config.inactivitySeconds} seconds.`,
      ]);
  }

  #expire(): void {
    const { config } = this.#options;
    this.#options.silence();
    if (!this.#end.on('expire')) return;
    this.#goodbye.stop();
    this.#leave('MAX_DURATION_TIMEOUT', config.eventMessages.onMaxDurationTimeout, [
      'E0715',
      `Chat was ended because it exceeded the max duration of ${config.maxDurationSeconds} seconds.`,
    ]);
  }

  #leave(status: EndStatus, message: EventMessage, refusal: [EviErrorCode, string]): void {
    const { assistant, fill, isPaused } = this.#options;
    this.#ending = { status, refusal };
    if (message.enabled && !isPaused()) assistant.say(fill(message.text));
    else this.#said();
  }

  #said(): void {
    if (this.#end.on('said')) this.#options.over(this.#ending?.refusal);
  }
}
