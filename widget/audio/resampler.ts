/** Zero crossings of the kernel on each side: alias and image products end up 60 dB down and more. */
const CROSSINGS = 12;
/** Kernel values for each crossing; between two of them a straight line is 80 dB exact. */
const STEPS = 256;
/** Part of the narrower band that passes; the rest is where the filter falls. */
const PASSED = 0.92;

/** Positions between two samples that are told apart: noise of rounding 100 dB down. */
const POSITIONS = 1 << 16;
/** Of which this many are kept; 44.1 to 48 kHz has 160. */
const MOST_POSITIONS = 512;

/** One side of a sinc under a Hann window. */
const KERNEL = Float32Array.from({ length: CROSSINGS * STEPS + 2 }, (_, index) => {
  const x = index / STEPS;
  if (x === 0) return 1;
  if (x >= CROSSINGS) return 0;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / CROSSINGS);
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
});

const kernelAt = (x: number): number => {
  const at = Math.abs(x) * STEPS;
  const index = Math.floor(at);
  const left = KERNEL[index] ?? 0;
  return left + ((KERNEL[index + 1] ?? 0) - left) * (at - index);
};

/**
 * Changes the rate of a stream that comes in blocks, as one stream: a joint of two blocks cannot be heard, as it can where
 * each block is resampled alone. Delays by 14 samples of the lower rate, under 1 ms at 16 kHz.
 */
export class Resampler {
  readonly #step: number;
  readonly #scale: number;
  readonly #reach: number;
  readonly #weights = new Map<number, Float32Array>();
  #pending: Float32Array<ArrayBuffer>;
  /** Where the next sample to give lies in `#pending`. */
  #at: number;

  /** Rates in hertz. */
  constructor(from: number, to: number) {
    this.#step = from / to;
    this.#scale = Math.min(1, to / from) * PASSED;
    this.#reach = Math.ceil(CROSSINGS / this.#scale);
    this.#pending = new Float32Array(this.#reach);
    this.#at = this.#reach;
  }

  process(block: Float32Array): Float32Array<ArrayBuffer> {
    if (this.#step === 1) return Float32Array.from(block);
    const input = new Float32Array(this.#pending.length + block.length);
    input.set(this.#pending);
    input.set(block, this.#pending.length);
    const count = Math.max(0, Math.ceil((input.length - this.#reach - this.#at) / this.#step));
    const output = new Float32Array(count);
    for (let index = 0; index < count; index += 1)
      output[index] = this.#sampleAt(input, this.#at + index * this.#step);
    const next = this.#at + count * this.#step;
    const kept = Math.max(0, Math.floor(next) - this.#reach);
    this.#pending = input.slice(kept);
    this.#at = next - kept;
    return output;
  }

  #sampleAt(input: Float32Array, at: number): number {
    const centre = Math.floor(at);
    const weights = this.#weightsAt(at - centre);
    const first = centre - this.#reach + 1;
    let sum = 0;
    for (let index = 0; index < weights.length; index += 1)
      sum += (input[first + index] ?? 0) * (weights[index] ?? 0);
    return sum;
  }

  /** Between usual rates only few positions between two samples ever occur, so their weights are made once. */
  #weightsAt(fraction: number): Float32Array {
    const position = Math.round(fraction * POSITIONS);
    const known = this.#weights.get(position);
    if (known) return known;
    const weights = Float32Array.from(
      { length: 2 * this.#reach },
      (_, index) => kernelAt((index + 1 - this.#reach - position / POSITIONS) * this.#scale) * this.#scale,
    );
    if (this.#weights.size < MOST_POSITIONS) this.#weights.set(position, weights);
    return weights;
  }
}
