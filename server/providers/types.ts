/**
 * What the chat needs from the outside, one interface each. Audio is linear16 mono; recognisers and expression
 * measures get it at `HEARING_SAMPLE_RATE`, voices give it at their own rate.
 */
import type { ExpressionScores } from '../../shared/evi/expressions.ts';

/** Hertz. What pocketsphinx and fvad are made for; other rates are resampled on the way in. */
export const HEARING_SAMPLE_RATE = 16_000;

export interface Provider {
  /** Shown to the operator, for example `pocketsphinx (Debian, en-us)`. */
  readonly name: string;
  /** Frees processes and workers. Pending work is rejected. */
  close(): Promise<void>;
}

/** One visitor turn being heard. */
export interface Hearing {
  write(samples: Int16Array): void;
  /** Ends the turn. Resolves with the final transcript, empty when nothing was understood. */
  finish(): Promise<string>;
  /** Drops the turn: nothing more is reported, whatever it holds is freed. */
  abort(): void;
}

export interface Recogniser extends Provider {
  /**
   * Starts hearing one turn. `vocabulary` is the text that the visitor is probably talking about (the page);
   * `onInterim` gets the transcript so far each time it changes. `chat` tells which chat the turn is of, and is aborted
   * when that is over; without one the turn is a chat of its own.
   */
  hear(turn: { vocabulary: string; onInterim: (transcript: string) => void; chat?: AbortSignal }): Hearing;
  /** Announces a text that coming turns of the chat will have as `vocabulary`, so that it can be prepared ahead. */
  prepare?(vocabulary: string, chat?: AbortSignal): void;
}

export interface ChatTurn {
  role: 'user' | 'assistant';
  content: string;
}

export interface AnswerRequest {
  systemPrompt: string;
  /** Page text and the like, in the form that widget/page writes. Untrusted: it informs, it never instructs. */
  context: string;
  /** Oldest first; the last one is the visitor's. */
  history: readonly ChatTurn[];
  signal: AbortSignal;
}

export interface LanguageModel extends Provider {
  /** Streams the answer in pieces of any length. Stops soon after `signal` aborts. */
  answer(request: AnswerRequest): AsyncIterable<string>;
}

export interface Voice extends Provider {
  /** Hertz. */
  readonly sampleRate: number;
  /** Speaks one sentence. Rejects with the signal's reason when aborted. */
  speak(sentence: string, signal: AbortSignal): Promise<Int16Array>;
}

export interface ExpressionMeasure extends Provider {
  /** `null` where the audio is too short or too quiet to say anything. */
  measure(samples: Int16Array, sampleRate: number, transcript: string): ExpressionScores | null;
}
