import { type DuckCommand, LEVEL_SPAN, type PlayedLevels } from '../echo-link.ts';
import { Resampler } from '../resampler.ts';
import { Gain } from './gain.ts';
import { JitterBuffer } from './jitter-buffer.ts';
import type { PlaybackCommand, PlaybackReport } from './messages.ts';

/** Seconds over which a voice that is cut off fades: too short to be heard, long enough not to click. */
const FADE = 0.002;
/** What is left of the assistant's voice while the visitor seems to speak: 20 dB less. */
const DUCKED = 0.1;
/** Seconds for which it steps back without the server's word. Kept here: the thread that asked for it may be gone. */
const LONGEST_DUCK = 2;
/** Levels told at once, ahead of their playing: the microphone must not hear what it was not told of. */
const LEVELS_AHEAD = 5;

/** Plays what it is given without gaps, and forgets it within one render quantum and a short fade. */
export class Playback {
  readonly #report: (report: PlaybackReport) => void;
  readonly #queue = new JitterBuffer(sampleRate);
  readonly #fadeLength = Math.round(FADE * sampleRate);
  readonly #levelLength = Math.round((LEVEL_SPAN * sampleRate) / 1000);
  readonly #volume = new Gain(sampleRate);
  readonly #duck = new Gain(sampleRate);
  #resampler = new Resampler(sampleRate, sampleRate);
  #resamplerRate = sampleRate;
  #fading = new Float32Array(0);
  /** Where in the stream each key begins; counts all samples ever queued. */
  #marks: { key: string; at: number }[] = [];
  #lastKey = '';
  #received = 0;
  /** `#received` as it was last told. */
  #reported = 0;
  #written = 0;
  #played = 0;
  #sounding = false;
  #last = 0;
  #link: MessagePort | undefined;
  #duckedAt = 0;
  /** Samples still to be played whose levels have been told. */
  #told = 0;

  constructor(report: (report: PlaybackReport) => void) {
    this.#report = report;
  }

  command(command: PlaybackCommand): void {
    switch (command.type) {
      case 'samples':
        this.#enqueue(command.key, command.rate, command.samples);
        break;
      case 'complete':
        this.#queue.complete();
        break;
      case 'flush':
        this.#flush();
        break;
      case 'gain':
        this.#volume.goal = command.gain;
        if (!this.#sounding) this.#volume.settle();
        break;
      case 'link':
        this.#connect(command.port);
        break;
    }
  }

  #connect(port: MessagePort): void {
    this.#link?.close();
    this.#link = port;
    this.#duck.goal = 1;
    this.#told = 0;
    port.onmessage = ({ data }: MessageEvent<DuckCommand>) => {
      this.#duck.goal = data.duck ? DUCKED : 1;
      this.#duckedAt = currentTime;
    };
  }

  #enqueue(key: string, rate: number, samples: Float32Array): void {
    if (rate !== this.#resamplerRate) {
      this.#resampler = new Resampler(rate, sampleRate);
      this.#resamplerRate = rate;
    }
    const resampled = this.#resampler.process(samples);
    if (key !== this.#lastKey) this.#marks.push({ key, at: this.#written });
    this.#lastKey = key;
    this.#queue.write(key, resampled, currentTime);
    this.#received += 1;
    this.#written += resampled.length;
  }

  #flush(): void {
    // A fade that has not begun to sound is of what sounds now; what was queued after it is not.
    if (this.#fading.length === 0 && this.#sounding) {
      const fading = new Float32Array(this.#fadeLength);
      const count = this.#queue.read(fading, currentTime);
      // Where less is left than the fade is long, its last level falls to nothing in its place.
      fading.fill(fading[count - 1] ?? this.#last, count);
      this.#fading = fading.map((sample, index) => sample * (1 - (index + 1) / this.#fadeLength));
    }
    this.#queue.clear();
    this.#marks = [];
    this.#lastKey = '';
    this.#played = this.#written;
    this.#last = 0;
    this.#told = 0;
    this.#tell({ levels: new Float32Array(0), cut: true });
    // The next voice shares no seam with this one.
    this.#resampler = new Resampler(this.#resamplerRate, sampleRate);
  }

  /** Fills what is played next. */
  render(target: Float32Array): void {
    this.#tellLevels();
    target.set(this.#fading.subarray(0, target.length));
    const faded = Math.min(this.#fading.length, target.length);
    this.#fading = this.#fading.subarray(faded);
    const count = this.#queue.read(target.subarray(faded), currentTime);
    if (currentTime - this.#duckedAt > LONGEST_DUCK) this.#duck.goal = 1;
    this.#ebb(target, faded + count);
    this.#last = target.at(-1) ?? 0;
    this.#duck.apply(target);
    this.#volume.apply(target);
    this.#played += count;
    this.#told = Math.max(0, this.#told - count);
    this.#reportStarts();
    this.#reportEnd(faded + count);
  }

  /** A voice that stops in mid-wave, because the next chunk is late, falls to silence instead of jumping there. */
  #ebb(target: Float32Array, from: number): void {
    if (!this.#sounding && from === 0) return;
    let level = target[from - 1] ?? this.#last;
    for (let index = from; index < target.length; index += 1) {
      level *= 1 - 4 / this.#fadeLength;
      target[index] = level;
    }
  }

  #reportStarts(): void {
    for (let mark = this.#marks[0]; mark && mark.at < this.#played; mark = this.#marks[0]) {
      this.#report({ type: 'started', key: mark.key });
      this.#marks.shift();
    }
  }

  #reportEnd(count: number): void {
    if (count > 0) this.#sounding = true;
    if (count > 0 || this.#queue.length || (!this.#sounding && this.#received === this.#reported)) return;
    this.#sounding = false;
    this.#reported = this.#received;
    // What of the same key comes after a pause begins to sound once more.
    this.#lastKey = '';
    this.#duck.settle();
    this.#report({ type: 'drained', received: this.#received });
  }

  /** Levels of what is about to be played, as soon as those told before are used up. */
  #tellLevels(): void {
    if (!this.#link || this.#told > 0 || !this.#queue.sounds(currentTime)) return;
    const available = Math.ceil(this.#queue.length / this.#levelLength);
    const levels = new Float32Array(Math.min(LEVELS_AHEAD, available)).map(
      (_, index) =>
        this.#queue.levelOf(index * this.#levelLength, (index + 1) * this.#levelLength) * this.#volume.goal,
    );
    this.#told = Math.min(this.#queue.length, levels.length * this.#levelLength);
    this.#tell({ levels, cut: false });
  }

  #tell(message: PlayedLevels): void {
    this.#link?.postMessage(message);
  }
}
