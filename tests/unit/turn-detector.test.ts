import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { joinSamples } from '../../server/audio/linear16.ts';
import { createTurnDetector } from '../../server/audio/turn-detector.ts';
import type { TurnSettings } from '../../server/audio/turn-settings.ts';
import type { TurnEvent } from '../../server/audio/turn-types.ts';
import { createFlite } from '../../server/providers/voices/flite.ts';
import { bundleForNode } from './support/bundle.ts';
import { clicks, cut, hum, mix, pink, rms, seeded, silence, sine, white } from './support/signals.ts';

const SENTENCES = [
  'Good morning.',
  'Is the museum closed on public holidays?',
  'Thank you very much.',
  'Which of these is the cheapest one?',
  'Could you send me the invoice, please?',
  'No, I mean the other room.',
  'How long does the guided tour take?',
  'We will arrive around noon.',
];
const GAP_MS = 1300;

interface Speech {
  samples: Int16Array;
  /** Begin and end of each sentence's sound, in milliseconds. */
  spoken: [begin: number, end: number][];
  /** RMS of the sentences. */
  level: number;
}

let speech: Speech;

beforeAll(async () => {
  const workerFile = await bundleForNode('server/providers/voices/flite-worker.ts', 'flite-worker-turns');
  const voices = (['slt', 'rms'] as const).map((voice) => createFlite({ voice, workerFile }));
  const never = new AbortController().signal;
  const sentences = await Promise.all(
    SENTENCES.flatMap((text) => voices.map((voice) => voice.speak(text, never))),
  );
  await Promise.all(voices.map((voice) => voice.close()));
  speech = apart(sentences, GAP_MS);
}, 60_000);

function apart(sentences: readonly Int16Array[], gap: number): Speech {
  const parts = [silence(gap)];
  const spoken: Speech['spoken'] = [];
  let at = gap;
  for (const sentence of sentences) {
    const loud = cut(sentence, [80]).map((block) => rms(block) > 150);
    spoken.push([at + loud.indexOf(true) * 5, at + (loud.lastIndexOf(true) + 1) * 5]);
    parts.push(sentence, silence(gap));
    at += sentence.length / 16 + gap;
  }
  return { samples: joinSamples(parts), spoken, level: rms(joinSamples(sentences)) };
}

/** The plain rule; what adapts is in turn-adaptive.test.ts. */
const PLAIN = { adaptive: false, end_of_turn_silence_ms: 550 };

/** Events with the time of the audio written when they came. */
function detect(samples: Int16Array, settings: Partial<TurnSettings> = {}, sizes = [320]) {
  const events: (TurnEvent & { heard: number })[] = [];
  let heard = 0;
  const detector = createTurnDetector({ ...PLAIN, ...settings }, (event) => events.push({ ...event, heard }));
  for (const block of cut(samples, sizes)) {
    heard += block.length / 16;
    detector.write(block);
  }
  detector.close();
  return events;
}

type Detected = ReturnType<typeof detect>;

function only<T extends TurnEvent['type']>(events: Detected, type: T) {
  return events.filter((event): event is Extract<Detected[number], { type: T }> => event.type === type);
}

/** How many sentences lie in one turn of their own, how many turns hold none, and how late the ends were known. */
function compare(events: Detected, spoken: Speech['spoken']) {
  const ends = only(events, 'speech_end');
  const own = spoken.map(([begin, end]) => ends.filter((turn) => turn.begin_ms < end && turn.end_ms > begin));
  return {
    found: own.filter((turns) => turns.length > 0).length,
    split: own.filter((turns) => turns.length > 1).length,
    empty: ends.filter((turn) => !own.some((turns) => turns.includes(turn))).length,
    turns: ends.length,
    lags: own.flatMap((turns, index) =>
      turns.slice(-1).map((turn) => turn.heard - (spoken[index]?.[1] ?? 0)),
    ),
  };
}

const NOISES: Record<string, (length: number, level: number) => Float64Array> = {
  nothing: (length) => new Float64Array(length),
  'pink noise at 20 dB': (length, level) => pink(length, level / 10, 71),
  'white noise at 20 dB': (length, level) => white(length, level / 10, 72),
  'pink noise at 10 dB': (length, level) => pink(length, level / 3.16, 73),
  'white noise at 10 dB': (length, level) => white(length, level / 3.16, 74),
  'a hum at 10 dB': (length, level) => hum(length, level / 3.16),
  clicks: (length) => clicks(length, 6000, 350, 75),
};

describe.each(Object.entries(NOISES))('sentences in %s', (name, noise) => {
  test('are one turn each', () => {
    const events = detect(mix(speech.samples, noise(speech.samples.length, speech.level)));
    const result = compare(events, speech.spoken);
    // At 10 dB a word may be lost or a sentence cut in two; a quiet room must not.
    const slips = name.startsWith('white noise at 10') ? 1 : 0;
    expect(result.found).toBeGreaterThanOrEqual(speech.spoken.length - slips);
    expect(result.split).toBeLessThanOrEqual(slips);
    expect(result.empty).toBe(0);
    if (!name.includes('10 dB')) {
      for (const lag of result.lags) expect(lag).toBeGreaterThan(250);
      for (const lag of result.lags) expect(lag).toBeLessThan(650);
    }
  });

  test('alone is no turn', () => {
    const length = 60 * 16_000;
    expect(detect(mix(silence(60_000), noise(length, 1500)))).toEqual([]);
  });
});

describe('the events of clean speech', () => {
  let events: Detected;
  beforeAll(() => {
    events = detect(speech.samples);
  });

  test('speech is noticed within 200 ms, with all of it and 300 ms before it', () => {
    for (const [index, start] of only(events, 'speech_start').entries()) {
      const [begin = 0] = speech.spoken[index] ?? [];
      expect(start.heard - begin).toBeLessThan(200);
      expect(start.at_ms).toBeLessThan(begin + 100);
      expect(start.prefix.length / 16).toBe(start.heard - start.at_ms + 300);
    }
  });

  test('each turn is a gapless copy of the input', () => {
    let blocks: Int16Array[] = [];
    let from = 0;
    for (const event of events) {
      if (event.type === 'speech_start') {
        blocks = [event.prefix];
        from = event.heard * 16 - event.prefix.length;
      } else if (event.type === 'audio') blocks.push(event.samples);
      else if (event.type === 'speech_end') {
        const turn = joinSamples(blocks);
        expect(turn).toEqual(speech.samples.slice(from, from + turn.length));
        expect((from + turn.length) / 16).toBe(event.heard);
        expect(event.heard - event.end_ms).toBe(560);
      }
    }
  });

  test('an interruption is known within 250 ms of the first sound, once a turn', () => {
    const interruptions = only(events, 'interruption');
    expect(interruptions.length).toBe(speech.spoken.length);
    for (const [index, event] of interruptions.entries()) {
      expect(event.heard - (speech.spoken[index]?.[0] ?? 0)).toBeLessThan(250);
    }
  });

  test('a turn is start, audio, interruption, end', () => {
    const letters = events.map(
      ({ type }) => ({ speech_start: 's', audio: '', interruption: 'i', speech_end: 'e' })[type],
    );
    expect(letters.join('')).toMatch(/^(sie)+$/);
  });
});

test('any cut of the same samples gives the same events', () => {
  const samples = speech.samples.subarray(0, 6 * 16_000);
  const noisy = mix(samples, pink(samples.length, speech.level / 5, 5));
  const plain = (events: Detected) => events.map(({ heard: _, ...event }) => event);
  const expected = plain(detect(noisy));
  expect(expected.length).toBeGreaterThan(50);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 6 }), (sizes) => {
      expect(plain(detect(noisy, {}, sizes))).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

describe('settings', () => {
  const sentence = () => {
    const [begin = 0, end = 0] = speech.spoken[2] ?? [];
    return speech.samples.slice((begin - 500) * 16, (end + 100) * 16);
  };

  test('a longer silence before the end joins what a shorter one separates', () => {
    const twice = joinSamples([silence(1000), sentence(), silence(300), sentence(), silence(3500)]);
    expect(only(detect(twice), 'speech_end').length).toBe(2);
    const patient = detect(twice, { end_of_turn_silence_ms: 1500 });
    expect(only(patient, 'speech_end').length).toBe(1);
    const [end] = only(patient, 'speech_end');
    expect((end?.heard ?? 0) - (end?.end_ms ?? 0)).toBe(1500);
  });

  test.each([0, 310, 1000])('prefix_padding_ms %i', (padding) => {
    const [start] = only(detect(speech.samples, { prefix_padding_ms: padding }), 'speech_start');
    expect(start?.prefix.length).toBe(((start?.heard ?? 0) - (start?.at_ms ?? 0) + padding) * 16);
  });

  test('padding never repeats audio of the turn before', () => {
    const events = detect(joinSamples([silence(1000), sentence(), silence(100), sentence(), silence(1000)]), {
      prefix_padding_ms: 1000,
    });
    const [first] = only(events, 'speech_end');
    const second = only(events, 'speech_start')[1];
    expect((second?.heard ?? 0) * 16 - (second?.prefix.length ?? 0)).toBeGreaterThanOrEqual(
      (first?.heard ?? 0) * 16,
    );
  });

  test('a short word does not interrupt when min_interruption_ms is longer', () => {
    const events = detect(joinSamples([silence(1000), sentence().subarray(0, 800 * 16), silence(1000)]), {
      min_interruption_ms: 800,
    });
    expect(only(events, 'speech_start').length).toBe(1);
    expect(only(events, 'interruption').length).toBe(0);
  });

  test('values out of range have the nearest edge, NaN changes nothing', () => {
    const odd = {
      end_of_turn_silence_ms: 1,
      prefix_padding_ms: -5,
      min_interruption_ms: 9,
      speech_detection_threshold: 0.5,
    };
    const edge = { end_of_turn_silence_ms: 500, prefix_padding_ms: 0, min_interruption_ms: 50 };
    expect(detect(speech.samples, odd)).toEqual(detect(speech.samples, edge));
    expect(detect(speech.samples, { end_of_turn_silence_ms: Number.NaN })).toEqual(
      detect(speech.samples, { end_of_turn_silence_ms: 800 }),
    );
  });
});

test('a turn has an end after 30 s, and what follows is the next one', () => {
  const [begin = 0, end = 0] = speech.spoken[3] ?? [];
  const endless = joinSamples(Array.from({ length: 24 }, () => speech.samples.slice(begin * 16, end * 16)));
  const events = detect(joinSamples([silence(500), endless, silence(1000)]));
  const [first, second] = only(events, 'speech_end');
  expect(first?.reason).toBe('too_long');
  expect((first?.heard ?? 0) - (first?.begin_ms ?? 0)).toBe(30_000);
  const next = only(events, 'speech_start')[1];
  expect((next?.heard ?? 0) * 16 - (next?.prefix.length ?? 0)).toBe((first?.heard ?? 0) * 16);
  expect(second?.begin_ms).toBeGreaterThanOrEqual(30_000);
});

test('the mute button does not make the noise that comes back a turn', () => {
  const noise = mix(silence(8000), pink(8 * 16_000, 400, 8));
  expect(detect(joinSamples([noise, silence(20_000), noise]))).toEqual([]);
});

test('loud steady sound that begins in the middle ends by itself', () => {
  const beep = sine(440, 16_000, 20, 6000);
  const ends = only(detect(joinSamples([silence(2000), beep])), 'speech_end');
  for (const end of ends) expect(end.heard).toBeLessThan(10_000);
});

test('a listener may close the detector at any event, and more than once; nothing is told after', () => {
  for (const type of ['speech_start', 'audio', 'interruption', 'speech_end']) {
    const types: string[] = [];
    const detector = createTurnDetector({}, (event) => {
      types.push(event.type);
      if (event.type === type) detector.close();
    });
    detector.write(speech.samples.subarray(0, 16_000 * 8));
    detector.write(speech.samples);
    detector.close();
    expect(types.indexOf(type)).toBe(types.length - 1);
  }
});

test('many chats do not disturb each other', () => {
  const samples = speech.samples.subarray(0, 5 * 16_000);
  const alone = detect(samples).length;
  const random = seeded(3);
  const counts = [0, 0, 0, 0];
  const detectors = counts.map((_, index) =>
    createTurnDetector(PLAIN, () => {
      counts[index] = (counts[index] ?? 0) + 1;
    }),
  );
  const positions = counts.map(() => 0);
  while (positions.some((at) => at < samples.length)) {
    const index = Math.floor(random() * 4);
    const at = positions[index] ?? 0;
    detectors[index]?.write(samples.subarray(at, at + 700));
    positions[index] = at + 700;
  }
  for (const detector of detectors) detector.close();
  expect(counts).toEqual([alone, alone, alone, alone]);
});
