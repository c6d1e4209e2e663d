import type { Microphone } from '../audio/microphone.ts';

/** Bytes of 16 kHz linear16 in a millisecond. */
const PER_MILLISECOND = 32;

/** Kept of what lies before an utterance: its first sound is quieter than what opens the speech gate. */
const LEAD = 300 * PER_MILLISECOND;
/** After the last word the speech gate is still open for so long: what it lets through there is no speech. */
const HANGOVER = 300 * PER_MILLISECOND;
/** Kept of silence that could not be sent, and longer than any pause that ends a turn. */
const MOST_SILENCE = 2000 * PER_MILLISECOND;
/** Kept of everything; the oldest goes first. */
const MOST = 15_000 * PER_MILLISECOND;

/** What the microphone hears, on its way to whatever socket there is. */
export interface Uplink {
  frame(samples: ArrayBuffer, speech: boolean): void;
  /** A new socket takes audio: what the server has not understood yet is heard again, from its beginning. */
  open(): void;
  /** The socket is gone. */
  close(): void;
  /** The server has understood what was said up to there, in milliseconds of this socket's audio. */
  confirm(end: number): void;
  /** Speech was captured that the server has not confirmed. */
  readonly unconfirmed: boolean;
  /** And it was just now. */
  readonly speaking: boolean;
  clear(): void;
}

interface Frame {
  samples: ArrayBuffer;
  speech: boolean;
  /** Bytes of this socket's audio up to the end of this frame; only of frames that were sent. */
  until: number;
}

/**
 * @param send False where the frame was not taken; it stays and is offered again with the next one.
 */
export function createUplink(
  microphone: Pick<Microphone, 'container' | 'renew'>,
  send: (samples: ArrayBuffer) => boolean,
): Uplink {
  let frames: Frame[] = [];
  let bytes = 0;
  /** So many of the first frames were sent on this socket. */
  let sent = 0;
  let sentBytes = 0;
  let ready = false;
  /** The newest speech that is kept; -1 where there is none. */
  let speechAt = -1;

  const drop = (index: number): void => {
    const [frame] = frames.splice(index, 1);
    bytes -= frame?.samples.byteLength ?? 0;
    if (index < sent) sent -= 1;
    if (index <= speechAt) speechAt -= 1;
  };

  const clear = (): void => {
    frames = [];
    bytes = 0;
    sent = 0;
    speechAt = -1;
  };

  /** Bytes since the newest speech. */
  const silence = (): number => {
    let sum = 0;
    for (let index = frames.length - 1; index > speechAt; index -= 1)
      sum += frames[index]?.samples.byteLength ?? 0;
    return sum;
  };

  const trim = (): void => {
    while (bytes > MOST) drop(0);
    if (speechAt < 0) while (bytes > (sent > 0 ? LEAD : MOST_SILENCE)) drop(0);
    else while (silence() > MOST_SILENCE) drop(speechAt + 1);
  };

  const drain = (): void => {
    for (let frame = frames[sent]; ready && frame && send(frame.samples); frame = frames[sent]) {
      sentBytes += frame.samples.byteLength;
      frame.until = sentBytes;
      sent += 1;
    }
  };

  /** Pieces of a container make sense in their order and to one reader only: nothing of them is kept. */
  const passOn = (): void => {
    drain();
    while (sent > 0) drop(0);
    if (bytes <= MOST) return;
    clear();
    microphone.renew();
  };

  return {
    frame(samples, speech) {
      if (microphone.container && !ready) return;
      frames.push({ samples, speech, until: 0 });
      bytes += samples.byteLength;
      if (microphone.container) return passOn();
      if (speech) speechAt = frames.length - 1;
      drain();
      trim();
    },
    open() {
      sent = 0;
      sentBytes = 0;
      ready = true;
      drain();
      trim();
    },
    close() {
      ready = false;
      sent = 0;
      if (microphone.container) clear();
    },
    confirm(end) {
      const until = end > 0 ? end * PER_MILLISECOND : sentBytes;
      while (sent > 0 && (frames[0]?.until ?? 0) <= until) drop(0);
      for (const frame of frames.slice(0, sent)) if (frame.until <= until + HANGOVER) frame.speech = false;
      speechAt = frames.map(({ speech }) => speech).lastIndexOf(true);
      trim();
    },
    get unconfirmed() {
      return speechAt >= 0;
    },
    get speaking() {
      return speechAt >= 0 && silence() < MOST_SILENCE;
    },
    clear,
  };
}
