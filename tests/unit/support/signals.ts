/** Sounds made of numbers: the same seed gives the same samples. Levels are RMS of 32768. */

export function seeded(seed: number): () => number {
  // mulberry32
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function rms(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < samples.length; index += 1) sum += (samples[index] ?? 0) ** 2;
  return Math.sqrt(sum / samples.length);
}

export function sine(hertz: number, sampleRate: number, seconds: number, amplitude: number): Int16Array {
  return Int16Array.from({ length: Math.round(sampleRate * seconds) }, (_, index) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hertz * index) / sampleRate)),
  );
}

export function silence(milliseconds: number): Int16Array {
  return new Int16Array(milliseconds * 16);
}

export function white(length: number, level: number, seed: number): Float64Array {
  const random = seeded(seed);
  return scaled(
    Float64Array.from({ length }, () => random() + random() + random() - 1.5),
    level,
  );
}

/** Paul Kellet's filter of white noise: -3 dB an octave within 0.05 dB above 10 Hz. */
export function pink(length: number, level: number, seed: number): Float64Array {
  const state = [0, 0, 0, 0, 0, 0];
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616];
  const gains = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898];
  let delayed = 0;
  const noise = white(length, 1, seed).map((value) => {
    let sum = delayed + value * 0.5362;
    for (let index = 0; index < poles.length; index += 1) {
      state[index] = (poles[index] ?? 0) * (state[index] ?? 0) + (gains[index] ?? 0) * value;
      sum += state[index] ?? 0;
    }
    delayed = value * 0.115926;
    return sum;
  });
  return scaled(noise, level);
}

/** A 50 Hz mains hum with its overtones. */
export function hum(length: number, level: number): Float64Array {
  const overtones = [1, 0.7, 0.5, 0.4, 0.3, 0.2, 0.2, 0.1];
  const tone = Float64Array.from({ length }, (_, index) =>
    overtones.reduce(
      (sum, gain, n) => sum + gain * Math.sin((2 * Math.PI * 50 * (n + 1) * index) / 16_000),
      0,
    ),
  );
  return scaled(tone, level);
}

/** Decaying 3 ms bursts, as keys and mice make, `everyMs` apart on average. */
export function clicks(length: number, peak: number, everyMs: number, seed: number): Float64Array {
  const random = seeded(seed);
  const noise = new Float64Array(length);
  for (let at = 0; at < length; at += Math.round(everyMs * 16 * (0.5 + random()))) {
    for (let k = 0; k < 48 && at + k < length; k += 1)
      noise[at + k] = peak * (2 * random() - 1) * Math.exp(-k / 12);
  }
  return noise;
}

export function mix(samples: Int16Array, noise: ArrayLike<number>): Int16Array {
  return samples.map((sample, index) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample + (noise[index] ?? 0)))),
  );
}

/** The same samples in blocks of the given sizes, taken in turn. */
export function cut(samples: Int16Array, sizes: readonly number[]): Int16Array[] {
  const blocks: Int16Array[] = [];
  for (let at = 0, index = 0; at < samples.length; index += 1) {
    const size = Math.max(1, sizes[index % sizes.length] ?? samples.length);
    blocks.push(samples.subarray(at, at + size));
    at += size;
  }
  return blocks;
}

function scaled(values: Float64Array, level: number): Float64Array {
  const gain = level / rms(values);
  return values.map((value) => value * gain);
}
