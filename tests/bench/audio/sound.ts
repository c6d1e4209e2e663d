import { type ChildProcess, spawn } from 'node:child_process';
import { now } from './clock.ts';

/** Hertz of the virtual sound card. */
export const CARD_RATE = 48_000;

const FORMAT = ['--raw', '--format=s16le', `--rate=${CARD_RATE}`, '--channels=1'];

/** Samples of a device, and when each passed it. */
export interface Recording {
  /** All so far. */
  samples(): Int16Array;
  /** The last ones so far. */
  latest(milliseconds: number): Int16Array;
  /** The machine's clock in milliseconds. */
  timeOf(sample: number): number;
  /** The nearest sample to a time. */
  at(time: number): number;
  stop(): void;
}

/**
 * Records a device until stopped. A sample's time is the earliest at which the recorder can have had it: the card's
 * clock is the machine's, so that what came late came late on its way to us.
 */
export async function record(env: Record<string, string>, device: string): Promise<Recording> {
  const args = [...FORMAT, `--device=${device}`, '--latency-msec=4', '--process-time-msec=2'];
  const recorder = spawn('parec', args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  let start = Number.POSITIVE_INFINITY;
  const timeOf = (sample: number): number => start + (sample / CARD_RATE) * 1000;
  recorder.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    start = Math.min(start, now() - (bytes / 2 / CARD_RATE) * 1000);
  });
  await new Promise<void>((resolve, reject) => {
    recorder.stdout.once('data', () => resolve());
    recorder.once('error', reject);
    recorder.once('exit', () => reject(new Error(`parec could not record ${device}`)));
  });
  const samplesOf = (from: Buffer[]): Int16Array => {
    const all = Uint8Array.from(Buffer.concat(from));
    return new Int16Array(all.buffer, 0, all.length >> 1);
  };
  return {
    samples: () => samplesOf(chunks),
    latest(milliseconds) {
      const wanted = (milliseconds / 1000) * CARD_RATE;
      let count = 0;
      let first = chunks.length;
      while (first > 0 && count < wanted * 2) {
        first -= 1;
        count += chunks[first]?.length ?? 0;
      }
      return samplesOf(chunks.slice(first)).slice(-wanted);
    },
    timeOf,
    at: (time) => Math.max(0, Math.round(((time - start) / 1000) * CARD_RATE)),
    stop: () => recorder.kill(),
  };
}

/** Plays samples at the card's rate into a sink; resolves when all of them have sounded. */
export function play(env: Record<string, string>, sink: string, samples: Int16Array): Promise<void> {
  const args = ['--playback', ...FORMAT, `--device=${sink}`, '--latency-msec=40'];
  const player: ChildProcess = spawn('pacat', args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    player.once('error', reject);
    player.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pacat ended with ${code}`))));
    player.stdin?.end(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
  });
}
