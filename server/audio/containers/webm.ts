import { readOpusHead } from '../opus.ts';
import type { ByteQueue } from './byte-queue.ts';
import {
  damaged,
  type OpusHead,
  otherCodec,
  type Reader,
  type Reading,
  StreamRefusal,
  type StreamSink,
  skip,
  take,
} from './reader.ts';
import { containerAtFront } from './signature.ts';

/** Elements (RFC 9559) that matter here; all others are passed over. */
const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const TRACK_NUMBER = 0xd7;
const CODEC = 0x86;
const CODEC_PRIVATE = 0x63a2;
const CLUSTER = 0x1f43b675;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
const SIMPLE_BLOCK = 0xa3;
/** They are stepped into: their size does not matter, and a recorder leaves it unknown. */
const ENTERED: ReadonlySet<number> = new Set([SEGMENT, TRACKS, TRACK, CLUSTER, BLOCK_GROUP]);
const LACING = 0x06;
const OPUS = 'Opus';
const NAMES = new Map([
  ['OPUS', OPUS],
  ['VORBIS', 'Vorbis'],
]);

const MAX_TRACKS = 64;

interface Track {
  number: number;
  codec: string;
  head: OpusHead;
}

/** WebM or Matroska: the packets of its first Opus track, each as soon as its last byte is there. */
export function* readWebm(queue: ByteQueue, sink: StreamSink): Reader {
  const tracks: Track[] = [];
  let opus: Track | undefined;
  yield* skip(queue, 4, 'WebM');
  yield* skip(queue, yield* readVint(queue), 'WebM');

  for (;;) {
    if ((yield* containerAtFront(queue)) !== undefined) return;
    const id = yield* readId(queue);
    const size = yield* readVint(queue);
    const track = tracks.at(-1);
    if (id === TRACK) {
      if (tracks.length === MAX_TRACKS) throw damaged('WebM');
      tracks.push({ number: -1, codec: 'an unnamed codec', head: { preSkip: 0 } });
    } else if (id === CLUSTER && opus === undefined) {
      opus = opusTrack(tracks);
      sink.opus(opus.head);
    }
    if (ENTERED.has(id)) continue;

    if (id === TRACK_NUMBER && track) track.number = unsigned(yield* take(queue, size, 'WebM'));
    else if (id === CODEC && track) track.codec = codecName(yield* take(queue, size, 'WebM'));
    else if (id === CODEC_PRIVATE && track?.codec === OPUS)
      track.head = readOpusHead(yield* take(queue, size, 'WebM'), 'WebM');
    else if (id === BLOCK || id === SIMPLE_BLOCK) yield* readBlock(queue, size, opus, sink);
    else yield* skip(queue, size, 'WebM');
  }
}

function opusTrack(tracks: readonly Track[]): Track {
  const track = tracks.find(({ codec }) => codec === OPUS);
  if (track) return track;
  if (tracks.length === 0) throw damaged('WebM');
  throw otherCodec('WebM', tracks.map(({ codec }) => codec).join(' and '));
}

/** 'A_OPUS' is Opus, 'A_PCM/FLOAT/IEEE' is PCM. */
function codecName(id: Buffer): string {
  const name = /^[AVS]_([A-Z0-9]{1,16})/.exec(id.toString('latin1'))?.[1];
  return NAMES.get(name ?? '') ?? name ?? 'an unknown codec';
}

function* readBlock(
  queue: ByteQueue,
  size: number,
  opus: Track | undefined,
  sink: StreamSink,
): Reading<void> {
  const start = queue.position;
  const number = yield* readVint(queue);
  const flags = (yield* take(queue, 3, 'WebM')).readUInt8(2);
  const rest = size - (queue.position - start);
  if (opus === undefined || rest < 0) throw damaged('WebM');
  if (number !== opus.number) {
    yield* skip(queue, rest, 'WebM');
    return;
  }
  if (flags & LACING)
    throw new StreamRefusal(
      'This server reads one Opus packet from each WebM block, not several: turn the lacing off.',
    );
  sink.data(yield* take(queue, rest, 'WebM'));
}

function* readId(queue: ByteQueue): Reading<number> {
  const length = yield* vintLength(queue);
  if (length > 4) throw damaged('WebM');
  return unsigned(yield* take(queue, length, 'WebM'));
}

/** A size or a track's number. Infinity for an unknown size. Beyond 2^53 it is not exact, and too large anyway. */
function* readVint(queue: ByteQueue): Reading<number> {
  const length = yield* vintLength(queue);
  if (length > 8) throw damaged('WebM');
  const [first = 0, ...others] = yield* take(queue, length, 'WebM');
  const value = unsigned([first & (0xff >> length), ...others]);
  return value >= 2 ** (7 * length) - 1 ? Number.POSITIVE_INFINITY : value;
}

/** The zero bits that a number begins with say how many bytes it has. */
function* vintLength(queue: ByteQueue): Reading<number> {
  yield 1;
  return Math.clz32(queue.peek(1).readUInt8(0)) - 23;
}

function unsigned(bytes: Iterable<number>): number {
  return [...bytes].reduce((sum, byte) => sum * 256 + byte, 0);
}
