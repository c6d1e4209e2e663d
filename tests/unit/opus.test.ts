import fc from 'fast-check';
import { OpusDecoder } from 'opus-decoder';
import { expect, test, vi } from 'vitest';
import { createOpusDecoder, type OpusDecoder as Decoder } from '../../server/audio/opus.ts';
import { isOpusPacket } from '../../server/audio/opus-packet.ts';

/** Of one frame and of several, in each of Opus' modes. */
const PACKETS = ['f8fffe', 'fcfffe', '78ffff', 'ff03fffefffefffe', '188000', '0b414141'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
/** 20 ms of silence. */
const GOOD = Buffer.from('f8fffe', 'hex');
/** A count of no frames. */
const BAD = Buffer.from('ff00', 'hex');

function loaded(preSkip = 0): Promise<Decoder> {
  return new Promise((resolve) => {
    const decoder = createOpusDecoder({ preSkip }, () => resolve(decoder));
  });
}

test('a packet is what libopus decodes', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const decoder = new OpusDecoder({ sampleRate: 16_000, channels: 1 });
  await decoder.ready;
  const frames = fc.tuple(
    fc.nat({ max: 255 }),
    fc.nat({ max: 255 }),
    fc.uint8Array({ maxLength: 1400, size: 'max' }),
  );
  const packets = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 20 }),
    frames.map(([toc, count, body]) => Buffer.from([toc | 3, count, ...body])),
    frames.map(([toc, first, body]) => Buffer.from([toc, first, ...body])),
    fc.constantFrom(...PACKETS),
  );
  let accepted = 0;
  fc.assert(
    fc.property(packets, (packet) => {
      const isDecoded = decoder.decodeFrame(Uint8Array.from(packet)).errors.length === 0;
      accepted += Number(isDecoded);
      expect(isOpusPacket(packet)).toBe(isDecoded);
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(600);
  expect(accepted).toBeLessThan(2700);
  decoder.free();
  said.mockRestore();
});

test('the warm-up that the header declares is left out', async () => {
  const decoder = await loaded(312);
  expect(decoder.decode(GOOD).length).toBe(320 - 104);
  expect(decoder.decode(GOOD).length).toBe(320);
  decoder.free();
});

test('single odd packets are passed over, ten in a row are refused', async () => {
  const decoder = await loaded();
  // Six frames of 1275 bytes: put together rightly, and too long for the decoder.
  const long = Buffer.concat([Buffer.from([0xfb, 6]), Buffer.alloc(6 * 1275)]);
  expect(isOpusPacket(long)).toBe(true);
  for (const odd of [BAD, long]) {
    for (let index = 0; index < 9; index += 1) expect(decoder.decode(odd).length).toBe(0);
    expect(decoder.decode(GOOD).length).toBe(320);
  }
  for (let index = 0; index < 20; index += 1) expect(decoder.decode(Buffer.alloc(0)).length).toBe(0);
  for (let index = 0; index < 9; index += 1) decoder.decode(BAD);
  expect(() => decoder.decode(BAD)).toThrow(/The Opus stream is damaged/);
  decoder.free();
});
