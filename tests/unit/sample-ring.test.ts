import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SampleRing } from '../../widget/audio/playback/sample-ring.ts';

type Command = { write: number } | { read: number } | 'clear';

test('against a plain list: nothing is lost, doubled or out of order, also when it grows or wraps', () => {
  // The ring begins with room for 65,536.
  const amount = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 150_000 }));
  const command: fc.Arbitrary<Command> = fc.oneof(
    amount.map((write) => ({ write })),
    amount.map((read) => ({ read })),
    fc.constant('clear' as const),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const ring = new SampleRing();
      let next = 0;
      let model: number[] = [];
      for (const one of commands) {
        if (one === 'clear') {
          ring.clear();
          model = [];
        } else if ('write' in one) {
          const samples = Float32Array.from({ length: one.write }, () => {
            // Whole numbers below 2 ** 24 are exact in 32 bits.
            next = (next + 1) % 16_000_000;
            return next;
          });
          ring.write(samples);
          model = model.concat(Array.from(samples));
        } else {
          const target = new Float32Array(one.read).fill(-1);
          const count = ring.read(target);
          const expected = model.slice(0, one.read);
          model = model.slice(one.read);
          if (count !== expected.length) throw new Error(`${count} samples instead of ${expected.length}`);
          const wrong = target.findIndex((sample, index) => sample !== (expected[index] ?? -1));
          if (wrong >= 0) throw new Error(`sample ${wrong} is ${target[wrong]}`);
        }
        if (ring.length !== model.length) throw new Error(`length ${ring.length}, not ${model.length}`);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is written is copied: the writer may use its array again', () => {
  const ring = new SampleRing();
  const samples = Float32Array.from([1, 2]);
  ring.write(samples);
  samples.fill(9);
  const target = new Float32Array(2);
  ring.read(target);
  expect([...target]).toEqual([1, 2]);
});
