import fc from 'fast-check';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createByteQueue } from '../../server/audio/containers/byte-queue.ts';
import type { StreamSink } from '../../server/audio/containers/reader.ts';
import { readStreams } from '../../server/audio/containers/streams.ts';
import { chunksOf, decode, fixture, RECORDINGS } from './support/audio-streams.ts';

/** Far above all that a recorder sends at once, far below what would hurt. */
const MOST_WAITED_FOR = 256 * 1024;

interface Read {
  packets: string[];
  refusals: string[];
  heads: number;
}

/** What the readers find, with no decoder behind. Fails when one waits for too much, or keeps what it does not wait for. */
function read(bytes: Uint8Array, sizes: readonly number[] = [Number.POSITIVE_INFINITY]): Read {
  const result: Read = { packets: [], refusals: [], heads: 0 };
  const sink: StreamSink = {
    linear16: () => undefined,
    opus: () => {
      result.heads += 1;
    },
    data: (packet) => result.packets.push(Buffer.from(packet).toString('hex')),
  };
  const queue = createByteQueue();
  const reader = readStreams(queue, 'stream', undefined, sink, {
    begun: () => undefined,
    refused: (reason) => result.refusals.push(reason),
  });
  let needed = 0;
  for (const chunk of chunksOf(bytes, sizes)) {
    queue.append(chunk);
    while (queue.length >= needed) {
      needed = reader.next().value ?? Number.NaN;
      expect(needed).toBeLessThanOrEqual(MOST_WAITED_FOR);
    }
  }
  return result;
}

/** The packets as another demuxer finds them. */
async function independently(bytes: Uint8Array): Promise<string[]> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new Error('mediabunny finds no track');
  const packets: string[] = [];
  for await (const packet of new EncodedPacketSink(track).packets())
    packets.push(Buffer.from(packet.data).toString('hex'));
  return packets;
}

test.each(RECORDINGS)('in $file are the packets that mediabunny finds', async ({ file }) => {
  const { packets, refusals, heads } = read(fixture(file));
  expect(packets).toEqual(await independently(fixture(file)));
  expect(packets.length).toBeGreaterThan(50);
  expect({ refusals, heads }).toEqual({ refusals: [], heads: 1 });
});

function be(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

describe('Ogg', () => {
  /** One page; `open`: its last packet goes on on the next. */
  function page(flags: number, serial: number, packets: readonly Buffer[], open = false): Buffer {
    const lacing = packets.flatMap((packet, index) => {
      const full = Array<number>(Math.floor(packet.length / 255)).fill(255);
      return open && index === packets.length - 1 ? full : [...full, packet.length % 255];
    });
    const head = Buffer.alloc(27);
    head.write('OggS');
    head.writeUInt8(flags, 5);
    head.writeUInt32LE(serial, 14);
    head.writeUInt8(lacing.length, 26);
    return Buffer.concat([head, Buffer.from(lacing), ...packets]);
  }
  const opusHead = Buffer.from(`${Buffer.from('OpusHead').toString('hex')}0101380180bb0000000000`, 'hex');
  const tags = Buffer.concat([Buffer.from('OpusTags'), Buffer.alloc(500)]);
  const packet = (length: number, fill: number) => Buffer.alloc(length, fill);

  test('packets across pages, tags across pages, and streams beside', () => {
    const bytes = Buffer.concat([
      page(2, 7, [Buffer.from('\x80theora')]),
      page(2, 8, [opusHead]),
      page(0, 8, [tags.subarray(0, 255)], true),
      page(0, 7, [packet(40, 0x77)]),
      page(1, 8, [tags.subarray(255)]),
      page(0, 8, [packet(3, 1), packet(510, 2)], true),
      page(0, 7, [packet(40, 0x77)]),
      page(1, 8, [packet(255, 2)], true),
      page(1, 8, [packet(4, 2), packet(255, 3), packet(0, 0)]),
    ]);
    const expected = [packet(3, 1), packet(769, 2), packet(255, 3), packet(0, 0)];
    for (const sizes of [[1], [5, 300], [Number.POSITIVE_INFINITY]]) {
      const { packets, refusals } = read(bytes, sizes);
      expect(packets).toEqual(expected.map((each) => each.toString('hex')));
      expect(refusals).toEqual([]);
    }
  });

  test('a packet whose other half is missing is passed over', () => {
    const bytes = Buffer.concat([
      page(2, 8, [opusHead]),
      page(0, 8, [tags]),
      page(0, 8, [packet(255, 1)], true),
      page(0, 8, [packet(3, 2)]),
      page(1, 8, [packet(4, 3), packet(5, 4)]),
    ]);
    expect(read(bytes).packets).toEqual(['020202', '0404040404']);
  });

  test('a packet without end is refused', () => {
    const endless = Array.from({ length: 20 }, () => page(1, 8, [packet(255 * 255, 1)], true));
    const bytes = Buffer.concat([
      page(2, 8, [opusHead]),
      page(0, 8, [tags]),
      page(0, 8, [packet(255, 1)], true),
      ...endless,
    ]);
    expect(read(bytes).refusals).toEqual([expect.stringContaining('The Ogg stream is damaged')]);
  });
});

describe('WebM', () => {
  const header = Buffer.from('1a45dfa380', 'hex');
  const element = (id: string, body: Buffer) =>
    Buffer.concat([Buffer.from(id, 'hex'), be(0x10000000 + body.length, 4), body]);
  const unknown = (id: string) => Buffer.from(`${id}01ffffffffffffff`, 'hex');
  const track = (number: number, codec: string) =>
    element('ae', Buffer.concat([element('d7', be(number, 1)), element('86', Buffer.from(codec))]));
  const block = (number: number, flags: number, content: string) =>
    Buffer.concat([be(0x80 + number, 1), be(0, 2), be(flags, 1), Buffer.from(content, 'hex')]);
  const start = Buffer.concat([
    header,
    unknown('18538067'),
    element('1654ae6b', Buffer.concat([track(1, 'V_VP8'), track(2, 'A_OPUS\0'), track(3, 'A_OPUS')])),
    unknown('1f43b675'),
  ]);

  test('only blocks of the first Opus track, simple or in groups, are read', () => {
    const bytes = Buffer.concat([
      start,
      element('a3', block(1, 0, 'aaaa')),
      element('a3', block(2, 0x80, 'bbbb')),
      element('a0', Buffer.concat([element('a1', block(2, 0, 'cccc')), element('9b', be(60, 1))])),
      element('a3', block(3, 0, 'dddd')),
      element('ec', Buffer.alloc(300)),
      unknown('1f43b675'),
      element('a3', block(2, 0, 'eeee')),
    ]);
    for (const sizes of [[1], [3, 50]]) {
      const { packets, refusals } = read(bytes, sizes);
      expect(packets).toEqual(['bbbb', 'cccc', 'eeee']);
      expect(refusals).toEqual([]);
    }
  });

  test('several packets in one block are refused', () => {
    const { refusals } = read(Buffer.concat([start, element('a3', block(2, 0x04, '01aabb'))]));
    expect(refusals).toEqual([expect.stringContaining('turn the lacing off')]);
  });

  test.each([
    [
      'a block before the tracks',
      Buffer.concat([header, unknown('18538067'), element('a3', block(1, 0, 'aa'))]),
    ],
    ['a cluster before the tracks', Buffer.concat([header, unknown('18538067'), unknown('1f43b675')])],
    [
      'tracks without end',
      Buffer.concat([header, unknown('18538067'), Buffer.alloc(1000, Buffer.from('ae80', 'hex'))]),
    ],
    [
      'a block without a track number',
      Buffer.concat([start, element('a3', Buffer.alloc(0)), Buffer.alloc(20)]),
    ],
    ['a block of unknown size', Buffer.concat([start, unknown('a3'), block(2, 0, 'aa')])],
    [
      'a block of 300 kB',
      Buffer.concat([start, Buffer.from('a3084000', 'hex'), be(300_000, 3), block(2, 0, 'aa')]),
    ],
    [
      'an element of 2 MiB',
      Buffer.concat([start, Buffer.from('ec0120000000200000', 'hex'), Buffer.alloc(20)]),
    ],
  ])('%s is refused', (_, bytes) => {
    expect(read(bytes).refusals).toEqual([expect.stringContaining('The WebM stream is damaged')]);
  });
});

describe('MP4', () => {
  const box = (type: string, ...bodies: Buffer[]) => {
    const body = Buffer.concat(bodies);
    return Buffer.concat([be(8 + body.length, 4), Buffer.from(type, 'latin1'), body]);
  };
  const trak = (id: number, entry: Buffer) =>
    box(
      'trak',
      box('tkhd', be(0x01000000, 4), Buffer.alloc(16), be(id, 4)),
      box('mdia', box('minf', box('stbl', box('stsd', Buffer.alloc(8), entry)))),
    );
  const opus = box('Opus', Buffer.alloc(28), box('dOps', Buffer.from('0001013800000000000000', 'hex')));
  const trex = box('trex', be(0, 4), be(2, 4), be(1, 4), be(0, 4), be(3, 4), be(0, 4));
  const ftyp = box('ftyp', Buffer.from('isom'), Buffer.alloc(4));
  const start = Buffer.concat([
    ftyp,
    box('moov', trak(1, box('avc1', Buffer.alloc(70))), trak(2, opus), box('mvex', trex)),
  ]);
  const tfhd = (id: number, flags = 0, ...more: Buffer[]) => box('tfhd', be(flags, 4), be(id, 4), ...more);
  const trun = (flags: number, count: number, ...more: Buffer[]) =>
    box('trun', be(flags, 4), be(count, 4), ...more);
  const mdat = (hex: string) => box('mdat', Buffer.from(hex, 'hex'));

  test('samples beside those of a video, in runs, with sizes of their own, of the fragment and of the file', () => {
    const video = box('traf', tfhd(1), trun(0x201, 1, be(200, 4), be(2, 4)));
    // Durations, sizes, flags and composition times of two samples.
    const all = trun(
      0xf01,
      2,
      be(0, 4),
      ...[1, 2].flatMap((size) => [be(9, 4), be(size, 4), be(9, 4), be(9, 4)]),
    );
    const audio = (offset: number) =>
      box('traf', tfhd(2), Buffer.concat([all, trun(0x04, 1, be(7, 4))])).fill(be(offset, 4), 40, 44);
    const length = box('moof', video, audio(0)).length;
    const fragment = Buffer.concat([
      box('moof', video.fill(be(length + 8, 4), 40, 44), audio(length + 10)),
      mdat('ffffa1b1b2c1c2c3eeee'),
    ]);
    const second = box(
      'moof',
      box('traf', tfhd(2, 0x38, be(9, 4), be(4, 4), be(9, 4)), trun(0x01, 1, be(0, 4))),
    );
    second.fill(be(second.length + 8, 4), second.length - 4);
    const bytes = Buffer.concat([start, fragment, box('free', Buffer.alloc(5)), second, mdat('d1d2d3d4')]);
    for (const sizes of [[1], [9, 100]]) {
      const { packets, refusals } = read(bytes, sizes);
      expect(packets).toEqual(['a1', 'b1b2', 'c1c2c3', 'd1d2d3d4']);
      expect(refusals).toEqual([]);
    }
  });

  const moof = (...runs: Buffer[]) => box('moof', box('traf', tfhd(2), ...runs));
  test.each([
    ['a movie of 1 GiB', Buffer.concat([ftyp, be(0x40000000, 4), Buffer.from('moov')])],
    ['a fragment of 1 GiB', Buffer.concat([start, be(0x40000000, 4), Buffer.from('moof')])],
    [
      'a sample of 1 GiB',
      Buffer.concat([start, moof(trun(0x201, 1, be(0, 4), be(0x40000000, 4))), mdat('00')]),
    ],
    ['a billion samples', Buffer.concat([start, moof(trun(0, 1_000_000_000)), mdat('00')])],
    [
      'samples before the fragment',
      Buffer.concat([start, moof(trun(0x201, 1, be(0xfffffff0, 4), be(1, 4))), mdat('00')]),
    ],
    ['a run that is too short', Buffer.concat([start, moof(trun(0x200, 5, be(1, 4))), mdat('00')])],
    [
      'a child longer than its box',
      Buffer.concat([start, box('moof', be(100, 4), Buffer.from('traf')), mdat('00')]),
    ],
    ['a movie without tracks', Buffer.concat([ftyp, box('moov')])],
    ['a box without a name', Buffer.concat([start, Buffer.alloc(16)])],
    ['a box of negative size', Buffer.concat([start, be(1, 4), Buffer.from('free'), Buffer.alloc(8)])],
  ])('%s is refused', (_, bytes) => {
    expect(read(bytes).refusals).toEqual([expect.stringContaining('The MP4 stream is damaged')]);
  });
});

describe('hostile bytes', () => {
  const noise = vi.spyOn(console, 'error');
  afterEach(() => noise.mockClear());

  const sources = [...RECORDINGS.map(({ file }) => file), 'vorbis.ogg', 'aac.mp4', 'whole-opus.mp4'].map(
    fixture,
  );
  /** A recording with bytes changed, cut out and put in twice. */
  const mutated = fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(
        fc.record({
          // Headers are where a changed byte does most.
          at: fc.oneof(fc.nat({ max: 800 }), fc.nat({ max: 15_000 })),
          remove: fc.oneof(fc.constant(0), fc.nat({ max: 40 }), fc.nat({ max: 4000 })),
          insert: fc.oneof(fc.uint8Array({ maxLength: 9 }), fc.constant(Buffer.from('ffffffff', 'hex'))),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    )
    .map(([source, edits]) =>
      edits.reduce<Buffer>(
        (bytes, { at, remove, insert }) =>
          Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
        source,
      ),
    );
  const magic = fc.constantFrom(
    ...['1a45dfa3', '4f67675300024f70757348656164', '0000001c66747970', '52494646aaaaaaaa57415645'].map(
      (hex) => Buffer.from(hex, 'hex'),
    ),
  );
  const invented = fc.tuple(magic, fc.uint8Array({ maxLength: 3000 })).map((parts) => Buffer.concat(parts));
  const bytesOf = fc.oneof(
    mutated,
    invented,
    fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
  );
  const sizesOf = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 })), {
    minLength: 1,
    maxLength: 5,
  });

  test('are read to the end, in bounded memory, and the same at any chunking', () => {
    fc.assert(
      fc.property(bytesOf, sizesOf, (bytes, sizes) => {
        expect(read(bytes, sizes)).toEqual(read(bytes));
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  test('make nothing throw and no line on the console, and what comes after them is heard', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf, sizesOf, async (bytes, sizes) => {
        // Resolves when samples under a later announcement come out.
        await decode(bytes, sizes);
        expect(noise).not.toHaveBeenCalled();
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

test('a queue gives back the bytes that it was given', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ append: fc.nat({ max: 300 }), take: fc.nat({ max: 400 }) })),
      (steps) => {
        const queue = createByteQueue();
        let appended = 0;
        let taken = 0;
        for (const { append, take } of steps) {
          queue.append(Uint8Array.from({ length: append }, () => appended++ % 251));
          expect(queue.length).toBe(appended - taken);
          const peeked = [...queue.peek(take)];
          const bytes = [...queue.take(take)];
          expect(bytes).toEqual(peeked);
          expect(bytes).toEqual(
            Array.from({ length: Math.min(take, appended - taken) }, () => taken++ % 251),
          );
          expect(queue.position).toBe(taken);
        }
      },
    ),
  );
});
