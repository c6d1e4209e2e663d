import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWav, writeWav } from '../../server/audio/wav.ts';

test('the header is the 44 bytes that every decoder reads', () => {
  const file = writeWav(Int16Array.from([1, -2]), 16_000);
  expect(file.toString('hex')).toBe(
    [
      '52494646', // RIFF
      '28000000', // 36 + 4
      '57415645', // WAVE
      '666d7420', // 'fmt '
      '10000000', // 16
      '0100', // PCM
      '0100', // mono
      '803e0000', // 16000 Hz
      '007d0000', // 32000 bytes a second
      '0200', // bytes a frame
      '1000', // bits
      '64617461', // data
      '04000000',
      '0100feff',
    ].join(''),
  );
});

test('what is written can be read', () => {
  const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1 });
  fc.assert(
    fc.property(samples, fc.integer({ min: 8000, max: 48_000 }), (list, sampleRate) => {
      const wav = readWav(writeWav(Int16Array.from(list), sampleRate));
      expect(wav).toEqual({ sampleRate, channels: 1, samples: Int16Array.from(list) });
    }),
  );
});

test('unknown chunks are skipped, also of odd length', () => {
  const file = writeWav(Int16Array.from([3, 4]), 8000);
  const list = Buffer.from([...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0]);
  const wav = readWav(Buffer.concat([file.subarray(0, 36), list, file.subarray(36)]));
  expect([...wav.samples]).toEqual([3, 4]);
});

test.each([0, 0xffff_ffff])('a streamed file that gives its size as %i is read to its end', (size) => {
  const file = writeWav(Int16Array.from([3, 4]), 8000);
  file.writeUInt32LE(size, 40);
  expect([...readWav(file).samples]).toEqual([3, 4]);
});

test('anything else is refused, never misread', () => {
  const float = writeWav(new Int16Array(4), 8000);
  float.writeUInt16LE(3, 20);
  expect(() => readWav(float)).toThrow(RangeError);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => readWav(bytes)).toThrow(RangeError);
      const broken = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), bytes]);
      try {
        readWav(broken);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
