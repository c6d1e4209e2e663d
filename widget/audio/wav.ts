export interface Sound {
  /** Hertz. */
  sampleRate: number;
  /** The first channel, from -1 to 1. */
  samples: Float32Array<ArrayBuffer>;
}

/** Format tags: PCM, and the extensible one that some writers use for it. */
const PCM = new Set([1, 0xfffe]);
/** Hertz. */
const LOWEST_RATE = 4000;
const HIGHEST_RATE = 192_000;

/**
 * Reads a complete 16-bit WAV file. By hand and not with decodeAudioData, which resamples each chunk on its own and
 * so clicks at every joint. Throws a RangeError on anything else.
 */
export function readWav(file: Uint8Array<ArrayBuffer>): Sound {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  // 'RIFF' and 'WAVE'
  if (view.byteLength < 44 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57415645)
    throw new RangeError('not a WAV file');
  let channels = 0;
  let sampleRate = 0;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const name = view.getUint32(at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    // 'fmt '
    if (name === 0x666d7420) {
      if (!PCM.has(view.getUint16(body, true)) || view.getUint16(body + 14, true) !== 16)
        throw new RangeError('not linear16');
      channels = view.getUint16(body + 2, true);
      sampleRate = view.getUint32(body + 4, true);
      if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) throw new RangeError('no rate of speech');
    }
    // 'data'; a streamed file may promise more than there is
    if (name === 0x64617461 && channels) {
      const frames = Math.floor(Math.min(size, view.byteLength - body) / (2 * channels));
      const samples = new Float32Array(frames);
      for (let index = 0; index < frames; index += 1)
        samples[index] = view.getInt16(body + index * 2 * channels, true) / 32768;
      return { sampleRate, samples };
    }
    at = body + size + (size % 2);
  }
  throw new RangeError('a WAV file without sound');
}
