import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { joinSamples } from '../../server/audio/linear16.ts';
import { createTurnDetector } from '../../server/audio/turn-detector.ts';
import type { TurnSettings } from '../../server/audio/turn-settings.ts';
import type { TurnEvent } from '../../server/audio/turn-types.ts';
import { type Utterance, utter } from '../bench/turns/utterance.ts';
import { synthesise } from '../support/speech.ts';
import { mix, pink, silence } from './support/signals.ts';

const VOICE = 'rms';
const USUAL = 800;
const SETTINGS = { end_of_turn_silence_ms: USUAL };

/** A transcript and the millisecond of the audio at which the recogniser has it. */
type Interim = readonly [at: number, transcript: string];
type Heard = TurnEvent & { heard: number };

function detect(samples: Int16Array, settings: Partial<TurnSettings>, interims: readonly Interim[]): Heard[] {
  const events: Heard[] = [];
  let heard = 0;
  const detector = createTurnDetector(settings, (event) => events.push({ ...event, heard }));
  const waiting = [...interims].sort(([one], [other]) => one - other);
  for (let at = 0; at + 320 <= samples.length; at += 320) {
    for (let next = waiting[0]; next !== undefined && next[0] <= heard; next = waiting[0]) {
      detector.read(next[1]);
      waiting.shift();
    }
    heard += 20;
    detector.write(samples.subarray(at, at + 320));
  }
  detector.close();
  return events;
}

/** Much faster than `toEqual` on so many samples. */
const isSame = (one: Int16Array, other: Int16Array) =>
  Buffer.from(one.buffer, one.byteOffset, one.byteLength).equals(
    Buffer.from(other.buffer, other.byteOffset, other.byteLength),
  );

/** All but the samples. */
const outline = (events: readonly Heard[]) =>
  events.map((event) => {
    if (event.type === 'speech_start') return { ...event, prefix: event.prefix.length };
    return event.type === 'audio' ? { ...event, samples: event.samples.length } : event;
  });

const endsOf = (events: readonly Heard[]) =>
  events.filter((event): event is Extract<Heard, { type: 'speech_end' }> => event.type === 'speech_end');

describe('a voice that was heard before', () => {
  /** Two sentences, so that the voice's register is known, then the one in question. */
  let before: Utterance[];
  beforeAll(async () => {
    before = await Promise.all(
      ['Is the museum closed on public holidays?', 'We will arrive around noon.'].map((sentence, index) =>
        utter(VOICE, sentence, 1500, index),
      ),
    );
  }, 60_000);

  /** The silences after which the last utterance's turns ended; transcripts are timed from its begin. */
  function silences(utterance: Utterance, interims: readonly Interim[], settings = SETTINGS): number[] {
    const lead = before.reduce((sum, { samples }) => sum + samples.length / 16, 0);
    const samples = joinSamples([...before.map((one) => one.samples), utterance.samples]);
    const timed = interims.map(([at, text]): Interim => [at + lead, text]);
    return endsOf(detect(samples, settings, timed))
      .filter(({ heard }) => heard > lead)
      .map((end) => end.heard - end.end_ms);
  }

  test('what sounds and reads finished is over sooner', async () => {
    const question = await utter(VOICE, 'How long does the guided tour take?', 1500, 3);
    const [silence = 0, ...more] = silences(question, [[question.end, 'how long does the guided tour take']]);
    expect(more).toEqual([]);
    expect(silence).toBeGreaterThanOrEqual(300);
    expect(silence).toBeLessThan(USUAL - 300);
  });

  test('what sounds finished and reads unfinished is waited for', async () => {
    const question = await utter(VOICE, 'How long does the guided tour take?', 1500, 3);
    const [silence = 0] = silences(question, [[question.end, 'how long does the']]);
    expect(silence).toBeGreaterThanOrEqual(USUAL);
  });

  test('a pause after words that ask for more is no end, also when it is longer than usual', async () => {
    const question = await utter(VOICE, 'How much does the | six week course cost?', 1500, 1);
    const [pause] = question.pauses;
    if (!pause) throw new Error('No pause');
    const interims: Interim[] = [
      [pause.begin + 100, 'how much does the'],
      [question.end, 'how much does the six week course cost'],
    ];
    expect(silences(question, interims)).toHaveLength(1);
    const short = { end_of_turn_silence_ms: 500 };
    expect(pause.end - pause.begin).toBeGreaterThan(500);
    expect(silences(question, interims, short)).toHaveLength(1);
    expect(silences(question, interims, { ...short, adaptive: false } as typeof short)).toHaveLength(2);
  });

  test('a pause where the words could be over is no end while the melody goes on', async () => {
    const question = await utter(VOICE, 'What time do you close | on saturdays?', 1500, 1);
    const [pause] = question.pauses;
    if (!pause) throw new Error('No pause');
    const interims: Interim[] = [
      [pause.begin + 100, 'what time do you close'],
      [question.end, 'what time do you close on saturdays'],
    ];
    expect(silences(question, interims)).toHaveLength(1);
  });

  test('without any transcript the sound alone spares less, and a turn always ends', async () => {
    const question = await utter(VOICE, 'How long does the guided tour take?', 1500, 3);
    const [alone = 0] = silences(question, []);
    const [both = 0] = silences(question, [[question.end, 'how long does the guided tour take']]);
    expect(alone).toBeGreaterThan(both);
    expect(alone).toBeLessThan(USUAL);
  });
});

describe('of any audio and any transcripts', () => {
  const TEXTS = [
    '',
    'yes please',
    'what are your',
    'um',
    'wie spät',
    'what time do you close',
    '?',
    ' ',
    'a b c',
  ];
  let words: Int16Array[];
  beforeAll(async () => {
    const voices = ['rms', 'awb', 'kal16'] as const;
    words = await Promise.all(voices.map((voice) => synthesise(voice, 'Could you send me that?')));
  }, 60_000);

  const piece = fc.oneof(
    fc.record({
      speech: fc.nat({ max: 2 }),
      from: fc.nat({ max: 900 }),
      ms: fc.integer({ min: 20, max: 900 }),
    }),
    fc.record({ quiet: fc.integer({ min: 10, max: 1600 }) }),
    fc.record({ noise: fc.integer({ min: 10, max: 500 }), level: fc.integer({ min: 1, max: 4000 }) }),
  );
  const arbitrary = {
    pieces: fc.array(piece, { minLength: 1, maxLength: 12 }),
    interims: fc.array(fc.tuple(fc.nat({ max: 9000 }), fc.oneof(fc.constantFrom(...TEXTS), fc.string())), {
      maxLength: 20,
    }),
    usual: fc.integer({ min: 500, max: 3000 }),
  };
  type Piece = typeof piece extends fc.Arbitrary<infer Value> ? Value : never;

  const audioOf = (pieces: readonly Piece[]) =>
    joinSamples([
      silence(200),
      ...pieces.map((one) => {
        if ('quiet' in one) return silence(one.quiet);
        if ('noise' in one) return mix(silence(one.noise), pink(one.noise * 16, one.level, one.level));
        return (words[one.speech] ?? silence(20)).slice(one.from * 16, (one.from + one.ms) * 16);
      }),
      silence(4000),
    ]);

  test('a turn is one start, one end and all audio between, and ends within its bounds', () => {
    let turns = 0;
    fc.assert(
      fc.property(fc.record(arbitrary), ({ pieces, interims, usual }) => {
        const samples = audioOf(pieces);
        let running: { blocks: Int16Array[]; from: number; interrupted: boolean } | undefined;
        for (const event of detect(samples, { end_of_turn_silence_ms: usual }, interims)) {
          if (event.type === 'speech_start') {
            expect(running).toBeUndefined();
            const from = event.heard * 16 - event.prefix.length;
            running = { blocks: [event.prefix], from, interrupted: false };
            continue;
          }
          if (!running) throw new Error(`${event.type} outside of a turn`);
          if (event.type === 'audio') running.blocks.push(event.samples);
          else if (event.type === 'interruption') {
            expect(running.interrupted).toBe(false);
            running.interrupted = true;
          } else {
            const turn = joinSamples(running.blocks);
            expect(isSame(turn, samples.slice(running.from, running.from + turn.length))).toBe(true);
            expect(running.from + turn.length).toBe(event.heard * 16);
            const waited = event.heard - event.end_ms;
            expect(waited).toBeGreaterThanOrEqual(300);
            expect(waited).toBeLessThan(Math.min(1.4 * usual, usual + 700) + 20);
            running = undefined;
            turns += 1;
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(turns).toBeGreaterThan(30);
  });

  test('the plain rule waits the same after every turn, and reads nothing', () => {
    fc.assert(
      fc.property(fc.record(arbitrary), ({ pieces, interims, usual }) => {
        const samples = audioOf(pieces);
        const plain = { adaptive: false, end_of_turn_silence_ms: usual };
        const events = detect(samples, plain, interims);
        for (const end of endsOf(events)) expect(end.heard - end.end_ms).toBe(Math.ceil(usual / 20) * 20);
        expect(outline(detect(samples, plain, []))).toEqual(outline(events));
      }),
      { numRuns: 30 },
    );
  });

  test('the same samples and transcripts give the same events', () => {
    fc.assert(
      fc.property(fc.record(arbitrary), ({ pieces, interims, usual }) => {
        const samples = audioOf(pieces);
        const settings = { end_of_turn_silence_ms: usual };
        const [once, again] = [1, 2].map(() => outline(detect(samples, settings, interims)));
        expect(again).toEqual(once);
      }),
      { numRuns: 10 },
    );
  });
});
