import { loudness } from './loudness.ts';
import { SampleRing } from './sample-ring.ts';
import type { PlaybackCommand, PlaybackReport } from './worklet-messages.ts';

/** Samples over which a flushed voice fades: 4 ms at 16 kHz, short enough to be at once, long enough not to click. */
const FADE = 64;

/** Plays what it is given without gaps, and forgets it within one render quantum and a short fade. */
class Playback extends AudioWorkletProcessor {
  readonly #ring = new SampleRing();
  #fading = new Float32Array(0);
  /** Where in the stream each key begins; counts all samples ever queued. */
  #marks: { key: string; at: number }[] = [];
  #lastKey = '';
  #received = 0;
  #written = 0;
  #played = 0;
  #sounding = false;
  #squares = 0;
  #measured = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlaybackCommand>) => {
      if (data.type === 'flush') this.#flush();
      else this.#queue(data.key, data.samples);
    };
  }

  #queue(key: string, samples: Float32Array): void {
    if (key !== this.#lastKey) this.#marks.push({ key, at: this.#written });
    this.#lastKey = key;
    this.#ring.write(samples);
    this.#received += 1;
    this.#written += samples.length;
  }

  #flush(): void {
    // A fade that has not begun to sound is of what sounds now; what was queued after it is not.
    if (this.#fading.length === 0) {
      const fading = new Float32Array(FADE);
      const count = this.#ring.read(fading);
      this.#fading = fading.subarray(0, count).map((sample, index) => sample * (1 - (index + 1) / FADE));
    }
    this.#ring.clear();
    this.#marks = [];
    this.#lastKey = '';
    this.#played = this.#written;
  }

  override process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    const target = output?.[0];
    if (!target) return true;
    target.set(this.#fading.subarray(0, target.length));
    const faded = Math.min(this.#fading.length, target.length);
    this.#fading = this.#fading.subarray(faded);
    const count = this.#ring.read(target.subarray(faded));
    this.#played += count;
    this.#reportStarts();
    this.#reportLevel(target, faded + count);
    return true;
  }

  #reportStarts(): void {
    for (let mark = this.#marks[0]; mark && mark.at < this.#played; mark = this.#marks[0]) {
      this.#report({ type: 'started', key: mark.key });
      this.#marks.shift();
    }
  }

  #reportLevel(played: Float32Array, count: number): void {
    const drained = this.#sounding && count === 0;
    this.#sounding = count > 0;
    for (let index = 0; index < count; index += 1) this.#squares += (played[index] ?? 0) ** 2;
    this.#measured += count;
    if (drained) this.#report({ type: 'drained', received: this.#received });
    if (drained || this.#measured >= sampleRate / 30) {
      this.#report({ type: 'level', level: drained ? 0 : loudness(this.#squares, this.#measured) });
      this.#squares = 0;
      this.#measured = 0;
    }
  }

  #report(report: PlaybackReport): void {
    this.port.postMessage(report);
  }
}

registerProcessor('playback', Playback);
