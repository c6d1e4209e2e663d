import type { AudioFormat } from '../../shared/evi/messages.ts';
import { createLinear16Reader, joinSamples } from '../audio/linear16.ts';
import { createResampler } from '../audio/resample.ts';
import { createTurnDetector } from '../audio/turn-detector.ts';
import type { TurnDetector, TurnEvent, TurnSettings } from '../audio/turn-types.ts';
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
  failed(error: unknown): void;
}

/** The visitor's audio stream, cut into turns and recognised. */
export class VisitorAudio {
  readonly #detector: TurnDetector;
  readonly #recogniser: Recogniser;
  readonly #listener: VisitorAudioListener;
  #reader = createLinear16Reader();
  #format: AudioFormat | undefined;
  #resampler: ReturnType<typeof createResampler> | undefined;
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
    this.#detector = createTurnDetector(settings, (event) => this.#onTurnEvent(event));
  }

  /** Text that the visitor is probably talking about. */
  set vocabulary(text: string) {
    this.#vocabulary = text;
    this.#recogniser.prepare?.(text, this.#chat.signal);
  }

  /** A new format begins a new stream; the same one again goes on with it, and costs nothing. */
  announce(format: AudioFormat): void {
    const { sample_rate, channels } = format;
    if (this.#format?.sample_rate === sample_rate && this.#format.channels === channels) return;
    this.#format = format;
    this.#reader = createLinear16Reader();
    this.#resampler = createResampler({
      from: sample_rate,
      to: HEARING_SAMPLE_RATE,
      channels: channels === 2 ? 2 : 1,
    });
  }

  /** False when no format was announced, so that the bytes mean nothing. */
  write(bytes: Uint8Array): boolean {
    if (!this.#resampler) return false;
    const samples = this.#resampler.process(this.#reader.read(bytes));
    this.#received += samples.length;
    this.#detector.write(samples);
    return true;
  }

  close(): void {
    this.#chat.abort();
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
    if (!hearing) return;
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
