/** Linear16 is signed 16-bit little-endian, which is also how x64 and arm64 keep an Int16Array. */

export interface Linear16Reader {
  /** The whole samples in the bytes so far; half a sample at the end waits for the next call. */
  read(bytes: Uint8Array): Int16Array;
}

/** Network chunks may end in the middle of a sample and may start at an odd address. */
export function createLinear16Reader(): Linear16Reader {
  let carried = new Uint8Array(0);
  return {
    read(bytes) {
      // A copy: an Int16Array cannot start at an odd address, and the socket may reuse its buffer.
      const joined = new Uint8Array(carried.length + bytes.length);
      joined.set(carried);
      joined.set(bytes, carried.length);
      const whole = joined.length - (joined.length % 2);
      carried = joined.slice(whole);
      return new Int16Array(joined.buffer, 0, whole / 2);
    },
  };
}

/** The samples as bytes, without copying. */
export function linear16Bytes(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

export function joinSamples(blocks: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const joined = new Int16Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}
