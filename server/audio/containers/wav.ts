import type { ByteQueue } from './byte-queue.ts';
import { damaged, type Reader, StreamRefusal, type StreamSink, skip, take } from './reader.ts';
import { findHeader } from './signature.ts';

const PCM = 1;
const EXTENSIBLE = 0xfffe;
const OTHER_FORMATS = new Map([
  [3, 'floating point'],
  [6, 'A-law'],
  [7, 'mu-law'],
]);
const DATA_AT_ONCE = 64 * 1024;

/**
 * A WAV header and the samples after it. The sizes that it declares are not believed, because who streams does not know
 * them: samples go on until there is another header.
 */
export function* readWav(queue: ByteQueue, sink: StreamSink): Reader {
  yield* skip(queue, 12, 'WAV');
  for (let hasFormat = false; ; ) {
    const chunk = yield* take(queue, 8, 'WAV');
    const name = chunk.toString('latin1', 0, 4);
    const size = chunk.readUInt32LE(4);
    if (name === 'data') {
      if (!hasFormat) throw damaged('WAV');
      break;
    }
    if (name === 'fmt ') {
      readFormat(yield* take(queue, size, 'WAV'), sink);
      hasFormat = true;
      yield* skip(queue, size % 2, 'WAV');
    } else {
      yield* skip(queue, size + (size % 2), 'WAV');
    }
  }
  for (let needed = 1; ; ) {
    yield needed;
    const header = findHeader(queue.peek(DATA_AT_ONCE), 'wav');
    if (header.before > 0) sink.data(queue.take(header.before));
    if (header.needed === 0) return;
    needed = header.needed;
  }
}

function readFormat(body: Buffer, sink: StreamSink): void {
  if (body.length < 16) throw damaged('WAV');
  const tag = body.readUInt16LE(0);
  const bits = body.readUInt16LE(14);
  const format = tag === EXTENSIBLE && body.length >= 26 ? body.readUInt16LE(24) : tag;
  if (format !== PCM || bits !== 16) {
    const kind = format === PCM ? 'integer' : (OTHER_FORMATS.get(format) ?? `format ${format}`);
    throw new StreamRefusal(
      `This server reads 16-bit linear16 in WAV, not ${bits}-bit ${kind}: send 16-bit integer samples.`,
    );
  }
  sink.linear16(body.readUInt32LE(4), body.readUInt16LE(2));
}
