/// <reference path="../../widget/audio/worklet-scope.d.ts" />
/** What the playback worklet does, run outside a browser, one render quantum at a time. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PlayedLevels } from '../../widget/audio/echo-link.ts';
import type { PlaybackCommand, PlaybackReport } from '../../widget/audio/playback/messages.ts';
import { Playback } from '../../widget/audio/playback/playback.ts';

const RATE = 16_000;
const QUANTUM = 128;
/** Samples over which a flushed voice may fade: 2 ms. */
const FADE = 32;

beforeAll(() => vi.stubGlobal('sampleRate', RATE));
afterAll(() => vi.unstubAllGlobals());

function player() {
  let rendered = 0;
  const setClock = () => vi.stubGlobal('currentTime', (rendered * QUANTUM) / RATE);
  const reports: PlaybackReport[] = [];
  const playback = new Playback((report) => reports.push(report));
  const command = (data: PlaybackCommand): void => {
    setClock();
    playback.command(data);
  };
  return {
    reports,
    command,
    play: (key: string, samples: Float32Array<ArrayBuffer>, rate = RATE) =>
      command({ type: 'samples', key, rate, samples }),
    complete: () => command({ type: 'complete' }),
    flush: () => command({ type: 'flush' }),
    render(quanta: number): number[] {
      return Array.from({ length: quanta }).flatMap(() => {
        const target = new Float32Array(QUANTUM);
        setClock();
        rendered += 1;
        playback.render(target);
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
/** More than is held back against the jitter of an unknown network: 150 ms. */
const ENOUGH = 2400;

const jumps = (samples: readonly number[]): number =>
  Math.max(0, ...samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0))));

describe('playing', () => {
  test('chunks of any length join without a gap or a jump', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lengths, (list) => {
        const { play, complete, render } = player();
        let from = 0;
        for (const length of list) {
          play('a', tone(length, from));
          from += length;
        }
        complete();
        const heard = render(Math.ceil(from / QUANTUM) + 3);
        expect(heard.slice(0, from)).toEqual(Array.from(tone(from)));
        // A voice that ends in mid-wave ebbs away instead of clicking.
        expect(heard.slice(from + 4 * FADE).every((sample) => Math.abs(sample) < 1e-5)).toBe(true);
        expect(jumps(heard.slice(0, from))).toBeLessThanOrEqual(STEP + 1e-6);
      }),
    );
  });

  test('each key is reported when its first sample sounds, in order and once', () => {
    const { play, complete, render, told } = player();
    play('a', tone(QUANTUM));
    play('a', tone(QUANTUM));
    play('b', tone(QUANTUM));
    complete();
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
    const { play, complete, render, told } = player();
    render(3);
    expect(told('drained')).toEqual([]);
    play('a', tone(200));
    play('a', tone(100));
    complete();
    render(10);
    expect(told('drained')).toEqual([{ type: 'drained', received: 2 }]);
    play('b', tone(10));
    complete();
    render(10);
    expect(told('drained').at(-1)).toEqual({ type: 'drained', received: 3 });
  });

  test('at once, where it lasts longer than a network may waver', () => {
    const { play, render } = player();
    play('a', tone(ENOUGH));
    expect(render(1)[0]).toBe(0.5);
  });

  test('a first chunk that is shorter waits for the next one, but not for ever', () => {
    const early = player();
    early.play('a', tone(ENOUGH / 2));
    expect(early.render(1).every((sample) => sample === 0)).toBe(true);
    early.play('a', tone(ENOUGH / 2, ENOUGH / 2));
    expect(early.render(1)[0]).toBe(0.5);

    const alone = player();
    alone.play('a', tone(ENOUGH / 2));
    const waited = alone.render(20).findIndex((sample) => sample !== 0);
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThanOrEqual(ENOUGH / 2 + QUANTUM);
  });

  test('whatever rate a chunk has, without a seam between chunks', () => {
    const { play, complete, render } = player();
    const rate = 48_000;
    const fine = Float32Array.from({ length: rate / 2 }, (_, index) => 0.5 * Math.cos(index / 60));
    for (let at = 0; at < fine.length; at += 4800) play('a', fine.slice(at, at + 4800), rate);
    complete();
    const heard = render(40);
    expect(jumps(heard.slice(100, 5000))).toBeLessThanOrEqual(STEP + 1e-3);
    heard.slice(100, 5000).forEach((sample, index) => {
      expect(Math.abs(sample - 0.5 * Math.cos((index + 100) / 20))).toBeLessThan(0.02);
    });
  });

  test('a chunk that comes too late: no jump where the voice stops, and none where it goes on', () => {
    const { play, render } = player();
    play('a', tone(ENOUGH));
    const heard = render(25);
    play('a', tone(ENOUGH, ENOUGH));
    heard.push(...render(60));
    expect(jumps(heard)).toBeLessThanOrEqual(STEP + 0.5 * (4 / FADE));
    expect(heard.filter((sample) => Math.abs(sample) > 1e-3).length).toBeGreaterThan(1.9 * ENOUGH);
  });

  test('volume changes without a click, and counts from the first sample where nothing sounded', () => {
    const { play, command, render } = player();
    command({ type: 'gain', gain: 0.5 });
    play('a', tone(2 * ENOUGH));
    const heard = render(10);
    expect(heard[0]).toBe(0.25);
    command({ type: 'gain', gain: 0 });
    heard.push(...render(10));
    expect(jumps(heard)).toBeLessThanOrEqual(STEP);
    expect(heard.slice(-QUANTUM).every((sample) => sample === 0)).toBe(true);
  });
});

describe('the link to the microphone', () => {
  const linked = () => {
    const made = player();
    const { port1, port2 } = new MessageChannel();
    made.command({ type: 'link', port: port1 });
    return { ...made, port: port2, close: () => port2.close() };
  };
  const next = <Data>(port: MessagePort): Promise<Data> =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
    });

  test('is told what will sound before it does', async () => {
    const { play, render, port, close } = linked();
    play('a', tone(ENOUGH));
    const told = next<PlayedLevels>(port);
    render(1);
    const { levels } = await told;
    expect(levels.length).toBe(5);
    for (const level of levels) expect(level).toBeCloseTo(0.5 / Math.SQRT2, 1);
    close();
  });

  test('says who speaks: the assistant steps back within 10 ms, and comes forward slowly', async () => {
    const { play, render, port, close } = linked();
    play('a', tone(8 * ENOUGH));
    render(2);
    port.postMessage({ duck: true });
    // The port's message is delivered by the event loop, as it is to a worklet.
    await vi.waitUntil(() => Math.max(...render(1).map(Math.abs)) < 0.49);
    render(2);
    expect(Math.max(...render(4).map(Math.abs))).toBeLessThanOrEqual(0.051);
    port.postMessage({ duck: false });
    await vi.waitUntil(() => Math.max(...render(1).map(Math.abs)) > 0.06);
    expect(Math.max(...render(4).map(Math.abs))).toBeLessThan(0.4);
    expect(Math.max(...render(40).map(Math.abs))).toBeGreaterThan(0.49);
    close();
  });
});

describe('what was found by reading', () => {
  test('the voice comes forward again without a word of the thread that asked, which may be gone', async () => {
    const { port1, port2 } = new MessageChannel();
    const { play, render, command } = player();
    command({ type: 'link', port: port1 });
    play('a', tone(40 * ENOUGH));
    port2.postMessage({ duck: true });
    await vi.waitUntil(() => Math.max(...render(1).map(Math.abs)) < 0.1);
    expect(Math.max(...render(200).map(Math.abs))).toBeLessThan(0.06);
    expect(Math.max(...render(100).slice(-QUANTUM).map(Math.abs))).toBeGreaterThan(0.49);
    port2.close();
  });

  test('a key that goes on after a pause is reported again', () => {
    const { play, render, told } = player();
    play('a', tone(ENOUGH));
    render(40);
    play('a', tone(ENOUGH));
    render(40);
    expect(told('started')).toHaveLength(2);
  });

  test('a chunk of which nothing is left at the context’s rate is reported as played', () => {
    const { play, complete, render, told } = player();
    play('a', tone(4), 48_000);
    complete();
    render(3);
    expect(told('drained')).toEqual([{ type: 'drained', received: 1 }]);
  });
});

describe('a flush', () => {
  test('leaves at most a short fade, without a jump, whatever was queued', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 20 }), (list, quanta) => {
        const { play, complete, flush, render } = player();
        let from = 0;
        for (const length of list) {
          play('a', tone(length, from));
          from += length;
        }
        complete();
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
    play('a', tone(ENOUGH));
    expect(render(1)).toEqual(Array.from(tone(QUANTUM)));
    expect(told('started')).toHaveLength(2);
  });

  test('keys that were queued are never reported', () => {
    const { play, flush, render, told } = player();
    play('a', tone(ENOUGH));
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
    play('a', tone(ENOUGH));
    const before = render(1);
    flush();
    flush();
    expect(jumps([...before.slice(-1), ...render(2)])).toBeLessThanOrEqual(STEP + 0.5 / FADE + 1e-6);
  });
});
