import { decibels, type EchoEstimate } from './echo-estimate.ts';
import { NoiseFloor } from './noise-floor.ts';

/** Hertz below which a microphone hears rooms and hands, and little of a voice. */
const LOW_CUT = 120;
/** Decibels above the noise and above the echo that speech must reach. */
const ABOVE_NOISE = 10;
const ABOVE_ECHO = 6;
/** Decibels of full scale: quieter than any speech that a recogniser could use. */
const LEAST = -55;
/** Of the last four hops, three must sound like speech to open: longer than a key that is struck. */
const OPENING = [0b0111, 0b1011, 0b1101, 0b1110, 0b1111];
/** Hops without speech that close it: longer than the pause within a word. */
const HANGOVER = 25;
/** Hops in a row that sound like another voice than the assistant's: one alone may be chance. */
const OTHER = 10;
/** Hops in a row that sound like the assistant's own, and close it: longer, because it cuts a visitor off if it is wrong. */
const OWN = 25;

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
  /** A bit for each of the last hops that sounded like speech. */
  #voiced = 0;
  #quiet = 0;
  #own = 0;
  #other = 0;
  #open = false;

  /** @param rate Hertz. */
  constructor(rate: number, echo: EchoEstimate) {
    this.#echo = echo;
    this.#feedback = Math.exp((-2 * Math.PI * LOW_CUT) / rate);
  }

  hear(samples: Float32Array): Hop {
    const level = this.#levelOf(samples);
    this.#echo.hear(level);
    const loud = level > Math.max(this.#floor.add(level) + ABOVE_NOISE, LEAST);
    const limit = this.#echo.limit + ABOVE_ECHO;
    const own = loud ? this.#echo.resembles() : undefined;
    if (own) this.#echo.learn();
    // How loud an echo can be is not known in a call's first second; what sounds otherwise is none, however loud.
    this.#other = own === false ? this.#other + 1 : 0;
    const voiced = loud && !own && (level > limit || this.#other >= OTHER);
    this.#voiced = ((this.#voiced << 1) | Number(voiced)) & 0b1111;
    this.#quiet = voiced ? 0 : this.#quiet + 1;
    this.#own = own ? this.#own + 1 : 0;
    if (this.#own >= OWN || this.#quiet >= HANGOVER) this.#open = false;
    else if (OPENING.includes(this.#voiced)) this.#open = true;
    return {
      open: this.#open,
      echo: !this.#open && (level <= limit || own === true),
    };
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
