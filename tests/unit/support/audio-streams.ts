import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AudioInput, createAudioInput } from '../../../server/audio/audio-input.ts';
import { joinSamples, linear16Bytes } from '../../../server/audio/linear16.ts';
import type { AudioFormat } from '../../../shared/evi/messages.ts';

/** A file of tests/fixtures/audio. */
export function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../fixtures/audio', name));
}

/** Recordings that are decoded, with the length that ffmpeg gives, or what it cuts off at the end added: samples at 16 kHz. */
export const RECORDINGS = [
  { file: 'chromium-opus.webm', length: 57_600 },
  { file: 'chromium-opus.mp4', length: 55_360 },
  { file: 'firefox-opus.webm', length: 57_496 },
  { file: 'firefox-opus.ogg', length: 56_536 },
  { file: 'opusenc-opus.ogg', length: 55_256 },
  { file: 'ffmpeg-opus.webm', length: 55_256 },
  { file: 'ffmpeg-opus.mp4', length: 55_256 },
] as const;

export function linear16(sampleRate: number, channels = 1): AudioFormat {
  return { encoding: 'linear16', sample_rate: sampleRate, channels };
}

/** The same bytes in chunks of the given sizes, taken in turn. */
export function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = Math.max(1, sizes[index % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export interface Heard {
  input: AudioInput;
  refusals: string[];
  /** All so far. */
  samples(): Int16Array;
  /** Resolves when all that was written before is decoded. Nothing else may be written after. */
  finished(): Promise<void>;
}

/** An input with a listener that notes everything. */
export function hear(): Heard {
  const blocks: Int16Array[] = [];
  const refusals: string[] = [];
  let isMarker: ((samples: Int16Array) => boolean) | undefined;
  const input = createAudioInput({
    samples(samples) {
      if (!isMarker?.(samples)) blocks.push(samples);
    },
    refused(reason) {
      refusals.push(reason);
    },
  });
  return {
    input,
    refusals,
    samples: () => joinSamples(blocks),
    finished: () =>
      new Promise((resolve) => {
        // Streams are decoded in order: when these samples come out, all before them have.
        const marker = Int16Array.from([12_321, -12_321, 31_337, -7]);
        isMarker = (samples) => {
          if (samples.length !== marker.length || samples.some((sample, index) => sample !== marker[index]))
            return false;
          resolve();
          return true;
        };
        const stereo = Int16Array.from({ length: 2 * marker.length }, (_, index) => marker[index >> 1] ?? 0);
        input.announce(linear16(16_000, 2));
        input.write(linear16Bytes(stereo));
      }),
  };
}

/** What comes out of the bytes, in chunks of the given sizes. */
export async function decode(
  bytes: Uint8Array,
  sizes: readonly number[] = [Number.POSITIVE_INFINITY],
): Promise<{ samples: Int16Array; refusals: string[] }> {
  const heard = hear();
  for (const chunk of chunksOf(bytes, sizes)) heard.input.write(chunk);
  await heard.finished();
  heard.input.close();
  return { samples: heard.samples(), refusals: heard.refusals };
}

/** What tells signals apart, without a page of numbers when they differ. */
export function digest(samples: Int16Array): { length: number; sha1: string } {
  return {
    length: samples.length,
    sha1: createHash('sha1').update(linear16Bytes(samples)).digest('hex'),
  };
}

/** Lets the loop turn until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
