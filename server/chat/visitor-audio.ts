import type { AudioFormat } from '../../shared/evi/messages.ts';
import { type AudioInput, createAudioInput } from '../audio/audio-input.ts';
import { joinSamples } from '../audio/linear16.ts';
import { createTurnDetector } from '../audio/turn-detector.ts';
import type { TurnSettings } from '../audio/turn-settings.ts';
import type { TurnDetector, TurnEvent } from '../audio/turn-types.ts';
import { HEARING_SAMPLE_RATE, type Hearing, type Recogniser } from '../providers/types.ts';

export interface HeardTurn {
  transcript: string;
  samples: Int16Array;
  /** Milliseconds since the chat's first audio. */
  begin: number;
  end: number;
}

export interface VisitorAudioListener {
  /** The visitor has spoken for `min_interruption_ms`. */
  interrupting(): void;
  /** The transcript so far; times as in `HeardTurn`. */
  interim(transcript: string, begin: number, end: number): void;
  turn(turn: HeardTurn): void;
  /** Once for each audio stream that cannot be decoded: why, and what to send instead. */
  refused(reason: string): void;
  failed(error: unknown): void;
  /** Something threw where nobody waits for it: no more can be heard. */
  broke(error: unknown): void;
}

/** The visitor's audio stream, cut into turns and recognised. */
export class VisitorAudio {
  readonly #detector: TurnDetector;
  readonly #recogniser: Recogniser;
  readonly #listener: VisitorAudioListener;
  readonly #input: AudioInput;
  #hearing: Hearing | undefined;
  /** Turns that are over and still being recognised. */
  readonly #finishing = new Set<Hearing>();
  /** A short turn may be recognised before a long one that came first; they are told in the order spoken. */
  #told: Promise<void> = Promise.resolve();
  readonly #chat = new AbortController();
  #heard: Int16Array[] = [];
  #begin = 0;
  #received = 0;
  #vocabulary = '';

  constructor(recogniser: Recogniser, settings: TurnSettings, listener: VisitorAudioListener) {
    this.#recogniser = recogniser;
    this.#listener = listener;
    this.#input = createAudioInput({
      samples: (samples) => {
        this.#received += samples.length;
        // Decoded later than it was received, this runs with nobody above it to catch.
        try {
          this.#detector.write(samples);
        } catch (error) {
          listener.broke(error);
        }
      },
      refused: (reason) => listener.refused(reason),
    });
    this.#detector = createTurnDetector(settings, (event) => this.#onTurnEvent(event));
  }

  /** Text that the visitor is probably talking about. */
  set vocabulary(text: string) {
    this.#vocabulary = text;
    this.#recogniser.prepare?.(text, this.#chat.signal);
  }

  /** The format of audio without a header. */
  announce(format: AudioFormat): void {
    this.#input.announce(format);
  }

  write(bytes: Uint8Array): void {
    this.#input.write(bytes);
  }

  /** Undefined, or what to wait for before more is written: audio came far ahead of the clock. */
  get ready(): Promise<void> | undefined {
    return this.#input.ready;
  }

  close(): void {
    this.#chat.abort();
    this.#input.close();
    this.#hearing?.abort();
    this.#hearing = undefined;
    for (const hearing of this.#finishing) hearing.abort();
    this.#detector.close();
  }

  get #now(): number {
    return Math.round((this.#received / HEARING_SAMPLE_RATE) * 1000);
  }

  #hear(samples: Int16Array): void {
    this.#heard.push(samples);
    this.#hearing?.write(samples);
  }

  #onTurnEvent(event: TurnEvent): void {
    switch (event.type) {
      case 'speech_start':
        this.#begin = event.at_ms;
        this.#heard = [];
        this.#hearing = this.#startHearing();
        this.#hear(event.prefix);
        break;
      case 'audio':
        this.#hear(event.samples);
        break;
      case 'interruption':
        this.#listener.interrupting();
        break;
      case 'speech_end':
        this.#finish(event.begin_ms, event.end_ms);
        break;
    }
  }

  #startHearing(): Hearing | undefined {
    try {
      const hearing: Hearing = this.#recogniser.hear({
        vocabulary: this.#vocabulary,
        chat: this.#chat.signal,
        onInterim: (transcript) => {
          if (hearing !== this.#hearing) return;
          this.#detector.read(transcript);
          this.#listener.interim(transcript, Math.round(this.#begin), this.#now);
        },
      });
      return hearing;
    } catch (error) {
      this.#listener.failed(error);
      return undefined;
    }
  }

  #finish(begin: number, end: number): void {
    const hearing = this.#hearing;
    const samples = joinSamples(this.#heard);
    this.#hearing = undefined;
    this.#heard = [];
    if (!hearing) {
      // That it could not be heard was told when it began.
      this.#listener.turn({ transcript: '', samples, begin: Math.round(begin), end: Math.round(end) });
      return;
    }
    this.#finishing.add(hearing);
    const finishing = hearing.finish().finally(() => this.#finishing.delete(hearing));
    // Handled below, when the turns before it are told; until then a rejection must not count as unhandled.
    finishing.catch(() => undefined);
    this.#told = this.#told
      .then(() => finishing)
      .then((transcript) => {
        if (this.#chat.signal.aborted) return;
        this.#listener.turn({ transcript, samples, begin: Math.round(begin), end: Math.round(end) });
      })
      .catch((error: unknown) => {
        if (!this.#chat.signal.aborted) this.#listener.failed(error);
      });
  }
}
