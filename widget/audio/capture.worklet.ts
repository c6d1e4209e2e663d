import { loudness } from './loudness.ts';
import type { CaptureCommand, CapturedFrame } from './worklet-messages.ts';

/** Cuts the microphone's stream into 20 ms of linear16. Muted, it goes on with silence: EVI wants no gaps. */
class Capture extends AudioWorkletProcessor {
  readonly #length = sampleRate / 50;
  #frame = new Int16Array(this.#length);
  #filled = 0;
  #squares = 0;
  #muted = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<CaptureCommand>) => {
      this.#muted = data.muted;
    };
  }

  override process([input]: Float32Array[][]): boolean {
    for (const value of input?.[0] ?? []) {
      const sample = this.#muted ? 0 : Math.min(Math.max(value, -1), 1);
      this.#frame[this.#filled] = Math.round(sample * 32767);
      this.#filled += 1;
      this.#squares += sample * sample;
      if (this.#filled === this.#length) this.#send();
    }
    return true;
  }

  #send(): void {
    const frame: CapturedFrame = {
      samples: this.#frame.buffer,
      level: loudness(this.#squares, this.#length),
    };
    this.port.postMessage(frame, [frame.samples]);
    this.#frame = new Int16Array(this.#length);
    this.#filled = 0;
    this.#squares = 0;
  }
}

registerProcessor('capture', Capture);
