/// <reference path="../../widget/audio/worklet-scope.d.ts" />
/** The playback worklet's own logic, run outside a browser, one render quantum at a time. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PlaybackCommand, PlaybackReport } from '../../widget/audio/playback/messages.ts';

const QUANTUM = 128;
/** Samples over which a flushed voice may fade. */
const FADE = 64;

interface Processor {
  port: { onmessage(event: { data: PlaybackCommand }): void };
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

let create: () => { processor: Processor; reports: PlaybackReport[] };

beforeAll(async () => {
  let reports: PlaybackReport[] = [];
  let registered: (new () => Processor) | undefined;
  vi.stubGlobal('sampleRate', 16_000);
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      port = {
        postMessage: (report: PlaybackReport) => reports.push(report),
        onmessage: (): void => undefined,
      };
    },
  );
  vi.stubGlobal('registerProcessor', (name: string, processor: new () => Processor) => {
    expect(name).toBe('playback');
    registered = processor;
  });
  await import('../../widget/audio/playback/playback.worklet.ts');
  create = () => {
    if (!registered) throw new Error('The worklet registers nothing.');
    const own: PlaybackReport[] = [];
    const processor = new registered();
    const process = processor.process.bind(processor);
    processor.process = (inputs, outputs) => {
      reports = own;
      return process(inputs, outputs);
    };
    return { processor, reports: own };
  };
});
afterAll(() => vi.unstubAllGlobals());

function player() {
  const { processor, reports } = create();
  return {
    reports,
    play: (key: string, samples: Float32Array<ArrayBuffer>) =>
      processor.port.onmessage({ data: { type: 'samples', key, samples } }),
    flush: () => processor.port.onmessage({ data: { type: 'flush' } }),
    render(quanta: number): number[] {
      return Array.from({ length: quanta }).flatMap(() => {
        const target = new Float32Array(QUANTUM);
        expect(processor.process([], [[target]])).toBe(true);
        return Array.from(target);
      });
    },
    told: (type: PlaybackReport['type']) => reports.filter((report) => report.type === type),
  };
}

/** A tone that is nowhere silent for long, and changes at most by `STEP` from one sample to the next. */
const tone = (length: number, from = 0): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, (_, index) => 0.5 * Math.cos((from + index) / 20));
const STEP = 0.5 / 20;

const jumps = (samples: readonly number[]): number =>
  Math.max(0, ...samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0))));

describe('playing', () => {
  test('chunks of any length join without a gap or a jump', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lengths, (list) => {
        const { play, render } = player();
        let from = 0;
        for (const length of list) {
          play('a', tone(length, from));
          from += length;
        }
        const heard = render(Math.ceil(from / QUANTUM) + 1);
        expect(heard.slice(0, from)).toEqual(Array.from(tone(from)));
        expect(heard.slice(from).every((sample) => sample === 0)).toBe(true);
        expect(jumps(heard.slice(0, from))).toBeLessThanOrEqual(STEP + 1e-6);
      }),
    );
  });

  test('each key is reported when its first sample sounds, in order and once', () => {
    const { play, render, told } = player();
    play('a', tone(QUANTUM));
    play('a', tone(QUANTUM));
    play('b', tone(QUANTUM));
    expect(told('started')).toEqual([]);
    render(1);
    expect(told('started')).toEqual([{ type: 'started', key: 'a' }]);
    render(1);
    expect(told('started')).toHaveLength(1);
    render(1);
    expect(told('started')).toEqual([
      { type: 'started', key: 'a' },
      { type: 'started', key: 'b' },
    ]);
  });

  test('the end is reported once, with how much had come until then', () => {
    const { play, render, told } = player();
    render(3);
    expect(told('drained')).toEqual([]);
    play('a', tone(200));
    play('a', tone(100));
    render(10);
    expect(told('drained')).toEqual([{ type: 'drained', received: 2 }]);
    play('b', tone(10));
    render(10);
    expect(told('drained').at(-1)).toEqual({ type: 'drained', received: 3 });
  });

  test('the level is between silence and full scale, and silence at the end', () => {
    const { play, render, told } = player();
    play('a', tone(4000));
    render(40);
    const levels = told('level').map((report) => (report.type === 'level' ? report.level : -1));
    expect(levels.length).toBeGreaterThan(2);
    expect(Math.max(...levels)).toBeLessThanOrEqual(1);
    expect(Math.max(...levels)).toBeGreaterThan(0.5);
    expect(levels.at(-1)).toBe(0);
  });
});

describe('a flush', () => {
  test('leaves at most a short fade, without a jump, whatever was queued', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 20 }), (list, quanta) => {
        const { play, flush, render } = player();
        let from = 0;
        for (const length of list) {
          play('a', tone(length, from));
          from += length;
        }
        const before = render(quanta);
        flush();
        const after = render(30);
        expect(after.slice(FADE).every((sample) => sample === 0)).toBe(true);
        // What is left of the sound may end within the fade; then it ends where the sound itself did.
        if (from - before.length > FADE)
          expect(jumps([...before.slice(-1), ...after])).toBeLessThanOrEqual(STEP + 0.5 / FADE + 1e-6);
      }),
    );
  });

  test('what comes afterwards sounds from its beginning, and is reported though its key is known', () => {
    const { play, flush, render, told } = player();
    play('a', tone(5000));
    render(2);
    flush();
    render(2);
    play('a', tone(QUANTUM));
    expect(render(1)).toEqual(Array.from(tone(QUANTUM)));
    expect(told('started')).toHaveLength(2);
  });

  test('keys that were queued are never reported', () => {
    const { play, flush, render, told } = player();
    play('a', tone(1000));
    play('b', tone(1000));
    render(1);
    flush();
    render(30);
    expect(told('started')).toEqual([{ type: 'started', key: 'a' }]);
    expect(told('drained')).toEqual([{ type: 'drained', received: 2 }]);
  });

  test('of nothing is nothing', () => {
    const { flush, render, reports } = player();
    flush();
    expect(render(2).every((sample) => sample === 0)).toBe(true);
    expect(reports).toEqual([]);
  });

  test('twice at once does not cut the fade off', () => {
    const { play, flush, render } = player();
    play('a', tone(1000));
    const before = render(1);
    flush();
    flush();
    expect(jumps([...before.slice(-1), ...render(2)])).toBeLessThanOrEqual(STEP + 0.5 / FADE + 1e-6);
  });
});
