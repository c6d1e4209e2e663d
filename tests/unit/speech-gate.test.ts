/** The microphone's thread with synthetic voices: who speaks is told from the room and from the assistant's own echo. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { CapturedFrame } from '../../widget/audio/capture/messages.ts';
import { CAPTURE_SAMPLE_RATE as RATE, VisitorStream } from '../../widget/audio/capture/visitor-stream.ts';
import { type DuckCommand, LEVEL_SPAN } from '../../widget/audio/echo-link.ts';
import { synthesise, VISITORS, type Visitor } from '../support/speech.ts';
import { clicks, hum, pink, rms } from './support/signals.ts';

/** Samples of 10 ms, the step of everything here. */
const HOP = RATE / 100;
const AHEAD = 5;

const seconds = (count: number): number => Math.round(count * RATE);
const gainOf = (decibels: number): number => 10 ** (decibels / 20);

interface Scene {
  /** What the assistant's loudspeaker plays, -1 to 1, from sample 0 on. */
  assistant?: Float32Array;
  /** How it comes back. */
  echo?: { delayMs: number; decibels: number };
  /** What reaches the microphone besides. */
  room: Float32Array;
  halfDuplex?: boolean;
  muted?: boolean;
}

interface Heard {
  /** Each frame of 20 ms, with when it left, in milliseconds of the microphone. */
  frames: { at: number; samples: Int16Array; speech: boolean }[];
  ducks: { at: number; duck: boolean }[];
}

/** A port whose other end answers within the same step, so that time is the samples' alone. */
function linkedPort(told: (command: DuckCommand) => void): MessagePort {
  const port: Pick<MessagePort, 'onmessage' | 'postMessage'> = {
    onmessage: null,
    postMessage: (message: DuckCommand) => told(message),
  };
  return port as MessagePort;
}

function listen({ assistant = new Float32Array(0), echo, room, halfDuplex, muted }: Scene): Heard {
  const heard: Heard = { frames: [], ducks: [] };
  let at = 0;
  const stream = new VisitorStream(({ samples, speech }: CapturedFrame) =>
    heard.frames.push({ at, samples: new Int16Array(samples), speech }),
  );
  const port = linkedPort(({ duck }) => heard.ducks.push({ at, duck }));
  stream.command({ type: 'link', port });
  if (halfDuplex) stream.command({ type: 'half-duplex' });
  if (muted) stream.command({ type: 'mute', muted });
  const delay = seconds((echo?.delayMs ?? 0) / 1000);
  const factor = echo ? gainOf(echo.decibels) : 0;
  const span = (LEVEL_SPAN * RATE) / 1000;
  for (let from = 0; from < room.length; from += HOP) {
    at = (from / RATE) * 1000;
    // As the playback worklet tells it: five levels ahead of their playing.
    if (from % (span * AHEAD) === 0 && from < assistant.length) {
      const levels = Float32Array.from({ length: AHEAD }, (_, index) =>
        rms(assistant.subarray(from + index * span, from + (index + 1) * span)),
      ).map((level) => level || 0);
      port.onmessage?.call(port, new MessageEvent('message', { data: { levels, cut: false } }));
    }
    const block = Float32Array.from(
      { length: HOP },
      (_, index) => (room[from + index] ?? 0) + (assistant[from + index - delay] ?? 0) * factor,
    );
    stream.write(block, RATE);
  }
  return heard;
}

const voices = new Map<string, Float32Array>();
/** A sentence of speech as loud as a microphone with gain control gives it. */
async function speech(voice: Visitor, sentence: string): Promise<Float32Array> {
  const samples = await synthesise(voice, sentence);
  const level = 0.08 / (rms(samples) / 32_768);
  return Float32Array.from(samples, (sample) => Math.max(-1, Math.min(1, (sample / 32_768) * level)));
}
const voiceOf = (voice: Visitor): Float32Array => {
  const found = voices.get(voice);
  if (!found) throw new Error(`${voice} was not prepared`);
  return found;
};

/** Where a recording becomes audible, in milliseconds. */
const onset = (samples: Float32Array): number =>
  (samples.findIndex((sample) => Math.abs(sample) > 0.01) / RATE) * 1000;

const quiet = (length: number, level = 0.0005): Float32Array =>
  Float32Array.from(pink(length, level, 7), (sample) => sample);

const put = (room: Float32Array, sound: Float32Array, at: number): Float32Array => {
  sound.forEach((sample, index) => {
    room[at + index] = (room[at + index] ?? 0) + sample;
  });
  return room;
};

const SENTENCE = 'could you tell me when you are open on saturday please?';

beforeAll(async () => {
  for (const voice of VISITORS) voices.set(voice, await speech(voice, SENTENCE));
});

const opened = ({ frames }: Heard): boolean => frames.some((frame) => frame.speech);
const duckedAt = ({ ducks }: Heard): number | undefined => ducks.find(({ duck }) => duck)?.at;

/** The assistant speaks for nine seconds. */
const assistantVoice = (): Float32Array => {
  const sentence = voiceOf('rms').map((sample) => sample * 1.5);
  const all = new Float32Array(seconds(9));
  for (let from = 0; from < all.length; from += sentence.length + seconds(0.2))
    put(all, sentence.subarray(0, all.length - from), from);
  return all;
};

describe('in a room', () => {
  test.each(VISITORS)('the voice of %s opens it within 50 ms of its first sound', (voice) => {
    const sentence = voiceOf(voice);
    const heard = listen({ room: put(quiet(seconds(6)), sentence, seconds(2)) });
    const first = heard.frames.find((frame) => frame.speech);
    expect(first?.at).toBeGreaterThanOrEqual(2000);
    expect((first?.at ?? 9999) - 2000 - onset(sentence)).toBeLessThanOrEqual(50);
    expect(heard.frames.at(-1)?.speech).toBe(false);
  });

  test('steady noise does not keep it open: pink, hum, both as loud as soft speech', () => {
    const length = seconds(8);
    for (const noise of [pink(length, 0.03, 3), hum(length, 0.05)]) {
      const heard = listen({ room: Float32Array.from(noise, (sample) => sample) });
      expect(heard.frames.filter(({ at, speech }) => at > 2500 && speech)).toEqual([]);
    }
  });

  test('a room after digital silence is not speech, and a voice in it is', () => {
    const length = seconds(6);
    const room = put(
      Float32Array.from(pink(length, 0.004, 11), (s) => s),
      voiceOf('awb'),
      seconds(3),
    );
    room.fill(0, 0, seconds(0.5));
    const { frames } = listen({ room });
    expect(frames.filter(({ at, speech }) => at < 2950 && speech)).toEqual([]);
    expect(frames.some(({ at, speech }) => at < 3400 && speech)).toBe(true);
  });

  test('keys that are struck do not open it', () => {
    const length = seconds(8);
    const room = put(
      quiet(length),
      Float32Array.from(clicks(length, 0.4, 300, 5), (s) => s),
      0,
    );
    const heard = listen({ room });
    expect(heard.frames.filter(({ at, speech }) => at > 1000 && speech)).toEqual([]);
  });

  test('a voice is told from noise that it is 15 dB above', () => {
    const length = seconds(7);
    const heard = listen({
      room: put(
        Float32Array.from(pink(length, 0.014, 9), (s) => s),
        voiceOf('awb'),
        seconds(3),
      ),
    });
    expect(heard.frames.some(({ at, speech }) => at < 2900 && at > 1500 && speech)).toBe(false);
    expect(heard.frames.some(({ at, speech }) => at > 3000 && at < 3400 && speech)).toBe(true);
  });
});

describe('while the assistant speaks', () => {
  const echoes = [0, 20, 80, 200, 400, 600].flatMap((delayMs) =>
    [-3, -10, -20, -30, -45].map((decibels) => ({ delayMs, decibels })),
  );

  test.each(echoes)(
    'its own voice, back after $delayMs ms and $decibels dB, neither opens it nor reaches the server',
    (echo) => {
      const assistant = assistantVoice();
      const heard = listen({ assistant, echo, room: quiet(assistant.length + seconds(2)) });
      expect(opened(heard)).toBe(false);
      expect(heard.ducks).toEqual([]);
      const loudest = Math.max(...heard.frames.map(({ samples }) => rms(samples))) / 32_768;
      // What is let through is no louder than twice the room.
      expect(loudest).toBeLessThan(0.004);
    },
  );

  test.each(VISITORS)(
    '%s speaking over it is noticed within 50 ms where the browser cancels the echo',
    (voice) => {
      const assistant = assistantVoice();
      const sentence = voiceOf(voice);
      const room = put(quiet(assistant.length), sentence, seconds(4));
      const heard = listen({ assistant, echo: { delayMs: 60, decibels: -45 }, room });
      expect((duckedAt(heard) ?? 9999) - 4000 - onset(sentence)).toBeLessThanOrEqual(50);
      expect(duckedAt(heard)).toBeGreaterThanOrEqual(4000);
    },
  );

  test('a visitor is heard over an echo that is not cancelled well, too', () => {
    const assistant = assistantVoice();
    const loud = voiceOf('awb').map((sample) => sample * 2);
    const room = put(quiet(assistant.length), loud, seconds(4));
    const heard = listen({ assistant, echo: { delayMs: 120, decibels: -20 }, room });
    expect(duckedAt(heard)).toBeGreaterThanOrEqual(4000);
    expect(duckedAt(heard)).toBeLessThan(4600);
  });

  test('the first syllable, taken for echo, is sent after all', () => {
    const assistant = assistantVoice();
    const sentence = voiceOf('kal16');
    const room = put(quiet(assistant.length), sentence, seconds(4));
    const { frames } = listen({ assistant, echo: { delayMs: 60, decibels: -30 }, room });
    const sent = Float32Array.from(frames.flatMap(({ samples }) => Array.from(samples)));
    const voiced = sentence.slice(0, seconds(0.5));
    const begun = voiced.findIndex((sample) => Math.abs(sample) > 0.01);
    const start = voiced.slice(begun, begun + seconds(0.1));
    let best = 0;
    for (let at = seconds(3.9); at < seconds(5.7); at += 1) {
      let [product, one, other] = [0, 0, 0];
      start.forEach((sample, index) => {
        const there = (sent[at + index] ?? 0) / 32_768;
        product += sample * there;
        one += sample * sample;
        other += there * there;
      });
      best = Math.max(best, product / Math.sqrt(one * other + 1e-12));
    }
    expect(best).toBeGreaterThan(0.9);
  });

  test.each([0.2, 0.5, 0.9])(
    'who speaks %d s into the very first answer is heard, from the first word',
    (at) => {
      const assistant = assistantVoice();
      const sentence = voiceOf('awb');
      const { frames } = listen({ assistant, room: put(quiet(assistant.length), sentence, seconds(at)) });
      const open = frames.find(({ speech }) => speech);
      expect(open?.at).toBeLessThan(1700);
      // What was withheld until then is sent in one go.
      const sent = frames.filter(({ speech }) => speech).flatMap(({ samples }) => Array.from(samples));
      const loud = (samples: ArrayLike<number>, full: number): number =>
        Array.from(samples).filter((sample) => Math.abs(sample) > 0.05 * full).length;
      expect(loud(sent, 32_768)).toBeGreaterThan(0.9 * loud(sentence, 1));
    },
  );

  test('a loud room under a soft voice is not learnt as its echo', () => {
    const soft = assistantVoice().map((sample, index) => (index < seconds(0.3) ? sample * 0.02 : sample));
    const room = put(
      Float32Array.from(pink(soft.length, 0.003, 4), (s) => s),
      voiceOf('rms'),
      seconds(2.5),
    );
    const heard = listen({ assistant: soft, room });
    expect(duckedAt(heard)).toBeGreaterThanOrEqual(2500);
    expect(duckedAt(heard)).toBeLessThan(2700);
  });

  test('a steady tone has no shape that a vowel could be taken for', () => {
    const tone = Float32Array.from({ length: seconds(9) }, (_, index) => 0.3 * Math.sin(index / 5));
    const room = new Float32Array(tone.length);
    for (const at of [2, 4, 6]) put(room, voiceOf('rms').subarray(0, seconds(1.2)), seconds(at));
    const { ducks } = listen({ assistant: tone, room });
    const begun = ducks.filter(({ duck }) => duck).map(({ at }) => at);
    for (const at of [4000, 6000]) {
      const first = at + onset(voiceOf('rms'));
      expect(begun.some((time) => time >= first && time <= first + 60)).toBe(true);
    }
  });

  test('an output that becomes louder in mid-call is known for the assistant’s own voice soon', () => {
    const assistant = assistantVoice();
    const room = new Float32Array(assistant.length);
    put(room, quiet(room.length), 0);
    put(
      room,
      assistant.subarray(seconds(4)).map((sample) => sample * gainOf(-22)),
      seconds(4.1),
    );
    const { frames } = listen({ assistant, room });
    const taken = frames.filter(({ speech }) => speech);
    expect(taken.length * 20).toBeLessThan(1000);
    expect(frames.filter(({ at, speech }) => at > 5500 && speech)).toEqual([]);
  });

  test('half-duplex: silence is sent, whatever is said, and the visitor is heard as soon as it is over', () => {
    const assistant = assistantVoice().subarray(0, seconds(4));
    const room = put(put(quiet(seconds(9)), voiceOf('awb'), seconds(1)), voiceOf('kal16'), seconds(5.5));
    const heard = listen({ assistant, room, halfDuplex: true });
    expect(heard.frames.filter(({ at, samples }) => at > 40 && at < 4000 && samples.some(Boolean))).toEqual(
      [],
    );
    expect(heard.ducks.filter(({ at }) => at < 4000)).toEqual([]);
    expect(heard.frames.some(({ at, speech }) => at > 5500 && speech)).toBe(true);
  });
});

test('half-duplex: an assistant that was cut off is waited for no longer than it can still be heard', () => {
  const room = put(quiet(seconds(3)), voiceOf('awb').subarray(0, seconds(2)), seconds(0.5));
  const frames: CapturedFrame[] = [];
  const stream = new VisitorStream((frame) => frames.push(frame));
  const port = linkedPort(() => undefined);
  const tell = (levels: Float32Array, cut: boolean): void => {
    port.onmessage?.call(port, new MessageEvent('message', { data: { levels, cut } }));
  };
  stream.command({ type: 'link', port });
  stream.command({ type: 'half-duplex' });
  tell(new Float32Array(100).fill(0.2), false);
  stream.write(room.subarray(0, seconds(0.5)), RATE);
  tell(new Float32Array(0), true);
  stream.write(room.subarray(seconds(0.5)), RATE);
  const loud = frames.findIndex(({ samples }) => new Int16Array(samples).some(Boolean));
  expect(loud * 20).toBeGreaterThanOrEqual(740);
  expect(loud * 20).toBeLessThanOrEqual(780);
});

describe('what is sent', () => {
  test('20 ms a frame without a gap, whatever the blocks and the rate of the device', () => {
    for (const [rate, block] of [
      [48_000, 480],
      [44_100, 441],
      [16_000, 128],
    ] as const) {
      const frames: CapturedFrame[] = [];
      const stream = new VisitorStream((frame) => frames.push(frame));
      for (let sent = 0; sent < rate * 3; sent += block)
        stream.write(new Float32Array(block).fill(0.1), rate);
      expect(frames.every(({ samples }) => samples.byteLength === 640)).toBe(true);
      expect(Math.abs(frames.length - 150)).toBeLessThanOrEqual(1);
    }
  });

  test('what was played while muted is not feared for longer than it sounded', () => {
    const frames: CapturedFrame[] = [];
    const stream = new VisitorStream((frame) => frames.push(frame));
    const port = linkedPort(() => undefined);
    stream.command({ type: 'link', port });
    stream.command({ type: 'mute', muted: true });
    for (let at = 0; at < seconds(20); at += seconds(0.1)) {
      const levels = new Float32Array(5).fill(0.2);
      port.onmessage?.call(port, new MessageEvent('message', { data: { levels, cut: false } }));
      stream.write(new Float32Array(seconds(0.1)), RATE);
    }
    stream.command({ type: 'mute', muted: false });
    stream.write(quiet(seconds(0.75)), RATE);
    const before = frames.length;
    stream.write(voiceOf('awb').subarray(seconds(0.3)), RATE);
    expect(frames.slice(before, before + 5).some(({ speech }) => speech)).toBe(true);
  });

  test('muted: as many frames, all of them zeros, and nobody seems to speak', () => {
    const room = put(quiet(seconds(4)), voiceOf('rms'), seconds(1));
    const heard = listen({ room, muted: true });
    expect(heard.frames).toHaveLength(200);
    expect(
      heard.frames.every(({ samples, speech }) => !speech && samples.every((sample) => sample === 0)),
    ).toBe(true);
  });
});
