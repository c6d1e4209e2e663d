import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUplink } from '../../widget/call/uplink.ts';

const FRAME = 640;

function world({ container = false } = {}) {
  const heard: number[] = [];
  const state = { renewed: 0, takes: true };
  const names = new Map<ArrayBuffer, number>();
  const renew = (): void => {
    state.renewed += 1;
  };
  const uplink = createUplink({ container, renew }, (samples) => {
    if (state.takes) heard.push(names.get(samples) ?? -1);
    return state.takes;
  });
  const say = (name: number, speech = false): void => {
    const samples = new ArrayBuffer(FRAME);
    names.set(samples, name);
    uplink.frame(samples, speech);
  };
  /** Frames `from` to before `to`. */
  const sayAll = (from: number, to: number, speech = false): void => {
    for (let name = from; name < to; name += 1) say(name, speech);
  };
  /** What the next socket hears. */
  const replaced = (): number[] => {
    uplink.close();
    heard.length = 0;
    uplink.open();
    return heard;
  };
  return { uplink, heard, state, say, sayAll, replaced };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe('before there is a socket', () => {
  test('two seconds are kept, the newest', () => {
    const { uplink, heard, sayAll } = world();
    sayAll(0, 150);
    expect(heard).toEqual([]);
    uplink.open();
    expect(heard).toEqual(range(50, 150));
  });

  test('speech is kept longer, and what led to it', () => {
    const { uplink, heard, sayAll } = world();
    sayAll(0, 100);
    sayAll(100, 400, true);
    uplink.open();
    expect(heard).toEqual(range(0, 400));
  });

  test('fifteen seconds are the most, the newest', () => {
    const { uplink, heard, sayAll } = world();
    sayAll(0, 1000, true);
    uplink.open();
    expect(heard).toEqual(range(250, 1000));
  });

  test('of the silence between two utterances the newest two seconds are kept', () => {
    const { uplink, heard, sayAll } = world();
    sayAll(0, 50, true);
    sayAll(50, 500);
    sayAll(500, 550, true);
    uplink.open();
    expect(heard).toEqual([...range(0, 50), ...range(400, 550)]);
  });
});

describe('a socket that is lost', () => {
  test('in mid-utterance: the next one hears it whole, with 300 ms from before it', () => {
    const { uplink, sayAll, replaced } = world();
    uplink.open();
    sayAll(0, 100);
    sayAll(100, 200, true);
    expect(uplink.unconfirmed).toBe(true);
    expect(replaced()).toEqual(range(85, 200));
  });

  test('after it was understood: nothing of it is heard again', () => {
    const { uplink, sayAll, replaced } = world();
    uplink.open();
    sayAll(0, 50, true);
    sayAll(50, 90);
    uplink.confirm(50 * 20);
    expect(uplink.unconfirmed).toBe(false);
    expect(replaced()).toEqual(range(75, 90));
  });

  test('when the next utterance had begun before the first was understood: the next one is heard again', () => {
    const { uplink, sayAll, replaced } = world();
    uplink.open();
    sayAll(0, 50, true);
    sayAll(50, 90);
    sayAll(90, 100, true);
    uplink.confirm(50 * 20);
    expect(uplink.unconfirmed).toBe(true);
    expect(replaced()).toEqual(range(50, 100));
  });

  test('when the gate was open for a moment longer: nothing is left to be understood', () => {
    const { uplink, sayAll } = world();
    uplink.open();
    sayAll(0, 62, true);
    sayAll(62, 70);
    uplink.confirm(50 * 20);
    expect(uplink.unconfirmed).toBe(false);
    expect(uplink.speaking).toBe(false);
  });

  test('times count from the first audio of the socket that is', () => {
    const { uplink, sayAll, replaced } = world();
    uplink.open();
    sayAll(0, 100, true);
    replaced();
    sayAll(100, 150, true);
    uplink.confirm(150 * 20);
    expect(replaced()).toEqual([]);
  });

  test('a server that tells no times has understood all that it was sent', () => {
    const { uplink, sayAll, replaced } = world();
    uplink.open();
    sayAll(0, 50, true);
    uplink.confirm(0);
    expect(replaced()).toEqual([]);
  });
});

describe('a browser with enough to carry', () => {
  test('is given no more, and the rest in order with the next frame', () => {
    const { uplink, heard, state, say, sayAll } = world();
    uplink.open();
    sayAll(0, 10, true);
    state.takes = false;
    sayAll(10, 20, true);
    expect(heard).toEqual(range(0, 10));
    state.takes = true;
    say(20);
    expect(heard).toEqual(range(0, 21));
  });

  test('for too long: the oldest go', () => {
    const { uplink, heard, state, sayAll, say } = world();
    uplink.open();
    state.takes = false;
    sayAll(0, 1000, true);
    state.takes = true;
    say(1000, true);
    expect(heard).toEqual(range(250, 1001));
  });
});

describe('a container', () => {
  test('is not kept from before a socket, nor for another one', () => {
    const { uplink, heard, say, replaced } = world({ container: true });
    say(0, true);
    uplink.open();
    say(1, true);
    expect(heard).toEqual([1]);
    expect(uplink.unconfirmed).toBe(false);
    expect(replaced()).toEqual([]);
  });

  test('is begun anew where a part had to go', () => {
    const { uplink, heard, state, say, sayAll } = world({ container: true });
    uplink.open();
    state.takes = false;
    sayAll(0, 751);
    expect(state.renewed).toBe(1);
    state.takes = true;
    say(751);
    expect(heard).toEqual([751]);
  });
});

test('speaking is what was heard just now', () => {
  const { uplink, say, sayAll } = world();
  uplink.open();
  say(0, true);
  expect(uplink.speaking).toBe(true);
  sayAll(1, 101);
  expect(uplink.speaking).toBe(false);
  expect(uplink.unconfirmed).toBe(true);
  uplink.clear();
  expect(uplink.unconfirmed).toBe(false);
});

test('whatever happens: each socket hears in order and nothing twice, and no speech is lost that is in bounds', () => {
  const happening = fc.oneof(
    { weight: 6, arbitrary: fc.record({ say: fc.integer({ min: 1, max: 60 }), speech: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('open' as const, 'close' as const, 'full' as const, 'empty' as const),
    },
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const { uplink, heard, state, sayAll, replaced } = world();
      let name = 0;
      const speech: number[] = [];
      for (const one of happenings) {
        if (one === 'open' || one === 'close') {
          uplink.close();
          heard.length = 0;
          if (one === 'open') uplink.open();
        } else if (one === 'full' || one === 'empty') state.takes = one === 'empty';
        else {
          if (one.speech) speech.push(...range(name, name + one.say));
          sayAll(name, name + one.say, one.speech);
          name += one.say;
        }
        expect(heard).toEqual([...new Set(heard)].sort((first, second) => first - second));
      }
      state.takes = true;
      const again = replaced();
      expect(again.length).toBeLessThanOrEqual(750);
      // Nothing was confirmed: all speech of the newest fifteen seconds is heard again.
      const kept = new Set(again);
      expect(speech.filter((one) => one >= name - 750 && !kept.has(one))).toEqual([]);
    }),
  );
});
