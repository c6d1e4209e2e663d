/** With the window below, the transition is 16 % of the band wide. */
const ZERO_CROSSINGS = 32;
/** Where the gain is half, as a part of the lower rate's Nyquist frequency: flat to 84 % of it, nothing beyond 100 %. */
const CUTOFF = 0.92;
/** Kaiser window: 8 keeps what is filtered away about 80 dB down, below what 16-bit microphones resolve. */
const KAISER_BETA = 8;
const KAISER_PEAK = bessel0(KAISER_BETA);
/** Every usual rate (8, 11.025, 12, 22.05, 24, 32, 44.1, 48 kHz) to 16 kHz needs at most 640; others are rounded to this. */
const MAX_PHASES = 1024;
/** Filters are kept for the next stream of their rates: 8, of up to 800 kB each, are all that usual microphones need. */
const MOST_FILTERS = 8;

export interface ResamplerOptions {
  /** Hertz, 8000 to 48000. */
  from: number;
  /** Hertz, 8000 to 48000. */
  to: number;
  /** Interleaved channels of the input, averaged to one. Default 1. */
  channels?: 1 | 2;
  /** Half the filter's length, in zero crossings of the sinc. The cost and the sharpness grow with it. Default 32. */
  zeroCrossings?: number;
}

export interface Resampler {
  /** Any number of samples, also a stereo frame cut in two. The result may be empty; it must not be written to. */
  process(samples: Int16Array): Int16Array;
}

/**
 * A streaming windowed-sinc (polyphase) resampler to mono. However a signal is cut into blocks, the results joined
 * are the same samples. The output lags the input by 32 samples of the lower rate (2 ms at 16 kHz).
 * Throws a RangeError for rates or channels that it cannot do.
 */
export function createResampler(options: ResamplerOptions): Resampler {
  const { from, to, channels = 1, zeroCrossings = ZERO_CROSSINGS } = options;
  for (const rate of [from, to]) {
    if (!Number.isInteger(rate) || rate < 8000 || rate > 48_000)
      throw new RangeError(`Sample rate ${rate} Hz`);
  }
  if (channels !== 1 && channels !== 2) throw new RangeError(`${channels} channels`);
  const toMono = channels === 1 ? (samples: Int16Array) => samples : createDownmix();
  if (from === to) return { process: toMono };

  const { taps, phases, row } = filterBank(from, to, zeroCrossings);
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  let history: Int16Array = new Int16Array(taps - 1);
  // The next output's place: whole input samples into `history`, and a fraction of one in `up`ths.
  let whole = 0;
  let fraction = 0;

  return {
    process(samples) {
      const fresh = toMono(samples);
      const input = new Int16Array(history.length + fresh.length);
      input.set(history);
      input.set(fresh, history.length);
      const available = input.length - taps - whole + 1;
      const count = available <= 0 ? 0 : Math.ceil((available * up - fraction) / down);
      const output = new Int16Array(count);
      for (let index = 0; index < count; index += 1) {
        const coefficients = row(phases === up ? fraction : Math.round((fraction / up) * phases));
        let sum = 0;
        for (let tap = 0; tap < taps; tap += 1) sum += (coefficients[tap] ?? 0) * (input[whole + tap] ?? 0);
        output[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
        fraction += down;
        whole += Math.floor(fraction / up);
        fraction %= up;
      }
      const used = Math.min(whole, input.length);
      history = input.slice(used);
      whole -= used;
      return output;
    },
  };
}

/** Averages left and right; half a frame waits for its other half. */
function createDownmix(): (samples: Int16Array) => Int16Array {
  let left: number | undefined;
  return (samples) => {
    const start = left === undefined ? 0 : 1;
    const mono = new Int16Array((samples.length + start) >> 1);
    for (let index = 0; index < mono.length; index += 1) {
      const at = 2 * index - start;
      const first = at < 0 ? left : samples[at];
      mono[index] = ((first ?? 0) + (samples[at + 1] ?? 0)) >> 1;
    }
    if ((samples.length + start) % 2 === 0) left = undefined;
    else if (samples.length > 0) left = samples[samples.length - 1];
    return mono;
  };
}

interface FilterBank {
  taps: number;
  phases: number;
  /** The coefficients, which sum to 1, for an offset of `phase / phases` input samples. 0 to `phases`, both included. */
  row(phase: number): Float32Array;
}

/** The last used is the last. */
const filterBanks = new Map<string, FilterBank>();

function filterBank(from: number, to: number, zeroCrossings: number): FilterBank {
  const key = `${from} ${to} ${zeroCrossings}`;
  const bank = filterBanks.get(key) ?? createFilterBank(from, to, zeroCrossings);
  filterBanks.delete(key);
  filterBanks.set(key, bank);
  const [oldest] = filterBanks.keys();
  if (filterBanks.size > MOST_FILTERS && oldest !== undefined) filterBanks.delete(oldest);
  return bank;
}

/** Each row is made when it is needed first: who begins streams that have hardly a sample costs hardly anything. */
function createFilterBank(from: number, to: number, zeroCrossings: number): FilterBank {
  const phases = Math.min(MAX_PHASES, to / gcd(from, to));
  const cutoff = CUTOFF * Math.min(1, to / from);
  const half = Math.ceil(zeroCrossings * Math.max(1, from / to));
  const taps = 2 * half;
  const rows: Float32Array[] = [];

  function createRow(phase: number): Float32Array {
    const coefficients = new Float64Array(taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const x = tap - (half - 1) - phase / phases;
      const value = sinc(x * cutoff) * kaiser(x / half);
      coefficients[tap] = value;
      sum += value;
    }
    return new Float32Array(coefficients.map((value) => value / sum));
  }

  return {
    taps,
    phases,
    row(phase) {
      const known = rows[phase];
      if (known) return known;
      const made = createRow(phase);
      rows[phase] = made;
      return made;
    },
  };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - x * x)) / KAISER_PEAK;
}

/** Modified Bessel function of the first kind, order 0, by its power series; 25 terms are exact to a double for x <= 8. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= 25; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
