import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPRESSIONS, type ExpressionScores } from '../../shared/evi/expressions.ts';
import { EMPTY, type LogEvent, step, transcriptOf } from '../../widget/call/transcript.ts';
import type { ToolState } from '../../widget/models.ts';

const heard = (text: string, interim: boolean): LogEvent => ({ type: 'heard', text, interim });
const written = (id: string, text = id): LogEvent => ({ type: 'written', id, text, source: null });
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

describe('a sentence', () => {
  const scores = Object.fromEntries(
    EXPRESSIONS.map((name, index) => [name, index / 100]),
  ) as ExpressionScores;

  test('of which a part is missing is shown, and says so', () => {
    expect(transcriptOf([written('a'), { type: 'missed', id: 'a' }])).toMatchObject([
      { text: 'a', incomplete: true, speaking: false },
    ]);
  });

  test('that was cut before it began is not brought back by what is missing of it', () => {
    expect(texts(written('a'), interrupted('a'), { type: 'missed', id: 'a' })).toEqual([]);
  });

  test('has its own measures', () => {
    const log: LogEvent[] = [written('a'), voiced('a'), { type: 'measured', id: 'a', scores }];
    expect(transcriptOf(log)[0]?.expressions.map(({ score }) => score)).toEqual([0.47, 0.46, 0.45]);
  });
});

test('a sentence keeps where it is from', () => {
  const source = { key: 's1', label: 'Returns', url: 'https://shop.example/' };
  const log: LogEvent[] = [{ type: 'written', id: 'a', text: 'Thirty days.', source }, voiced('a')];
  expect(transcriptOf(log)[0]?.source).toBe(source);
});

describe('a tool', () => {
  const called: LogEvent = { type: 'called', id: 't', name: 'web_search' };
  const result = (text: string, state: ToolState = 'done'): LogEvent => ({
    type: 'result',
    id: 't',
    text,
    state,
  });

  test('is shown while it runs, and with its result in the same place', () => {
    expect(transcriptOf([called])).toMatchObject([
      { speaker: 'tool', text: '', tool: { name: 'web_search', state: 'running' } },
    ]);
    const log = [called, written('a'), voiced('a'), result('Found.')];
    expect(transcriptOf(log)).toMatchObject([
      { speaker: 'tool', text: 'Found.', tool: { name: 'web_search', state: 'done' } },
      { speaker: 'assistant' },
    ]);
  });

  test('that failed says so, and what comes after that changes nothing', () => {
    expect(transcriptOf([called, result('No.', 'failed'), result('Late.')])).toMatchObject([
      { text: 'No.', tool: { state: 'failed' } },
    ]);
    expect(texts(result('Nobody asked.'))).toEqual([]);
  });
});

const id = fc.constantFrom('a', 'b', 'c', 'd');
const anyEvent: fc.Arbitrary<LogEvent> = fc.oneof(
  fc.record({ type: fc.constant('heard' as const), text: fc.string(), interim: fc.boolean() }),
  fc.record({ type: fc.constant('typed' as const), text: fc.string() }),
  fc.record({ type: fc.constant('written' as const), id, text: fc.string(), source: fc.constant(null) }),
  id.map(voiced),
  id.map((of): LogEvent => ({ type: 'missed', id: of })),
  id.map((of): LogEvent => ({ type: 'called', id: of, name: 'tool' })),
  fc.record({
    type: fc.constant('result' as const),
    id,
    text: fc.string(),
    state: fc.constantFrom('done', 'failed', 'asked', 'declined'),
  }),
  fc.constantFrom<LogEvent>(silent, { type: 'unheard' }),
  fc.subarray(['a', 'b', 'c']).map((ids) => interrupted(...ids)),
);

/** A segment's id is written once. */
const writtenOnce = (log: readonly LogEvent[]): LogEvent[] => {
  const ids = log.map((one) => (one.type === 'written' ? one.id : ''));
  return log.filter((one, index) => one.type !== 'written' || ids.indexOf(one.id) === index);
};
const anyLog = fc.array(anyEvent, { maxLength: 40 }).map(writtenOnce);

test('any log: keys are unique, one sentence sounds at most, nothing empty is shown, order is kept', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const entries = transcriptOf(log);
      expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
      expect(entries.filter(({ speaking }) => speaking).length).toBeLessThanOrEqual(1);
      expect(entries.filter(({ interim }) => interim).length).toBeLessThanOrEqual(1);
      for (const entry of entries) {
        if (entry.speaker !== 'tool') expect(entry.text).not.toBe('');
        expect(entry.tool !== null).toBe(entry.speaker === 'tool');
        if (entry.speaker !== 'assistant') expect(entry.speaking || entry.interrupted).toBe(false);
        if (entry.speaker !== 'visitor') expect(entry.interim || entry.typed).toBe(false);
      }
      const numbers = entries.map(({ key }) => Number(key.split('-')[1]));
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    }),
  );
});

test('step by step it is what the whole log gives, and what did not change is the same object', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      let state = EMPTY;
      for (const [index, event] of log.entries()) {
        const before = new Map(state.entries.map((entry) => [entry.key, entry]));
        state = step(state, event);
        expect(state.entries).toEqual(transcriptOf(log.slice(0, index + 1)));
        for (const entry of state.entries) {
          const was = before.get(entry.key);
          if (was && JSON.stringify(was) === JSON.stringify(entry)) expect(entry).toBe(was);
        }
      }
    }),
  );
});

test('what was said stands once and in its order, wherever the socket was lost and the words heard again', () => {
  const utterance = fc.record({
    words: fc.array(fc.constantFrom('when', 'are', 'you', 'open'), { minLength: 1, maxLength: 4 }),
    /** So many words were understood of it when the socket was lost; undefined: it was not. */
    lostAfter: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(utterance, { maxLength: 8 }), (utterances) => {
      const log: LogEvent[] = [];
      for (const { words, lostAfter } of utterances) {
        const said = words.map((_word, index) => heard(words.slice(0, index + 1).join(' '), true));
        if (lostAfter !== undefined) log.push(...said.slice(0, lostAfter));
        log.push(...said, heard(words.join(' '), false));
      }
      expect(texts(...log)).toEqual(utterances.map(({ words }) => words.join(' ')));
    }),
  );
});

test('in a long transcript an event copies one list, and no entry but the one it changes', () => {
  let state = EMPTY;
  for (let index = 0; index < 5000; index += 1) state = step(state, { type: 'typed', text: String(index) });
  const after = step(step(state, written('a')), voiced('a'));
  expect(after.entries).toHaveLength(5001);
  expect(after.entries.slice(0, 5000).every((entry, index) => entry === state.entries[index])).toBe(true);
  expect(step(after, voiced('a'))).toBe(after);
});
