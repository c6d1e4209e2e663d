import { decibels, type EchoEstimate } from './echo-estimate.ts';
import { NoiseFloor } from './noise-floor.ts';

/** Hertz below which a microphone hears rooms and hands, and little of a voice. */
const LOW_CUT = 120;
/** Decibels above the noise and above the echo that speech must reach. */
const ABOVE_NOISE = 10;
const ABOVE_ECHO = 6;
/** Decibels of full scale: quieter than any speech that a recogniser could use. */
const LEAST = -55;
/** Of the last hops, how many must sound like speech to open: longer than a key that is struck. */
const OPENING = 3;
const WATCHED = 4;
/** Hops without speech that close it: longer than the pause within a word. */
const HANGOVER = 25;

export interface Hop {
  open: boolean;
  /** What the microphone hears can be the assistant's own voice, and is to be kept from the server. */
  echo: boolean;
}

/** Tells within 40 ms that somebody speaks, and not the room or the assistant. Fed with hops of 10 ms. */
export class SpeechGate {
  readonly #floor = new NoiseFloor();
  readonly #echo: EchoEstimate;
  readonly #feedback: number;
  #before = 0;
  #passed = 0;
  #voiced: boolean[] = [];
  #quiet = 0;
  #open = false;

  /** @param rate Hertz. */
  constructor(rate: number, echo: EchoEstimate) {
    this.#echo = echo;
    this.#feedback = Math.exp((-2 * Math.PI * LOW_CUT) / rate);
  }

  /** @param now Milliseconds. */
  hear(samples: Float32Array, now: number): Hop {
    const level = this.#levelOf(samples);
    const floor = this.#floor.add(level);
    const echo = this.#echo.at(now) + ABOVE_ECHO;
    const voiced = level > Math.max(floor + ABOVE_NOISE, echo, LEAST);
    this.#voiced = [...this.#voiced, voiced].slice(-WATCHED);
    this.#quiet = voiced ? 0 : this.#quiet + 1;
    if (this.#voiced.filter(Boolean).length >= OPENING) this.#open = true;
    else if (this.#quiet >= HANGOVER) this.#open = false;
    if (!this.#open && !voiced) this.#echo.learn(level, now);
    return { open: this.#open, echo: !this.#open && level <= echo };
  }

  /** Decibels of full scale above `LOW_CUT`. */
  #levelOf(samples: Float32Array): number {
    let squares = 0;
    for (const sample of samples) {
      this.#passed = this.#feedback * (this.#passed + sample - this.#before);
      this.#before = sample;
      squares += this.#passed * this.#passed;
    }
    return decibels(Math.sqrt(squares / samples.length));
  }
}
