import { createLinear16Reader, linear16Bytes } from './linear16.ts';

const HEADER_BYTES = 44;

/**
 * A complete WAV file (44-byte header, linear16 mono), as each EVI `audio_output` carries one.
 * `sampleRate` is in hertz. RIFF sizes are 32-bit, so samples beyond 2 GiB would not fit; a sentence is far below.
 */
export function writeWav(samples: Int16Array, sampleRate: number): Buffer {
  const data = linear16Bytes(samples);
  const file = Buffer.alloc(HEADER_BYTES + data.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(HEADER_BYTES - 8 + data.length, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(data.length, 40);
  file.set(data, HEADER_BYTES);
  return file;
}

export interface Wav {
  sampleRate: number;
  channels: number;
  /** Interleaved. */
  samples: Int16Array;
}

/**
 * Reads a complete linear16 WAV file; unknown chunks are skipped, and a data size beyond the file's end (streamed
 * files say 0 or 0xffffffff) means 'to the end'. Throws a RangeError on anything else.
 */
export function readWav(file: Uint8Array): Wav {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const tag = (at: number) => bytes.toString('latin1', at, at + 4);
  if (bytes.length < HEADER_BYTES || tag(0) !== 'RIFF' || tag(8) !== 'WAVE')
    throw new RangeError('Not a WAV file');
  let format: { sampleRate: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = tag(at);
    const size = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (name === 'fmt ' && body + 16 <= bytes.length) {
      const bits = bytes.readUInt16LE(body + 14);
      if (bytes.readUInt16LE(body) !== 1 || bits !== 16) throw new RangeError(`Not linear16: ${bits} bits`);
      format = { channels: bytes.readUInt16LE(body + 2), sampleRate: bytes.readUInt32LE(body + 4) };
    } else if (name === 'data' && format !== undefined) {
      const end = size === 0 ? bytes.length : Math.min(bytes.length, body + size);
      return { ...format, samples: createLinear16Reader().read(bytes.subarray(body, end)) };
    }
    at = body + size + (size % 2);
  }
  throw new RangeError('WAV file without linear16 data');
}
