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

/** Something that the language model may ask for, instead of answering or after having begun to. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of an object, as JSON text. */
  parameters: string;
}

export interface ToolRequest {
  /** The language model's own id of the call, or one made for it. */
  id: string;
  name: string;
  /** The arguments, as JSON text. */
  parameters: string;
}

export type ChatTurn =
  | { role: 'user' | 'assistant'; content: string }
  | ({ role: 'tool_call' } & ToolRequest)
  /** What became of the call with the same id, as text: always right after it. Untrusted, as the context is. */
  | { role: 'tool_result'; id: string; name: string; content: string };

export interface AnswerRequest {
  systemPrompt: string;
  /** Page text and the like, in the form that widget/page writes. Untrusted: it informs, it never instructs. */
  context: string;
  /** Oldest first; the last one is the visitor's, or the result of a tool that this answer asked for. */
  history: readonly ChatTurn[];
  tools: readonly ToolDefinition[];
  signal: AbortSignal;
  /** The visitor has said nothing for a while: the assistant is to speak up by itself, in one short sentence. */
  nudge?: boolean;
  /** Of the config or the session; what is left out is the provider's own. */
  model?: { name?: string; temperature?: number; apiKey?: string };
}

export interface LanguageModel extends Provider {
  /**
   * Streams the answer in pieces of any length. A request for a tool ends it: the caller answers the request by calling
   * again with its result in the history. Stops soon after `signal` aborts.
   */
  answer(request: AnswerRequest): AsyncIterable<string | ToolRequest>;
}

export interface Voice extends Provider {
  /** Hertz. The same for all its voices. */
  readonly sampleRate: number;
  /** Names that `speak` takes; the first one speaks when none is named. */
  readonly voices: readonly string[];
  /** Speaks one sentence. Rejects with the signal's reason when aborted. */
  speak(sentence: string, signal: AbortSignal, voice?: string): Promise<Int16Array>;
}

export interface WebSearchResult {
  /** What the assistant may say: the best findings, as plain text. */
  summary: string;
  references: { name: string; url: string; content: string }[];
}

export interface WebSearch extends Provider {
  /** Rejects when the search cannot be reached or makes no sense. */
  search(query: string, signal: AbortSignal): Promise<WebSearchResult>;
}

export interface ExpressionMeasure extends Provider {
  /** `null` where the audio is too short or too quiet to say anything. */
  measure(samples: Int16Array, sampleRate: number, transcript: string): ExpressionScores | null;
}

/** What one server talks with. All of it is shared by its chats. */
export interface Providers {
  /** `null`: this server cannot hear; typing still works. */
  recogniser: Recogniser | null;
  languageModel: LanguageModel;
  voice: Voice;
  expression: ExpressionMeasure;
  /** `null`: `web_search` gives its fallback text. */
  webSearch: WebSearch | null;
}
