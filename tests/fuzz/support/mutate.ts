import fc from 'fast-check';

/** One change of a JSON value, at the place that `at` picks among all its places. */
interface Mutation {
  at: number;
  change: 'remove' | 'replace' | 'rename' | 'copy' | 'wrap';
  name: string;
  value: unknown;
}

type Holder = Record<string, unknown> | unknown[];

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

function* placesOf(value: unknown): Generator<[Holder, string]> {
  if (!isHolder(value)) return;
  for (const name of Object.keys(value)) {
    yield [value, name];
    yield* placesOf(Object.getOwnPropertyDescriptor(value, name)?.value);
  }
}

/** Assigning to `__proto__` would change the prototype instead. */
const put = (holder: Holder, name: string, value: unknown): unknown =>
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });

/** A copy of `message` with the mutation in it. */
function mutate(message: unknown, { at, change, name, value }: Mutation): unknown {
  const copy: unknown = structuredClone(message);
  const places = [...placesOf(copy)];
  const [holder, place] = places[at % Math.max(places.length, 1)] ?? [];
  if (!holder || place === undefined) return value;
  const before: unknown = Object.getOwnPropertyDescriptor(holder, place)?.value;
  // An array's own length cannot be defined anew.
  const to = Array.isArray(holder) ? String(holder.length) : name;
  if (change === 'replace') put(holder, place, value);
  else if (change === 'wrap') put(holder, place, Array.isArray(value) ? [before] : put({}, name, before));
  else {
    if (change !== 'remove') put(holder, to, before);
    if (change !== 'copy') Reflect.deleteProperty(holder, place);
  }
  return copy;
}

const KNOWN_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'toJSON',
  'hasOwnProperty',
  'then',
  'length',
  '',
  '0',
  'type',
  'text',
  'data',
  'name',
  'audio',
  'tools',
  'context',
  'variables',
  'parameters',
  'tool_call_id',
  'custom_session_id',
];

const VALUES: unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  '\0',
  '\ud800',
  '\udfff\ud83d',
  '\u202e',
  '{{name}} {{__proto__}} {{',
  '__proto__',
  'null',
  '{}',
  '{"type":"object","properties":{"__proto__":{}}}',
  '../../etc/passwd',
  'persistent',
  'temporary',
  'alto',
  'linear16',
  8000,
  48_000,
  [],
  {},
  [[]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

/** Some are longer than what any field may hold. */
const longText = fc
  .tuple(fc.constantFrom('x', ' ', 'é', '\u{1f600}', '{{a}}', 'A. ', '\0'), fc.nat({ max: 120_000 }))
  .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)));

export const anyShortText = fc.string({ unit: 'binary', maxLength: 40 });

export const anyName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...KNOWN_NAMES) },
  { weight: 1, arbitrary: anyShortText },
);

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 10, arbitrary: anyShortText },
  { weight: 5, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: longText },
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat({ max: 63 }),
  change: fc.constantFrom('remove', 'replace', 'rename', 'copy', 'wrap'),
  name: anyName,
  value: anyValue,
});

/** One of the samples as JSON text, with up to three mutations. */
export const mutatedJson = (samples: readonly object[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...samples), fc.array(mutation, { maxLength: 3 }))
    .map(([sample, mutations]) => JSON.stringify(mutations.reduce<unknown>(mutate, sample)));

/** The samples with a field that is nested more deeply than any stack. */
export const nestedJson = (samples: readonly object[]): fc.Arbitrary<string> =>
  fc
    .record({
      sample: fc.constantFrom(...samples),
      name: anyName,
      depth: fc.nat({ max: 50_000 }),
      brackets: fc.constantFrom(['[', ']'], ['{"a":', '}']),
    })
    .map(({ sample, name, depth, brackets: [open = '', close = ''] }) => {
      const nested = `${open.repeat(depth)}null${close.repeat(depth)}`;
      return `{${JSON.stringify(name)}:${nested},${JSON.stringify(sample).slice(1)}`;
    });

interface Cut {
  from: number;
  length: number;
  instead: string;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  from: fc.nat({ max: 400 }),
  length: fc.nat({ max: 8 }),
  instead: fc.oneof(
    fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\\u', '\\ud800', '1e999', '-', '\u2028'),
    fc.constantFrom('"type":"audio_input",', '"text":"second",', '\ufeff', '\0', '//', "'", '\n'),
    fc.string({ maxLength: 5 }),
  ),
});

/** The text with one to three pieces of it cut out or replaced, so that it may be JSON no longer. */
export const damaged = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.array(cut, { minLength: 1, maxLength: 3 })).map(([whole, cuts]) =>
    cuts.reduce((left, { from, length, instead }) => {
      const at = from % (left.length + 1);
      return left.slice(0, at) + instead + left.slice(at + length);
    }, whole),
  );
