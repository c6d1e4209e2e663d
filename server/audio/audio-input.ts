import type { AudioFormat } from '../../shared/evi/messages.ts';
import { HEARING_SAMPLE_RATE } from '../providers/types.ts';
import { type WithResolvers, withResolvers } from '../with-resolvers.ts';
import { type ByteQueue, createByteQueue } from './containers/byte-queue.ts';
import type { Reader } from './containers/reader.ts';
import { readStreams } from './containers/streams.ts';
import { createStreamDecoder } from './stream-decoder.ts';

/** Its methods must not throw: what comes later than `write` has nobody to throw to. */
export interface AudioInputListener {
  /** 16 kHz mono, in order. May come during `write` or soon after. */
  samples(samples: Int16Array): void;
  /** Once for each stream that cannot be decoded: what is wrong and what to send instead. */
  refused(reason: string): void;
}

export interface AudioInput {
  /**
   * Headerless bytes from here on are in this format. A format other than the last, or any after a refusal, begins a
   * new stream; the same one again goes on with the stream and costs nothing. A container's header at the start of the
   * stream wins over it.
   */
  announce(format: AudioFormat): void;
  /** Any number of bytes; they are copied. No bytes make it throw. */
  write(bytes: Uint8Array): void;
  /**
   * Undefined: send on. Else audio waits because it came much faster than anybody speaks; resolves when all that
   * was written is decoded.
   */
  readonly ready: Promise<void> | undefined;
  /** The listener hears no more. */
  close(): void;
}

/** Bytes that wait to be decoded: one message of 16 MiB, the most that a chat allows, and what comes meanwhile. */
const MAX_WAITING = 20 * 1024 * 1024;
const MAX_SECTIONS = 16;
/** 20 seconds of audio, some 100 ms of work, are decoded before `write` returns; the rest in turns of some 10 ms. */
const FIRST_TURN: Turn = { samples: 20 * HEARING_SAMPLE_RATE, steps: 20_000 };
const NEXT_TURN: Turn = { samples: 2 * HEARING_SAMPLE_RATE, steps: 2000 };
/** As many bytes are as much work, where they need any, as a reader's step without them. */
const BYTES_A_STEP = 256;
/** A decoder, and the filter of a rate that was not heard lately: up to 10 ms of work, though its header has 46 bytes. */
const STREAM_STEPS = NEXT_TURN.steps;
/** A client that answers each refusal with another bad stream is not told for ever. */
const REFUSALS_IN_A_ROW = 10;

/** Milliseconds of audio that may be ahead of the clock: what a client kept while it was not connected comes at once. */
const BURST = 30_000;
/** Milliseconds by which the clock has to catch up before more is decoded. */
const CATCH_UP = 1000;

/** How much is decoded before others get the processor. */
interface Turn {
  samples: number;
  /** Of a reader; some microseconds each. */
  steps: number;
}

/** The bytes under one announcement. */
interface Section {
  queue: ByteQueue;
  reader: Reader;
  /** How many bytes the reader waits for. */
  needed: number;
}

/**
 * The visitor's audio as 16 kHz mono, whatever the client sends.
 *
 * @param burst Milliseconds of audio that are decoded as fast as they come; what is further ahead of the clock waits.
 */
export function createAudioInput(listener: AudioInputListener, burst = BURST): AudioInput {
  let announced: AudioFormat | undefined;
  let refused = false;
  let refusalsInARow = 0;
  /** What the listener was not told yet. It is told between a reader's steps, so it may also close this. */
  let found: (Int16Array | { reason: string })[] = [];
  let continuation: NodeJS.Immediate | undefined;
  /** The clock's time at which all that the listener was told would have been spoken. */
  let spokenUntil = 0;
  let pause: { timer: NodeJS.Timeout | undefined; over: WithResolvers<void> } | undefined;
  let closed = false;

  const decoder = createStreamDecoder(
    (samples) => found.push(samples),
    () => work(NEXT_TURN),
  );

  function refuse(reason: string): void {
    decoder.reset();
    refused = true;
    found.push({ reason });
  }

  function createSection(start: 'stream' | 'rest'): Section {
    const queue = createByteQueue();
    const format = announced && { sampleRate: announced.sample_rate, channels: announced.channels };
    const reader = readStreams(queue, start, format, decoder, {
      begun() {
        refused = false;
      },
      refused: refuse,
    });
    return { queue, reader, needed: 0 };
  }
  let sections: [Section, ...Section[]] = [createSection('stream')];

  /** Milliseconds. */
  const ahead = (): number => spokenUntil - performance.now();

  function waitForClock(): void {
    pause ??= { timer: undefined, over: withResolvers() };
    const timed = pause;
    timed.timer = setTimeout(
      () => {
        timed.timer = undefined;
        work(NEXT_TURN);
      },
      ahead() - burst + CATCH_UP,
    );
  }

  function endPause(): void {
    clearTimeout(pause?.timer);
    pause?.over.resolve();
    pause = undefined;
  }

  function work(turn: Turn): void {
    decodeSome(turn);
    if (!continuation && !pause?.timer) endPause();
  }

  /** Decodes until bytes are missing, the next decoder has to load, the clock is far behind, or the turn is over. */
  function decodeSome(turn: Turn): void {
    let { samples, steps } = turn;
    while (!closed && decoder.ready) {
      const [section, next, ...later] = sections;
      if (section.queue.length < section.needed) {
        if (!next) return;
        sections = [next, ...later];
      } else if (ahead() > burst) {
        waitForClock();
        return;
      } else if (samples <= 0 || steps <= 0) {
        continuation = setImmediate(() => {
          continuation = undefined;
          work(NEXT_TURN);
        });
        return;
      } else {
        const before = section.queue.position;
        const begunBefore = decoder.begun;
        const step = section.reader.next();
        section.needed = step.done ? Number.POSITIVE_INFINITY : step.value;
        steps -= 1 + (section.queue.position - before) / BYTES_A_STEP;
        steps -= (decoder.begun - begunBefore) * STREAM_STEPS;
        samples -= tell();
      }
    }
  }

  /** Returns how many samples there were. */
  function tell(): number {
    const telling = found;
    found = [];
    let samples = 0;
    for (const each of telling) {
      if (closed) break;
      if (each instanceof Int16Array) {
        samples += each.length;
        refusalsInARow = 0;
        listener.samples(each);
      } else {
        refusalsInARow += 1;
        if (refusalsInARow <= REFUSALS_IN_A_ROW) listener.refused(each.reason);
      }
    }
    spokenUntil = Math.max(spokenUntil, performance.now()) + (1000 * samples) / HEARING_SAMPLE_RATE;
    return samples;
  }

  function dropAll(): void {
    sections = [createSection('rest')];
    refuse(
      'The audio comes faster than it can be decoded: send it as it is recorded, and begin a new stream.',
    );
    tell();
  }

  return {
    announce(format) {
      const isSame = announced?.sample_rate === format.sample_rate && announced.channels === format.channels;
      if (closed || (isSame && (!refused || sections.length > 1))) return;
      announced = { ...format };
      if (sections.length === MAX_SECTIONS) dropAll();
      else sections.push(createSection('stream'));
      if (!continuation && !pause?.timer) work(FIRST_TURN);
    },
    write(bytes) {
      if (closed) return;
      const waiting = sections.reduce((sum, { queue }) => sum + queue.length, 0);
      if (waiting + bytes.length > MAX_WAITING) {
        dropAll();
        return;
      }
      (sections.at(-1) ?? sections[0]).queue.append(bytes);
      if (!continuation && !pause?.timer) work(FIRST_TURN);
    },
    get ready() {
      return pause?.over.promise;
    },
    close() {
      closed = true;
      clearImmediate(continuation);
      endPause();
      decoder.reset();
      sections = [createSection('rest')];
    },
  };
}
