import { readOpusHead } from '../opus.ts';
import type { ByteQueue } from './byte-queue.ts';
import { damaged, type OpusHead, otherCodec, type Reader, type StreamSink, take } from './reader.ts';
import { containerAtFront } from './signature.ts';

/** Flags of a page (RFC 3533, 6). */
const CONTINUED = 1;
const FIRST = 2;
const MAX_PACKET = 64 * 1024;

/** How the first packets of other codecs begin. */
const OTHER_CODECS: readonly [string, string][] = [
  ['\x01vorbis', 'Vorbis'],
  ['\x7fFLAC', 'FLAC'],
  ['Speex', 'Speex'],
  ['\x80theora', 'Theora'],
];

/**
 * Ogg with one Opus stream; pages of other streams beside it are passed over. A first page after other pages
 * is the next recording. Checksums are not looked at: what carries the bytes here does not lose any.
 */
export function* readOgg(queue: ByteQueue, sink: StreamSink): Reader {
  let opus: { head: OpusHead; serial: number } | undefined;
  let codec = 'no audio';
  let headersOver = false;
  /** The tags, a packet of any length on pages of its own, come first. */
  let tagsOver = false;
  let begun: Buffer | undefined;

  for (;;) {
    if (headersOver && (yield* containerAtFront(queue)) !== undefined) return;
    const head = yield* take(queue, 27, 'Ogg');
    if (head.toString('latin1', 0, 4) !== 'OggS' || head.readUInt8(4) !== 0) throw damaged('Ogg');
    const flags = head.readUInt8(5);
    const pageSerial = head.readUInt32LE(14);
    const lacing = Uint8Array.from(yield* take(queue, head.readUInt8(26), 'Ogg'));
    const body = yield* take(
      queue,
      lacing.reduce((sum, length) => sum + length, 0),
      'Ogg',
    );

    if (flags & FIRST) {
      if (body.toString('latin1', 0, 8) === 'OpusHead') {
        opus = { head: readOpusHead(body, 'Ogg'), serial: pageSerial };
      } else {
        codec =
          OTHER_CODECS.find(([magic]) => body.toString('latin1', 0, magic.length) === magic)?.[1] ?? codec;
      }
      continue;
    }
    if (opus === undefined) throw otherCodec('Ogg', codec);
    if (!headersOver) {
      headersOver = true;
      sink.opus(opus.head);
      yield 0;
    }
    if (pageSerial !== opus.serial) continue;

    // A packet's beginning without its end, or an end without its beginning, is passed over.
    let passOver = (flags & CONTINUED) !== 0 && begun === undefined && tagsOver;
    if ((flags & CONTINUED) === 0) begun = undefined;
    let start = 0;
    let end = 0;
    for (const length of lacing) {
      end += length;
      if (length === 255) continue;
      const packet = begun ? Buffer.concat([begun, body.subarray(start, end)]) : body.subarray(start, end);
      if (tagsOver && !passOver) sink.data(packet);
      tagsOver = true;
      passOver = false;
      begun = undefined;
      start = end;
    }
    if (start < end && tagsOver && !passOver) {
      begun = Buffer.concat([begun ?? Buffer.alloc(0), body.subarray(start, end)]);
      if (begun.length > MAX_PACKET) throw damaged('Ogg');
    }
  }
}
