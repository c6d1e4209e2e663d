import type { ByteQueue } from './byte-queue.ts';

/**
 * Takes a stream apart as its bytes come. It yields how many bytes it needs at the queue's front, and goes on when they are
 * there: so it cannot tell how the stream was cut into chunks. It returns in front of another stream's header.
 * Between `opus` or `linear16` and the first `data` it yields at least once.
 */
export type Reader = Generator<number, void, void>;

/** Part of a `Reader`, with a result. */
export type Reading<T> = Generator<number, T, void>;

/** What a container says of its Opus stream. */
export interface OpusHead {
  /** Samples at the start that are the encoder's warm-up, at 48 kHz. */
  preSkip: number;
}

/** What a reader finds. */
export interface StreamSink {
  /** From here on, `data` is any number of bytes of linear16. Throws a StreamRefusal for a format that cannot be heard. */
  linear16(sampleRate: number, channels: number): void;
  /** From here on, each `data` is one Opus packet. */
  opus(head: OpusHead): void;
  data(bytes: Uint8Array): void;
}

/** The stream cannot be decoded. The message is for the client's developer: what is wrong, and what to send instead. */
export class StreamRefusal extends Error {
  override name = 'StreamRefusal';
}

export const SEND_INSTEAD =
  'record audio/webm;codecs=opus, or send linear16 and announce it in session_settings.audio';

export function damaged(container: string): StreamRefusal {
  return new StreamRefusal(
    `The ${container} stream is damaged: send every byte that the recorder gives, once and in order, and begin again with a new recording.`,
  );
}

/** A codec that the container may carry and the server does not decode. */
export function otherCodec(container: string, codec: string): StreamRefusal {
  return new StreamRefusal(`This server decodes Opus in ${container}, not ${codec}: ${SEND_INSTEAD}.`);
}

/** Far above every header, page, box and Opus packet of a recorder; what declares more is not waited for. */
const MAX_TAKEN = 256 * 1024;
const MAX_SKIPPED = 1024 * 1024;

/** The next `count` bytes. */
export function* take(queue: ByteQueue, count: number, container: string): Reading<Buffer> {
  if (count > MAX_TAKEN) throw damaged(container);
  yield count;
  return queue.take(count);
}

export function* skip(queue: ByteQueue, count: number, container: string): Reading<void> {
  if (count > MAX_SKIPPED) throw damaged(container);
  let left = count;
  while (left > 0) {
    yield 1;
    left -= queue.take(left).length;
  }
}
