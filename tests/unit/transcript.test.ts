import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LogEvent, transcriptOf } from '../../widget/call/transcript.ts';

const heard = (text: string, interim: boolean): LogEvent => ({ type: 'heard', text, interim });
const written = (id: string, text = id): LogEvent => ({ type: 'written', id, text });
const voiced = (id: string): LogEvent => ({ type: 'voiced', id });
const silent: LogEvent = { type: 'silent' };
const interrupted = (...ids: string[]): LogEvent => ({ type: 'interrupted', ids });

const texts = (...log: LogEvent[]): string[] => transcriptOf(log).map(({ text }) => text);

describe('the visitor', () => {
  test('an interim text is replaced in place, and keeps its key', () => {
    const log = [heard('what', true), heard('what are', true), heard('What are your hours?', false)];
    const keys = log.map((_event, index) => transcriptOf(log.slice(0, index + 1))[0]?.key);
    expect(new Set(keys).size).toBe(1);
    expect(transcriptOf(log.slice(0, 2))).toMatchObject([{ text: 'what are', interim: true, typed: false }]);
    expect(transcriptOf(log)).toMatchObject([{ text: 'What are your hours?', interim: false }]);
  });

  test('what follows a final text is another one', () => {
    expect(texts(heard('one', false), heard('tw', true), heard('two', false))).toEqual(['one', 'two']);
  });

  test('an interim text stays in its place when something is typed meanwhile', () => {
    const entries = transcriptOf([heard('wh', true), { type: 'typed', text: 'Hi' }, heard('What?', false)]);
    expect(entries).toMatchObject([
      { text: 'What?', typed: false },
      { text: 'Hi', typed: true, interim: false },
    ]);
  });

  test('an interim text that came to nothing is not shown', () => {
    expect(texts(heard('hm', true), heard('', false))).toEqual([]);
  });

  test('the three strongest expressions, strongest first, of the final text', () => {
    const scores = { Joy: 0.2, Calmness: 0.9, Anger: 0.1, Interest: 0.5, Doubt: 0.05 };
    const [entry] = transcriptOf([{ type: 'heard', text: 'Hi', interim: false, scores } as LogEvent]);
    expect(entry?.expressions).toEqual([
      { name: 'Calmness', score: 0.9 },
      { name: 'Interest', score: 0.5 },
      { name: 'Joy', score: 0.2 },
    ]);
    expect(transcriptOf([heard('Hi', false)])[0]?.expressions).toEqual([]);
  });
});

describe('the assistant', () => {
  test('a sentence appears with its voice, not before', () => {
    expect(texts(written('a'), written('b'))).toEqual([]);
    expect(texts(written('a'), written('b'), voiced('a'))).toEqual(['a']);
    expect(texts(written('a'), written('b'), voiced('a'), voiced('b'))).toEqual(['a', 'b']);
  });

  test('only the sentence that sounds is speaking', () => {
    const log = [written('a'), written('b'), voiced('a'), voiced('b')];
    expect(transcriptOf(log).map(({ speaking }) => speaking)).toEqual([false, true]);
    expect(transcriptOf([...log, silent]).map(({ speaking }) => speaking)).toEqual([false, false]);
  });

  test('cut off, the sentence that sounded says so and those unsaid never appear', () => {
    const log = [
      written('a'),
      written('b'),
      written('c'),
      voiced('a'),
      voiced('b'),
      interrupted('a', 'b', 'c'),
      voiced('c'),
      silent,
    ];
    expect(transcriptOf(log)).toMatchObject([
      { text: 'a', interrupted: false, speaking: false },
      { text: 'b', interrupted: true, speaking: false },
    ]);
  });

  test('an interruption does not touch the next answer', () => {
    const log = [written('a'), voiced('a'), interrupted('a'), written('b'), voiced('b'), silent];
    expect(transcriptOf(log).map(({ interrupted: cut }) => cut)).toEqual([true, false]);
  });

  test('the voice of a sentence that nobody wrote shows nothing', () => {
    expect(texts(voiced('x'), silent, interrupted('x'))).toEqual([]);
  });
});

test('any log: keys are unique, one sentence sounds at most, nothing empty is shown, order is kept', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const event: fc.Arbitrary<LogEvent> = fc.oneof(
    fc.record({ type: fc.constant('heard' as const), text: fc.string(), interim: fc.boolean() }),
    fc.record({ type: fc.constant('typed' as const), text: fc.string() }),
    fc.record({ type: fc.constant('written' as const), id, text: fc.string() }),
    id.map(voiced),
    fc.constant(silent),
    fc.subarray(['a', 'b', 'c']).map((ids) => interrupted(...ids)),
  );
  fc.assert(
    fc.property(fc.uniqueArray(event, { comparator: 'SameValue', maxLength: 40 }), (log) => {
      const ids = log.map((one) => (one.type === 'written' ? one.id : ''));
      const once = log.filter((one, index) => one.type !== 'written' || ids.indexOf(one.id) === index);
      const entries = transcriptOf(once);
      expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
      expect(entries.filter(({ speaking }) => speaking).length).toBeLessThanOrEqual(1);
      expect(entries.filter(({ interim }) => interim).length).toBeLessThanOrEqual(1);
      for (const entry of entries) {
        expect(entry.text).not.toBe('');
        if (entry.speaker === 'visitor') expect(entry.speaking || entry.interrupted).toBe(false);
        else expect(entry.interim || entry.typed).toBe(false);
      }
      // Pure: the same log gives the same transcript, and a longer one keeps the keys of a shorter one.
      expect(transcriptOf(once)).toEqual(entries);
      const numbers = entries.map(({ key }) => Number(key.split('-')[1]));
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    }),
  );
});
