import { type DuckCommand, LEVEL_SPAN, type PlayedLevels, REVERBERATION } from '../echo-link.ts';
import { loudness } from '../loudness.ts';
import { Resampler } from '../resampler.ts';
import { EchoEstimate } from './echo-estimate.ts';
import type { CaptureCommand, CapturedFrame } from './messages.ts';
import { SpeechGate } from './speech-gate.ts';

/** Hertz. What speech recognisers are made for. */
export const CAPTURE_SAMPLE_RATE = 16_000;

const HOP = CAPTURE_SAMPLE_RATE / 100;
/** Hops in one frame: 20 ms. */
const HOPS = 2;
/** Frames withheld as echo that are sent after all when they turn out to be the beginning of speech: 1.6 s. */
const MOST_WITHHELD = 80;
/** And once it is known how loud an echo can be, because speech is told from it within a syllable then: 400 ms. */
const MOST_WITHHELD_KNOWING = 20;

/** Frames without echo after which what was withheld was no beginning of speech; sooner, the order would be lost. */
const SETTLED = 15;

/**
 * The microphone's stream as it is sent: 20 ms of linear16, muted as silence because EVI wants no gaps, and without what
 * can only be the assistant's own voice. Runs in whichever thread gets the samples.
 */
export class VisitorStream {
  readonly #emit: (frame: CapturedFrame) => void;
  #resampler: Resampler | undefined;
  #rate = 0;
  readonly #echo = new EchoEstimate();
  readonly #gate = new SpeechGate(CAPTURE_SAMPLE_RATE, this.#echo);
  readonly #hop = new Float32Array(HOP);
  #filled = 0;
  #frame = new Int16Array(HOP * HOPS);
  #hops = 0;
  #squares = 0;
  #echoes = 0;
  /** Frames. */
  #sinceEcho = 0;
  #open = false;
  #withheld: Int16Array<ArrayBuffer>[] = [];
  #muted = false;
  #halfDuplex = false;
  #link: MessagePort | undefined;
  #heard = 0;
  /** Milliseconds of `#now`. */
  #playedUntil = Number.NEGATIVE_INFINITY;
  #ducked = false;

  constructor(emit: (frame: CapturedFrame) => void) {
    this.#emit = emit;
  }

  command(command: CaptureCommand): void {
    if (command.type === 'mute') {
      this.#muted = command.muted;
      this.#withheld = [];
    } else if (command.type === 'half-duplex') this.#halfDuplex = true;
    else {
      this.#link = command.port;
      command.port.onmessage = ({ data }: MessageEvent<PlayedLevels>) => this.#noticePlayed(data);
    }
  }

  /** @param rate Hertz. A headset that changes how it is used changes it in mid-stream. */
  write(samples: Float32Array, rate: number): void {
    if (rate !== this.#rate || !this.#resampler) {
      this.#rate = rate;
      this.#resampler = new Resampler(rate, CAPTURE_SAMPLE_RATE);
    }
    for (const sample of this.#resampler.process(samples)) {
      this.#hop[this.#filled] = this.#muted ? 0 : Math.min(Math.max(sample, -1), 1);
      this.#filled += 1;
      if (this.#filled === HOP) this.#hear();
    }
  }

  /** Milliseconds of the microphone's own clock. */
  get #now(): number {
    return this.#heard * 10;
  }

  #noticePlayed({ levels, cut }: PlayedLevels): void {
    this.#playedUntil = cut
      ? Math.min(this.#playedUntil, this.#now)
      : Math.max(this.#playedUntil, this.#now) + levels.length * LEVEL_SPAN;
    // Deaf meanwhile, the gate need not fear what comes back.
    if (this.#halfDuplex) return;
    if (cut) this.#echo.cut();
    else this.#echo.played(levels);
  }

  #hear(): void {
    this.#filled = 0;
    this.#heard += 1;
    // Also while muted: what is played goes on, and is told by the same clock.
    const { open, echo } = this.#gate.hear(this.#hop);
    const deaf = this.#halfDuplex && this.#now < this.#playedUntil + REVERBERATION;
    this.#open = open && !deaf && !this.#muted;
    this.#duck();
    if (echo || deaf) this.#echoes += 1;
    const at = this.#hops * HOP;
    this.#hop.forEach((sample, index) => {
      this.#squares += sample * sample;
      this.#frame[at + index] = Math.round(sample * 32767);
    });
    this.#hops += 1;
    if (this.#hops === HOPS) this.#send();
  }

  /** Past the main thread, which may be busy: the assistant steps back while the visitor still says the first word. */
  #duck(): void {
    if (this.#open === this.#ducked) return;
    this.#ducked = this.#open;
    const command: DuckCommand = { duck: this.#open };
    this.#link?.postMessage(command);
  }

  #send(): void {
    const frame = this.#frame;
    const most = this.#echo.known ? MOST_WITHHELD_KNOWING : MOST_WITHHELD;
    this.#sinceEcho = this.#echoes ? 0 : this.#sinceEcho + 1;
    if (this.#open) {
      // Taken for echo so far, it was the visitor's first syllable.
      for (const earlier of this.#withheld.splice(0)) this.#pass(earlier, 0);
      this.#pass(frame, loudness(this.#squares, frame.length));
    } else if (this.#echoes || (this.#withheld.length > 0 && this.#sinceEcho < SETTLED)) {
      this.#withheld = this.#halfDuplex ? [] : [...this.#withheld, frame].slice(-most);
      this.#pass(new Int16Array(frame.length), 0);
    } else {
      this.#withheld = [];
      this.#pass(frame, loudness(this.#squares, frame.length));
    }
    this.#frame = new Int16Array(HOP * HOPS);
    this.#hops = 0;
    this.#squares = 0;
    this.#echoes = 0;
  }

  #pass(samples: Int16Array<ArrayBuffer>, level: number): void {
    this.#emit({ samples: samples.buffer, level, speech: this.#open });
  }
}
