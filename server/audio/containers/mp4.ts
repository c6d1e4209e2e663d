import { readOpusBox } from '../opus.ts';
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

/** Flags of `tfhd` and `trun` (ISO 14496-12, 8.8.7 and 8.8.8). */
const BASE_OFFSET = 0x01;
const DESCRIPTION = 0x02;
const DEFAULT_DURATION = 0x08;
const DEFAULT_SIZE = 0x10;
const DATA_OFFSET = 0x01;
const FIRST_FLAGS = 0x04;
/** What `trun` says of each sample, four bytes each, in this order. */
const DURATIONS = 0x100;
const SIZES = 0x200;
const SAMPLE_FLAGS = 0x400;
const COMPOSITION_TIMES = 0x800;

/** One fragment of a recorder has a tenth of a second to some seconds. */
const MAX_FRAGMENT = 16 * 1024 * 1024;
const MAX_SAMPLES = 10_000;

const NAMES = new Map([
  ['mp4a', 'AAC'],
  ['fLaC', 'FLAC'],
  ['alac', 'Apple Lossless'],
]);

interface OpusTrack {
  id: number;
  head: OpusHead;
  /** Bytes of a sample, where neither fragment nor run says. */
  defaultSize: number;
}

/** Where one Opus packet is, as a position in the queue. */
interface Sample {
  start: number;
  size: number;
}

/** Fragmented MP4 with an Opus track, as MediaRecorder sends it: each packet as soon as its last byte is there. */
export function* readMp4(queue: ByteQueue, sink: StreamSink): Reader {
  const streamStart = queue.position;
  let opus: OpusTrack | undefined;
  let samples: Sample[] = [];

  for (let first = true; ; first = false) {
    if (!first && (yield* containerAtFront(queue)) !== undefined) return;
    const boxStart = queue.position;
    const { type, size } = yield* readBoxHead(queue);
    if (type === 'moov' && !opus) {
      opus = readMovie(yield* take(queue, size, 'MP4'));
      sink.opus(opus.head);
    } else if (type === 'moof') {
      if (!opus) throw damaged('MP4');
      samples = readFragment(yield* take(queue, size, 'MP4'), opus, streamStart, boxStart);
    } else if (type === 'mdat') {
      if (!opus) throw notFragmented();
      if (size > MAX_FRAGMENT) throw damaged('MP4');
      yield* readSamples(queue, queue.position + size, samples, sink);
      samples = [];
    } else {
      yield* skip(queue, size, 'MP4');
    }
  }
}

/** `size` is that of what follows; Infinity for 'to the end of the file'. */
function* readBoxHead(queue: ByteQueue): Reading<{ type: string; size: number }> {
  const head = yield* take(queue, 8, 'MP4');
  const declared = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) throw damaged('MP4');
  if (declared === 0) return { type, size: Number.POSITIVE_INFINITY };
  const size = declared === 1 ? Number((yield* take(queue, 8, 'MP4')).readBigUInt64BE(0)) - 16 : declared - 8;
  if (size < 0) throw damaged('MP4');
  return { type, size };
}

function* readSamples(
  queue: ByteQueue,
  end: number,
  samples: readonly Sample[],
  sink: StreamSink,
): Reading<void> {
  for (const { start, size } of samples) {
    if (start < queue.position || start + size > end) throw damaged('MP4');
    yield* skip(queue, start - queue.position, 'MP4');
    sink.data(yield* take(queue, size, 'MP4'));
  }
  yield* skip(queue, end - queue.position, 'MP4');
}

/** Finds the Opus track in the body of `moov`. Throws a StreamRefusal. */
function readMovie(movie: Buffer): OpusTrack {
  const codecs: string[] = [];
  const extension = child(movie, 'mvex');
  for (const track of children(movie, 'trak')) {
    const media = child(track, 'mdia');
    const entries = path(media, 'minf', 'stbl', 'stsd');
    if (!entries) continue;
    // Version, flags and a count come before the entries.
    for (const { type, body } of boxes(entries.subarray(8))) {
      const head = type === 'Opus' ? child(body.subarray(28), 'dOps') : undefined;
      if (!head) {
        codecs.push(NAMES.get(type) ?? (/^\w{4}$/.test(type) ? type : 'an unknown codec'));
        continue;
      }
      if (!extension) throw notFragmented();
      const id = readTrackId(child(track, 'tkhd'));
      const defaults = children(extension, 'trex').find((body) => uint(body, 4) === id);
      return { id, head: readOpusBox(head), defaultSize: defaults ? uint(defaults, 16) : 0 };
    }
  }
  throw codecs.length > 0 ? otherCodec('MP4', codecs.join(' and ')) : damaged('MP4');
}

function readTrackId(header: Buffer | undefined): number {
  if (!header) throw damaged('MP4');
  // Version 1 has times of 64 bits before it.
  return uint(header, uint(header, 0) >>> 24 === 1 ? 20 : 12);
}

/** The track's samples in the body of `moof`, by position in the queue. Throws a StreamRefusal. */
function readFragment(fragment: Buffer, opus: OpusTrack, streamStart: number, start: number): Sample[] {
  const samples: Sample[] = [];
  for (const track of children(fragment, 'traf')) {
    const header = child(track, 'tfhd');
    if (!header || uint(header, 4) !== opus.id) continue;
    const flags = uint(header, 0);
    let at = 8;
    let position = start;
    if (flags & BASE_OFFSET) {
      position = streamStart + uint(header, at) * 2 ** 32 + uint(header, at + 4);
      at += 8;
    }
    if (flags & DESCRIPTION) at += 4;
    if (flags & DEFAULT_DURATION) at += 4;
    const defaultSize = flags & DEFAULT_SIZE ? uint(header, at) : opus.defaultSize;
    const base = position;
    for (const run of children(track, 'trun')) {
      position = readRun(run, base, position, defaultSize, samples);
    }
  }
  return samples;
}

/** Adds a run's samples, and returns the position after the last. */
function readRun(run: Buffer, base: number, next: number, defaultSize: number, samples: Sample[]): number {
  const flags = uint(run, 0);
  const count = uint(run, 4);
  if (samples.length + count > MAX_SAMPLES) throw damaged('MP4');
  let at = 8;
  let start = next;
  if (flags & DATA_OFFSET) {
    start = base + (uint(run, at) | 0);
    at += 4;
  }
  if (flags & FIRST_FLAGS) at += 4;
  for (let index = 0; index < count; index += 1) {
    if (flags & DURATIONS) at += 4;
    const size = flags & SIZES ? uint(run, at) : defaultSize;
    if (flags & SIZES) at += 4;
    if (flags & SAMPLE_FLAGS) at += 4;
    if (flags & COMPOSITION_TIMES) at += 4;
    samples.push({ start, size });
    start += size;
  }
  return start;
}

/** Reads 32 bits. What a box should have and has not is damage. */
function uint(box: Buffer, at: number): number {
  if (at + 4 > box.length) throw damaged('MP4');
  return box.readUInt32BE(at);
}

function* boxes(parent: Buffer): Generator<{ type: string; body: Buffer }> {
  for (let at = 0; at + 8 <= parent.length; ) {
    const size = uint(parent, at);
    if (size < 8 || at + size > parent.length) throw damaged('MP4');
    yield { type: parent.toString('latin1', at + 4, at + 8), body: parent.subarray(at + 8, at + size) };
    at += size;
  }
}

function children(parent: Buffer, wanted: string): Buffer[] {
  return [...boxes(parent)].filter(({ type }) => type === wanted).map(({ body }) => body);
}

function child(parent: Buffer, wanted: string): Buffer | undefined {
  return children(parent, wanted)[0];
}

function path(parent: Buffer | undefined, ...names: string[]): Buffer | undefined {
  return names.reduce((box, name) => box && child(box, name), parent);
}

function notFragmented(): StreamRefusal {
  return new StreamRefusal(
    'This server decodes MP4 in fragments, as MediaRecorder sends it, not a whole file: record the audio live, or use WebM or WAV.',
  );
}
