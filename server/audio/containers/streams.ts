import type { ByteQueue } from './byte-queue.ts';
import { readMp4 } from './mp4.ts';
import { readOgg } from './ogg.ts';
import { type Reader, type Reading, SEND_INSTEAD, StreamRefusal, type StreamSink } from './reader.ts';
import { type Container, containerAtFront, findHeader } from './signature.ts';
import { readWav } from './wav.ts';
import { readWebm } from './webm.ts';

const READERS: Record<Container, (queue: ByteQueue, sink: StreamSink) => Reader> = {
  webm: readWebm,
  ogg: readOgg,
  mp4: readMp4,
  wav: readWav,
};
const AT_ONCE = 64 * 1024;
/** Enough bytes to name what is no container that is decoded here. */
const NAMING = 4;

export interface Announced {
  sampleRate: number;
  channels: number;
}

export interface StreamEvents {
  begun(): void;
  refused(reason: string): void;
}

/**
 * Reads one stream after another, and never ends. Bytes that begin no container are linear16 in the announced format.
 * Without one, and for all that cannot be decoded, `refused` is told why, and what follows up to the next container's
 * header is dropped: 'rest' begins with that. (A container's reader takes its header before it refuses anything.)
 */
export function* readStreams(
  queue: ByteQueue,
  begin: 'stream' | 'rest',
  announced: Announced | undefined,
  sink: StreamSink,
  events: StreamEvents,
): Reader {
  if (begin === 'rest') yield* dropToHeader(queue);
  for (;;) {
    try {
      const container = yield* containerAtFront(queue);
      events.begun();
      if (container) yield* READERS[container](queue, sink);
      else if (announced) yield* readLinear16(queue, announced, sink);
      else throw new StreamRefusal(yield* explainUnknown(queue));
    } catch (error) {
      if (!(error instanceof StreamRefusal)) throw error;
      events.refused(error.message);
      yield* dropToHeader(queue);
    }
  }
}

function* readLinear16(queue: ByteQueue, format: Announced, sink: StreamSink): Reader {
  sink.linear16(format.sampleRate, format.channels);
  for (;;) {
    yield 1;
    sink.data(queue.take(AT_ONCE));
  }
}

function* dropToHeader(queue: ByteQueue): Reader {
  for (let needed = 1; ; ) {
    yield needed;
    const header = findHeader(queue.peek(AT_ONCE), 'any');
    queue.take(header.before);
    if (header.needed === 0) return;
    needed = header.needed;
  }
}

function* explainUnknown(queue: ByteQueue): Reading<string> {
  yield NAMING;
  const [first = 0, second = 0, third = 0] = queue.peek(NAMING);
  const name = queue.peek(NAMING).toString('latin1');
  if (name === 'fLaC') return `This server does not decode FLAC: ${SEND_INSTEAD}.`;
  // The sync word and the layer of MPEG audio III, with a bit rate that exists; the sync word of AAC's ADTS.
  const isMp3 = first === 0xff && (second & 0xe6) === 0xe2 && third < 0xf0;
  const isAac = first === 0xff && (second & 0xf6) === 0xf0;
  if (name.startsWith('ID3') || isMp3) return `This server does not decode MP3: ${SEND_INSTEAD}.`;
  if (isAac) return `This server does not decode AAC: ${SEND_INSTEAD}.`;
  return 'The audio does not begin with a WAV, WebM, Ogg or MP4 header, and no linear16 was announced: send session_settings.audio before the first byte of headerless linear16, or a recording from its first byte on.';
}
