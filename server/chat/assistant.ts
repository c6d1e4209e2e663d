import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import type { ExpressionMeasure, Voice } from '../providers/types.ts';
import { AssistantTurn } from './assistant-turn.ts';
import type { ChatHistory, SaidSentence } from './chat-history.ts';

/** Texts that wait to be said. */
const MOST_WAITING = 20;

export interface AssistantOptions {
  voice: Voice;
  /** One of `voice.voices` for the next turn; undefined: the first. */
  voiceName(): string | undefined;
  expression: ExpressionMeasure;
  history: ChatHistory;
  send(message: SubscribeEvent, wanted?: () => boolean): void;
  /** Of a sentence that was interrupted: as much of it as can have been heard. */
  heard(id: string, text: string): void;
  /** Resolves when the client has read enough of what was sent to be sent more. */
  ready(signal: AbortSignal): Promise<void>;
  /** A turn is about to begin. */
  begins(): void;
  /** A turn was sent to its end, or broke off. Not after `stop`. */
  ended(): void;
  /** The turn could not be written or spoken to its end. */
  failed(error: unknown): void;
  /** Something threw where nobody waits for it: the chat cannot go on. */
  broke(error: unknown): void;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** What the assistant says: turn after turn, and what the history keeps of them. */
export class Assistant {
  readonly #options: AssistantOptions;
  /** The newest turn, which may be over and still playing. */
  #turn: AssistantTurn | undefined;
  /** Turns that the client may still be playing, and what the history has of them. */
  #audible: { turn: AssistantTurn; said: Map<string, SaidSentence> }[] = [];
  #waiting: string[] = [];

  constructor(options: AssistantOptions) {
    this.#options = options;
  }

  /** Something is being written, spoken or sent. */
  get busy(): boolean {
    return this.#turn !== undefined && !this.#turn.finished;
  }

  /** Milliseconds that the client still plays, as the server reckons it. */
  get playing(): number {
    return Math.max((this.#turn?.audibleUntil ?? 0) - Date.now(), 0);
  }

  /** @param fromText The client's own text. */
  speak(write: (signal: AbortSignal) => AsyncIterable<string>, fromText = false): void {
    const { voice, expression, history, ready, send, begins, ended, failed, broke } = this.#options;
    const said = new Map<string, SaidSentence>();
    const turn = new AssistantTurn({
      write,
      fromText,
      voice,
      voiceName: this.#options.voiceName(),
      expression,
      send: (message) => send(message, () => !turn.interrupted),
      written: (id, sentence) => said.set(id, history.said(sentence)),
      ready,
      playsFrom: this.#turn?.audibleUntil ?? 0,
    });
    this.#turn = turn;
    this.#audible = this.#audible.filter((other) => other.turn.audibleUntil > Date.now());
    this.#audible.push({ turn, said });
    begins();
    turn
      .run()
      .catch((error: unknown) => {
        if (!turn.interrupted) failed(error);
      })
      .finally(() => {
        if (this.#turn === turn) ended();
      })
      .catch(broke);
  }

  say(text: string, fromText = false): void {
    this.speak(() => once(text), fromText);
  }

  /** Keeps a text of the client's for `sayNext`. False when too many wait already. */
  keep(text: string): boolean {
    if (this.#waiting.length >= MOST_WAITING) return false;
    this.#waiting.push(text);
    return true;
  }

  /** The oldest of the texts that wait, if any. */
  sayNext(): void {
    const text = this.#waiting.shift();
    if (text !== undefined) this.say(text, true);
  }

  /**
   * At once. The history keeps only what can have been heard, so that the assistant goes on from there. Answers whether
   * anything of the newest turn was.
   */
  stop(): boolean {
    this.#waiting = [];
    const anyHeard = this.#turn?.heard().some(({ heard }) => heard) ?? false;
    for (const { turn, said } of this.#audible) {
      turn.interrupt();
      for (const { id, text, heard } of turn.heard()) {
        if (heard === text) continue;
        said.get(id)?.heard(heard);
        this.#options.heard(id, heard);
      }
    }
    this.#audible = [];
    this.#turn = undefined;
    return anyHeard;
  }
}

export const TOO_MANY_WAIT = `At most ${MOST_WAITING} texts of assistant_input can wait. This one was dropped.`;
