import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeWav } from '../../server/audio/wav.ts';
import { readWav } from '../../widget/audio/wav.ts';

const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 500 });
const bytesOf = (file: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(file);
const backTo16 = (sound: Float32Array): number[] => Array.from(sound, (sample) => sample * 32_768);

test('what the server writes the frame reads, sample for sample', () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: 8000, max: 96_000 }), (list, rate) => {
      const sound = readWav(bytesOf(writeWav(Int16Array.from(list), rate)));
      expect(sound.sampleRate).toBe(rate);
      expect(backTo16(sound.samples)).toEqual(list);
    }),
  );
});

test('a file that is part of a larger buffer is read at its place', () => {
  const file = writeWav(Int16Array.from([1, 2, 3]), 16_000);
  const larger = new Uint8Array(file.length + 7);
  larger.set(file, 7);
  expect(backTo16(readWav(larger.subarray(7)).samples)).toEqual([1, 2, 3]);
});

test('of two channels the first is heard', () => {
  fc.assert(
    fc.property(samples, (list) => {
      const file = writeWav(Int16Array.from(list.flatMap((sample) => [sample, 0])), 16_000);
      file.writeUInt16LE(2, 22);
      expect(backTo16(readWav(bytesOf(file)).samples)).toEqual(list);
    }),
  );
});

test('unknown chunks are skipped, also of odd length', () => {
  const chunk = fc.tuple(fc.constantFrom('LIST', 'fact', 'junk'), fc.uint8Array({ maxLength: 9 }));
  fc.assert(
    fc.property(samples, fc.array(chunk), (list, chunks) => {
      const file = writeWav(Int16Array.from(list), 16_000);
      const between = chunks.map(([name, body]) => {
        const head = Buffer.alloc(8);
        head.write(name, 'latin1');
        head.writeUInt32LE(body.length, 4);
        return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
      });
      const whole = Buffer.concat([file.subarray(0, 36), ...between, file.subarray(36)]);
      expect(backTo16(readWav(bytesOf(whole)).samples)).toEqual(list);
    }),
  );
});

test('a file that promises more than it has is read as far as it goes', () => {
  const file = writeWav(Int16Array.from([5, 6]), 16_000);
  file.writeUInt32LE(0xffff_ffff, 40);
  expect(backTo16(readWav(bytesOf(file)).samples)).toEqual([5, 6]);
  expect(backTo16(readWav(bytesOf(file.subarray(0, 47))).samples)).toEqual([5]);
});

test('linear16 under the extensible tag is read, too', () => {
  const file = writeWav(Int16Array.from([5, 6]), 48_000);
  file.writeUInt16LE(0xfffe, 20);
  expect(backTo16(readWav(bytesOf(file)).samples)).toEqual([5, 6]);
});

test.each([0, 3999, 192_001, 4_294_967_295])('a rate of %d Hz is refused: no voice has it', (rate) => {
  const file = writeWav(Int16Array.from([1]), 16_000);
  file.writeUInt32LE(rate, 24);
  expect(() => readWav(bytesOf(file))).toThrow(RangeError);
});

test('another encoding is refused', () => {
  for (const [at, value] of [
    [20, 3],
    [34, 8],
    [22, 0],
  ] as const) {
    const file = writeWav(Int16Array.from([1]), 16_000);
    file.writeUInt16LE(value, at);
    expect(() => readWav(bytesOf(file))).toThrow(RangeError);
  }
});

test('garbage is a RangeError and nothing else', () => {
  const head = Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, plausible) => {
      try {
        readWav(bytesOf(plausible ? Buffer.concat([head, bytes]) : bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
    { numRuns: 1000 },
  );
});
