import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAcousticMeasure } from '../../server/providers/expression-measures/acoustic.ts';
import { pitchAt } from '../../server/providers/expression-measures/pitch.ts';
import { prosodyOf } from '../../server/providers/expression-measures/prosody.ts';
import { EXPRESSIONS, type Expression, type ExpressionScores } from '../../shared/evi/expressions.ts';
import { seeded, silence, white } from './support/signals.ts';

interface Manner {
  /** Hertz at a time from 0 to 1. */
  pitch(at: number): number;
  /** Syllables a second. */
  pace: number;
  /** Loudest sample, of 32768. */
  loud: number;
  seconds?: number;
  sampleRate?: number;
}

/** A buzzing vowel in syllables: the harmonics of a voice below 3.5 kHz, falling by 1/n. */
function voice({ pitch, pace, loud, seconds = 3, sampleRate = 16_000 }: Manner): Int16Array {
  const random = seeded(1);
  let phase = 0;
  return Int16Array.from({ length: seconds * sampleRate }, (_, index) => {
    const time = index / sampleRate;
    const hertz = pitch(time / seconds);
    phase += (2 * Math.PI * hertz) / sampleRate;
    let wave = 0.003 * (random() - 0.5);
    for (let n = 1; n * hertz < 3500; n += 1) wave += Math.sin(n * phase) / n;
    return (loud / 2) * wave * (0.02 + Math.sin(Math.PI * pace * time) ** 2);
  });
}

const swing = (base: number, semitones: number) => (at: number) =>
  base * 2 ** ((semitones / 24) * Math.sin(15.5 * at));
const glide = (base: number, semitones: number) => (at: number) =>
  base * 2 ** ((at < 0.85 ? 0 : ((at - 0.85) / 0.15) * semitones) / 12);

/** A reading voice whose end moves by so many semitones. */
const ending = (semitones: number) => (at: number) =>
  swing(150, 4)(Math.min(at, 0.85)) * glide(1, semitones)(at);

const reading = { pitch: swing(150, 4), pace: 4.2, loud: 10_000 };
const moved = { pitch: swing(200, 9), pace: 6, loud: 24_000 };
const driven = { pitch: (at: number) => glide(170, -4)(at), pace: 6, loud: 24_000 };
const weary = { pitch: swing(120, 1.5), pace: 2.5, loud: 700 };

const acoustic = createAcousticMeasure();

function scoresOf(manner: Manner): ExpressionScores {
  const scores = acoustic.measure(voice(manner), manner.sampleRate ?? 16_000, '');
  if (scores === null) throw new Error('Not voiced');
  return scores;
}

function strongest(scores: ExpressionScores, count: number): Expression[] {
  return [...EXPRESSIONS].sort((a, b) => scores[b] - scores[a]).slice(0, count);
}

describe('pitch', () => {
  test.each([70, 85, 120, 165, 210, 300, 420])('of %i Hz is found within 1 %', (hertz) => {
    const samples = voice({ pitch: () => hertz, pace: 0.5, loud: 8000, seconds: 1, sampleRate: 8000 });
    const found = pitchAt(samples, 3500);
    expect(Math.abs((found ?? 0) / hertz - 1)).toBeLessThan(0.01);
  });

  test('of noise, silence and beyond the end is none', () => {
    const noise = Int16Array.from(white(8000, 3000, 4));
    for (let start = 0; start < 7000; start += 160) expect(pitchAt(noise, start)).toBeNull();
    expect(pitchAt(silence(1000), 0)).toBeNull();
    expect(pitchAt(silence(1000), 15_900)).toBeNull();
    expect(pitchAt(silence(1000), -1)).toBeNull();
  });
});

describe('prosody', () => {
  const of = (manner: Manner) => prosodyOf(voice(manner), manner.sampleRate ?? 16_000);

  test.each([8000, 16_000, 44_100, 48_000])('is the same at %i Hz', (sampleRate) => {
    const [here, there] = [of({ ...reading, sampleRate }), of(reading)];
    for (const cue of ['loudness', 'height', 'range', 'pace', 'finalRise'] as const) {
      expect(Math.abs((here?.[cue] ?? 99) - (there?.[cue] ?? 0))).toBeLessThan(0.5);
    }
  });

  test.each([2.5, 4, 6])('counts %f syllables a second', (pace) => {
    // Counted over speaking, without the dips between syllables.
    expect(of({ ...reading, pace })?.pace).toBeGreaterThan(pace * 0.95);
    expect(of({ ...reading, pace })?.pace).toBeLessThan(pace * 1.3);
  });

  test.each([-4, 0, 4])('hears an end that moves by %i semitones', (semitones) => {
    const rise = of({ ...reading, pitch: glide(150, semitones) })?.finalRise ?? 99;
    expect(Math.sign(Math.round(rise))).toBe(Math.sign(semitones));
  });

  test('measures the swing of the pitch and 6 dB for twice the samples', () => {
    expect(of({ ...reading, pitch: swing(150, 6) })?.range).toBeGreaterThan(4.5);
    expect(of({ ...reading, pitch: swing(150, 6) })?.range).toBeLessThan(6.5);
    const [loud, soft] = [of({ ...reading, loud: 8000 }), of({ ...reading, loud: 4000 })];
    expect((loud?.loudness ?? 0) - (soft?.loudness ?? 0)).toBeCloseTo(6.02, 1);
  });
});

describe('the estimate', () => {
  test('has all 48 scores from 0 to 1 whatever it hears', () => {
    const manner = fc.record({
      pitch: fc
        .tuple(fc.integer({ min: 70, max: 400 }), fc.integer({ min: 0, max: 14 }))
        .map(([a, b]) => swing(a, b)),
      pace: fc.double({ min: 0.5, max: 9, noNaN: true }),
      loud: fc.integer({ min: 300, max: 32_000 }),
      seconds: fc.constant(1),
    });
    fc.assert(
      fc.property(manner, (any) => {
        const scores = acoustic.measure(voice(any), 16_000, 'hello');
        if (scores === null) return;
        expect(Object.keys(scores)).toEqual([...EXPRESSIONS]);
        for (const score of Object.values(scores)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of a loud, fast, high and lively voice is excited', () => {
    expect(strongest(scoresOf(moved), 3)).toContain('Excitement');
    for (const expression of ['Excitement', 'Joy'] as const) {
      expect(scoresOf(moved)[expression]).toBeGreaterThan(2 * scoresOf(reading)[expression]);
    }
  });

  test('of a loud and fast voice that falls is determined', () => {
    expect(strongest(scoresOf(driven), 2)).toContain('Determination');
  });

  test('of a quiet, slow, flat voice is calm or tired', () => {
    expect(strongest(scoresOf(weary), 4)).toEqual(expect.arrayContaining(['Tiredness']));
    expect(scoresOf(weary).Excitement).toBeLessThan(0.05);
    expect(scoresOf(weary).Tiredness).toBeGreaterThan(2 * scoresOf(reading).Tiredness);
  });

  test('of a calm reading is calm and concentrated', () => {
    expect(strongest(scoresOf({ ...reading, pitch: ending(-1) }), 3)).toEqual(
      expect.arrayContaining(['Calmness', 'Concentration']),
    );
  });

  test('of a rising end asks, of a falling one does not', () => {
    const rising = scoresOf({ ...reading, pitch: ending(5) });
    const falling = scoresOf({ ...reading, pitch: ending(-3) });
    for (const expression of ['Interest', 'Doubt', 'Confusion'] as const) {
      expect(strongest(rising, 4)).toContain(expression);
      expect(rising[expression]).toBeGreaterThan(2 * falling[expression]);
    }
  });

  test('is none for silence, noise and less than 300 ms of voice', () => {
    expect(acoustic.measure(new Int16Array(0), 16_000, '')).toBeNull();
    expect(acoustic.measure(silence(3000), 16_000, '')).toBeNull();
    expect(acoustic.measure(Int16Array.from(white(48_000, 3000, 5)), 16_000, '')).toBeNull();
    expect(acoustic.measure(voice(reading).subarray(0, 280 * 16), 16_000, '')).toBeNull();
    expect(acoustic.measure(voice({ ...reading, loud: 20 }), 16_000, '')).toBeNull();
  });

  test('is not changed by the silence around the turn, nor by the turn before', () => {
    const turn = voice(reading);
    const quiet = new Int16Array(turn.length + 16_000);
    quiet.set(turn, 8000);
    const alone = acoustic.measure(turn, 16_000, '');
    acoustic.measure(voice(moved), 16_000, '');
    expect(acoustic.measure(turn, 16_000, '')).toEqual(alone);
    const padded = acoustic.measure(quiet, 16_000, '');
    for (const expression of EXPRESSIONS) {
      expect(Math.abs((padded?.[expression] ?? 9) - (alone?.[expression] ?? 0))).toBeLessThan(0.1);
    }
  });
});
