import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLinear16Reader, joinSamples, linear16Bytes } from '../../server/audio/linear16.ts';

const samplesOf = fc.array(fc.integer({ min: -32_768, max: 32_767 })).map((list) => Int16Array.from(list));

test('any cut of the bytes, at any address, gives the samples back', () => {
  fc.assert(
    fc.property(samplesOf, fc.array(fc.nat({ max: 9 }), { minLength: 1 }), (samples, sizes) => {
      const bytes = linear16Bytes(samples);
      const reader = createLinear16Reader();
      const read: Int16Array[] = [];
      let at = 0;
      for (let index = 0; at < bytes.length; index += 1) {
        // Every tenth is at least one byte, so that a list of zeros ends too.
        const size = Math.max(index % 10 === 9 ? 1 : 0, sizes[index % sizes.length] ?? 1);
        const shifted = new Uint8Array(1 + size);
        const piece = bytes.subarray(at, at + size);
        shifted.set(piece, 1);
        read.push(reader.read(shifted.subarray(1, 1 + piece.length)));
        at += size;
      }
      expect(joinSamples(read)).toEqual(samples);
    }),
  );
});

test('samples read do not change with the buffer they came from', () => {
  const bytes = new Uint8Array([1, 0, 2, 0]);
  const samples = createLinear16Reader().read(bytes);
  bytes.fill(255);
  expect([...samples]).toEqual([1, 2]);
});

test('bytes are little-endian and share their memory with the samples', () => {
  const block = Int16Array.from([9, 258, 9]).subarray(1, 2);
  expect([...linear16Bytes(block)]).toEqual([2, 1]);
});
