import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AssistantMessage, SubscribeEvent } from '../../shared/evi/messages.ts';
import { writeWav } from '../audio/wav.ts';
import type { ExpressionMeasure, Voice } from '../providers/types.ts';
import { sentencesOf } from './sentences.ts';

/** Milliseconds of audio in one `audio_output`. */
const CHUNK = 240;

/**
 * How far, in milliseconds, audio is sent ahead of its playing. Enough for a bad network to catch up, little
 * enough that an interruption falls within the turn and the server knows what was heard.
 */
const LEAD = 1500;

interface Segment {
  id: string;
  text: string;
  /** Milliseconds. */
  duration: number;
  /** Milliseconds of it that were sent. */
  sent: number;
  /** Unix milliseconds at which the client probably begins to play it; undefined until it is sent. */
  playsFrom: number | undefined;
}

/** As much of a sentence as can have been heard; `heard` is empty when nothing was. */
export interface HeardSentence {
  id: string;
  text: string;
  heard: string;
}

export interface AssistantTurnOptions {
  /** Stops writing when the signal aborts. */
  write(signal: AbortSignal): AsyncIterable<string>;
  /** Text of the client's own, to be spoken as it is. */
  fromText: boolean;
  voice: Voice;
  /** One of `voice.voices`; undefined: the first. */
  voiceName: string | undefined;
  expression: ExpressionMeasure;
  send(message: SubscribeEvent): void;
  /** Told of each sentence as it is written, before it is spoken. `id` is the one of its messages. */
  written(id: string, sentence: string): void;
  /** Resolves when the client has read enough of what was sent to be sent more. */
  ready(signal: AbortSignal): Promise<void>;
  /** Unix milliseconds; until then the client still plays what came before. */
  playsFrom: number;
  /** Milliseconds. The clock that `audibleUntil` counts on. */
  now?: () => number;
}

/** One answer: written, spoken sentence by sentence, and sent a little ahead of its playing. */
export class AssistantTurn {
  readonly #options: AssistantTurnOptions;
  readonly #stop = new AbortController();
  readonly #segments: Segment[] = [];
  readonly #now: () => number;
  #playedUntil: number;
  #finished = false;

  constructor(options: AssistantTurnOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#playedUntil = options.playsFrom;
  }

  /** Unix milliseconds at which the last sample sent so far has been played. */
  get audibleUntil(): number {
    return this.#playedUntil;
  }

  /** Nothing more comes: all of it is sent, or a provider failed. The client may still be playing. */
  get finished(): boolean {
    return this.#finished;
  }

  get interrupted(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Ends it at once: nothing more is written, spoken or sent. */
  interrupt(): void {
    this.#stop.abort(new Error('The turn was interrupted.'));
  }

  /** Of each sentence written so far, what the visitor can have heard by now, to the word. */
  heard(): HeardSentence[] {
    const now = this.#now();
    return this.#segments.map(({ id, text, duration, sent, playsFrom }) => {
      if (playsFrom === undefined) return { id, text, heard: '' };
      // What was not sent was not heard, however late it is: a client may read slowly.
      const played = Math.min(Math.max(now - playsFrom, 0), sent);
      if (played >= duration) return { id, text, heard: text };
      const share = played / duration;
      const words = text.split(' ');
      return { id, text, heard: words.slice(0, Math.floor(words.length * share)).join(' ') };
    });
  }

  /** Resolves when everything is sent. Rejects when interrupted, or when a provider fails. */
  async run(): Promise<void> {
    try {
      await this.#sayAll();
    } finally {
      this.#finished = true;
    }
    this.#options.send({ type: 'assistant_end' });
  }

  async #sayAll(): Promise<void> {
    const { voice, voiceName, written } = this.#options;
    const { signal } = this.#stop;
    // One sentence is synthesised while the one before it is still being sent.
    let sending: Promise<void> = Promise.resolve();
    try {
      for await (const sentence of sentencesOf(this.#options.write(signal))) {
        signal.throwIfAborted();
        const segment: Segment = {
          id: randomUUID().replaceAll('-', ''),
          text: sentence,
          duration: Number.POSITIVE_INFINITY,
          sent: 0,
          playsFrom: undefined,
        };
        this.#segments.push(segment);
        written(segment.id, sentence);
        const samples = voice.speak(sentence, signal, voiceName);
        // Handled by the await in #say; until then a rejection must not count as unhandled.
        samples.catch(() => undefined);
        await sending;
        sending = this.#say(segment, samples);
        sending.catch(() => undefined);
      }
    } finally {
      // When the text breaks off, what was written before is still said, and said before the failure is told.
      await sending;
    }
    signal.throwIfAborted();
  }

  async #say(segment: Segment, speaking: Promise<Int16Array>): Promise<void> {
    const { voice, expression, send, fromText, ready } = this.#options;
    const { id, text: sentence } = segment;
    const { signal } = this.#stop;
    const samples = await speaking;
    signal.throwIfAborted();
    const message: AssistantMessage = {
      type: 'assistant_message',
      id,
      message: { role: 'assistant', content: sentence },
      models: {},
      from_text: fromText,
      is_quick_response: false,
    };
    send(message);
    segment.duration = (samples.length / voice.sampleRate) * 1000;
    segment.playsFrom = Math.max(this.#now(), this.#playedUntil);
    const length = Math.round((voice.sampleRate * CHUNK) / 1000);
    for (let index = 0; index * length < samples.length || index === 0; index += 1) {
      const ahead = this.#playedUntil - this.#now() - LEAD;
      if (ahead > 0) await sleep(ahead, undefined, { signal });
      await ready(signal);
      signal.throwIfAborted();
      const chunk = samples.subarray(index * length, (index + 1) * length);
      const data = writeWav(chunk, voice.sampleRate).toString('base64');
      send({ type: 'audio_output', id, index, data });
      const chunkDuration = (chunk.length / voice.sampleRate) * 1000;
      segment.sent += chunkDuration;
      this.#playedUntil = Math.max(this.#now(), this.#playedUntil) + chunkDuration;
    }
    const scores = expression.measure(samples, voice.sampleRate, sentence);
    send({ type: 'assistant_prosody', id, models: scores ? { prosody: { scores } } : {} });
  }
}
