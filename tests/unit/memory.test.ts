import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveMemory, takeMemory, writeMemory } from '../../widget/call/memory.ts';
import { readMemory } from '../../widget/call/read-memory.ts';
import { EMPTY, step, transcriptOf } from '../../widget/call/transcript.ts';
import { hasMemory } from '../../widget/host/memory.ts';
import { stubBrowser } from './support/frame-world.ts';

const CALL = {
  configId: 'sales',
  group: 'group',
  spoken: true,
  muted: true,
  pushToTalk: false,
  volume: 0.5,
  silent: false,
  unconfirmed: ['typed'],
  unanswered: 'asked',
};

const SAID = transcriptOf([
  { type: 'typed', text: 'hello' },
  { type: 'called', id: 't', name: 'set_volume' },
  { type: 'result', id: 't', text: '{"volume":1}', state: 'done' },
  { type: 'heard', text: 'and you?', interim: false },
]).map((entry, index) =>
  index === 2 ? { ...entry, expressions: [{ name: 'Joy' as const, score: 0.5 }] } : entry,
);

function visit(origin: string): void {
  vi.stubGlobal('location', { ancestorOrigins: [origin], origin: 'https://widget.example' });
}

beforeEach(() => {
  vi.useFakeTimers();
  stubBrowser();
  visit('https://shop.example');
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what was written is read, and shown as it was', () => {
  const memory = readMemory(writeMemory(CALL, SAID), 'sales');
  expect(memory).toMatchObject(CALL);
  const shown = step(EMPTY, { type: 'kept', entries: memory?.entries ?? [] }).entries;
  expect(shown).toMatchObject(SAID);
  expect(new Set(shown.map(({ key }) => key)).size).toBe(SAID.length);
});

test('of a long conversation the newest is kept, of a long text the beginning', () => {
  const long = transcriptOf(
    Array.from({ length: 120 }, (_, index) => ({ type: 'typed', text: `${index} ${'x'.repeat(5000)}` })),
  );
  const { entries = [] } = readMemory(writeMemory(CALL, long), 'sales') ?? {};
  expect(entries).toHaveLength(100);
  expect(entries.at(-1)?.text).toMatch(/^119 x+$/);
  expect(entries.at(-1)?.text).toHaveLength(4000);
});

test('it is worth something for 30 s, on its own site, with its own config', () => {
  const text = writeMemory(CALL, SAID);
  vi.advanceTimersByTime(29_000);
  expect(readMemory(text, 'sales')).toBeDefined();
  expect(readMemory(text, '')).toBeUndefined();
  visit('https://blog.shop.example');
  expect(readMemory(text, 'sales')).toBeUndefined();
  visit('https://shop.example');
  vi.advanceTimersByTime(1000);
  expect(readMemory(text, 'sales')).toBeUndefined();
});

test('where an answer is from is kept, and must look like it', () => {
  const source = { key: 's1', label: 'Returns', url: 'https://shop.example/returns' };
  const entries = (from: unknown) =>
    SAID.map((entry, index) => (index === 0 ? { ...entry, source: from as typeof source } : entry));
  expect(readMemory(writeMemory(CALL, entries(source)), 'sales')?.entries[0]?.source).toEqual(source);
  expect(readMemory(writeMemory(CALL, entries(undefined)), 'sales')).toBeDefined();
  for (const bad of [{ ...source, url: 5 }, { key: '' }, 'Returns', 7])
    expect(readMemory(writeMemory(CALL, entries(bad)), 'sales')).toBeUndefined();
});

test('whatever is malformed is no memory', () => {
  expect(readMemory(null, 'sales')).toBeUndefined();
  fc.assert(fc.property(fc.string(), (text) => readMemory(text, 'sales') === undefined));
  fc.assert(fc.property(fc.json(), (text) => readMemory(text, 'sales') === undefined));
});

test('one part of another type, or missing, and it is none', () => {
  const whole = JSON.parse(writeMemory(CALL, SAID));
  const parts: [object: Record<string, unknown>, names: string[]][] = [
    [whole, Object.keys(whole)],
    [whole.entries[0], ['speaker', 'text', 'expressions']],
    [whole.entries[1], ['tool']],
    [whole.entries[1].tool, ['state']],
    [whole.entries[2].expressions[0], ['name', 'score']],
  ];
  const wrong = fc.constantFrom(null, undefined, {}, [null], [7], Symbol.iterator.toString());
  for (const [object, names] of parts)
    for (const name of names)
      fc.assert(
        fc.property(wrong, (value) => {
          const before = object[name];
          // A text is a text.
          fc.pre(typeof value !== typeof before || typeof before === 'object');
          object[name] = value;
          const read = readMemory(JSON.stringify(whole), 'sales');
          object[name] = before;
          expect(read, `${name}: ${JSON.stringify(value)}`).toBeUndefined();
        }),
      );
  expect(readMemory(JSON.stringify(whole), 'sales')).toBeDefined();
});

test('it is read once, and by the widget of that name alone', () => {
  leaveMemory('one', 'left');
  expect([hasMemory('one'), hasMemory('two')]).toEqual([true, false]);
  expect(takeMemory('two')).toBeNull();
  expect(takeMemory('one')).toBe('left');
  expect(takeMemory('one')).toBeNull();
  expect(hasMemory('one')).toBe(false);
});

test('a browser that stores nothing troubles nobody', () => {
  vi.stubGlobal(
    'sessionStorage',
    new Proxy({}, { get: () => expect.fail('blocked'), has: () => expect.fail('blocked') }),
  );
  leaveMemory('one', 'left');
  expect(takeMemory('one')).toBeNull();
  expect(hasMemory('one')).toBe(false);
});
