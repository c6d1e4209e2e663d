import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readWav } from '../../server/audio/wav.ts';
import { AssistantTurn, type AssistantTurnOptions } from '../../server/chat/assistant-turn.ts';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { fakeMeasure, fakeVoice, type Message, SCORES } from './support/chat.ts';

// Fake timers replace the global ones only.
vi.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      }, milliseconds);
      signal?.addEventListener('abort', abort, { once: true });
    }),
}));

const START = 1_700_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

async function* texts(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

function turnOf(options: Partial<AssistantTurnOptions> = {}) {
  const sent: { message: SubscribeEvent; at: number }[] = [];
  const written: string[] = [];
  const turn = new AssistantTurn({
    write: () => texts('First one. ', 'The second.'),
    fromText: false,
    voice: fakeVoice(),
    voiceName: undefined,
    expression: fakeMeasure(),
    written: (_id, sentence) => written.push(sentence),
    ready: async () => undefined,
    send: (message) => sent.push({ message, at: Date.now() - START }),
    playsFrom: 0,
    ...options,
  });
  const of = <Type extends SubscribeEvent['type']>(type: Type) =>
    sent.flatMap(({ message, at }) => (message.type === type ? [{ ...(message as Message<Type>), at }] : []));
  /** All that can have been heard by now. */
  const heard = () =>
    turn
      .heard()
      .map((sentence) => sentence.heard)
      .filter(Boolean)
      .join(' ');
  return { turn, sent, written, heard, of, types: () => sent.map(({ message }) => message.type) };
}

const durationOf = (data: string): number => {
  const { samples, sampleRate } = readWav(Buffer.from(data, 'base64'));
  return (samples.length / sampleRate) * 1000;
};

describe('what is sent', () => {
  test('for each sentence its text, its audio and its prosody, then one end', async () => {
    const { turn, types, of, written } = turnOf({ voice: fakeVoice(() => 500) });
    await turn.run();
    const segment = [
      'assistant_message',
      'audio_output',
      'audio_output',
      'audio_output',
      'assistant_prosody',
    ];
    expect(types()).toEqual([...segment, ...segment, 'assistant_end']);
    const messages = of('assistant_message');
    expect(messages.map(({ message }) => message)).toEqual([
      { role: 'assistant', content: 'First one.' },
      { role: 'assistant', content: 'The second.' },
    ]);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
    for (const { id } of messages) {
      expect(id).toMatch(/^[\da-f]{32}$/);
      expect(of('audio_output').flatMap((audio) => (audio.id === id ? [audio.index] : []))).toEqual([
        0, 1, 2,
      ]);
      expect(of('assistant_prosody').filter((prosody) => prosody.id === id)).toHaveLength(1);
    }
    expect(of('assistant_prosody')[0]?.models).toEqual({ prosody: { scores: SCORES } });
    expect(turn.finished).toBe(true);
    expect(written).toEqual(['First one.', 'The second.']);
  });

  test('each audio_output is a complete WAV file at the voice’s rate; joined they are what was spoken', async () => {
    const samples = Int16Array.from({ length: 22_050 }, (_, index) => (index % 60_000) - 30_000);
    const { turn, of } = turnOf({
      write: () => texts('One.'),
      voice: { ...fakeVoice(), sampleRate: 22_050, speak: async () => samples },
    });
    await turn.run();
    const files = of('audio_output').map(({ data }) => readWav(Buffer.from(data, 'base64')));
    expect(files.length).toBeGreaterThan(3);
    for (const { sampleRate, channels } of files)
      expect({ sampleRate, channels }).toEqual({ sampleRate: 22_050, channels: 1 });
    expect(files.flatMap((file) => [...file.samples])).toEqual([...samples]);
  });

  test('a sentence without sound still has its audio 0, for which clients wait', async () => {
    const { turn, of } = turnOf({ write: () => texts('…'), voice: fakeVoice(() => 0) });
    await turn.run();
    expect(of('audio_output').map(({ index, data }) => [index, durationOf(data)])).toEqual([[0, 0]]);
  });

  test('prosody that could not be measured is empty, the client’s own text says so, no text is only an end', async () => {
    const unmeasured = turnOf({ expression: fakeMeasure(null), fromText: true });
    await unmeasured.turn.run();
    expect(unmeasured.of('assistant_prosody')[0]?.models).toEqual({});
    expect(unmeasured.of('assistant_message').map(({ from_text }) => from_text)).toEqual([true, true]);
    const empty = turnOf({ write: () => texts(' ', '\n') });
    await empty.turn.run();
    expect(empty.types()).toEqual(['assistant_end']);
  });

  test('the next sentence is synthesised while the one before it is sent', async () => {
    const voice = fakeVoice(() => 10_000);
    const { turn, of } = turnOf({ voice });
    const running = turn.run();
    await vi.advanceTimersByTimeAsync(0);
    expect(voice.spoken).toEqual(['First one.', 'The second.']);
    expect(of('assistant_message')).toHaveLength(1);
    await vi.runAllTimersAsync();
    await running;
  });
});

describe('how far ahead of its playing audio is sent', () => {
  test('no chunk is sent more than 1.5 s before it plays, and none later than it should play', async () => {
    const { turn, of } = turnOf({ voice: fakeVoice(() => 4000) });
    const running = turn.run();
    await vi.runAllTimersAsync();
    await running;
    let plays = 0;
    for (const { at, data } of of('audio_output')) {
      expect(plays - at).toBeLessThanOrEqual(1500);
      expect(plays - at).toBeGreaterThanOrEqual(0);
      plays += durationOf(data);
    }
    expect(plays).toBe(8000);
    expect(turn.audibleUntil).toBe(START + 8000);
  });

  test('what the client still plays of the turn before counts', async () => {
    const { turn, of } = turnOf({ write: () => texts('One.'), playsFrom: START + 5000 });
    const running = turn.run();
    await vi.runAllTimersAsync();
    await running;
    expect(of('audio_output').map(({ at }) => at)).toEqual([3500]);
    expect(turn.audibleUntil).toBe(START + 5100);
  });
});

test('a client that does not read is sent no more until it has', async () => {
  let read: () => void = () => undefined;
  const behind = new Promise<void>((resolve) => {
    read = resolve;
  });
  const { turn, of } = turnOf({
    write: () => texts('One.'),
    voice: fakeVoice(() => 500),
    ready: () => behind,
  });
  const running = turn.run();
  await vi.runAllTimersAsync();
  expect(of('audio_output')).toEqual([]);
  read();
  await vi.runAllTimersAsync();
  await running;
  expect(of('audio_output')).toHaveLength(3);
});

describe('an interruption', () => {
  const speaking = async () => {
    const signals: AbortSignal[] = [];
    const voice = fakeVoice(() => 10_000);
    const chat = turnOf({
      voice,
      write: (signal) => {
        signals.push(signal);
        return texts('one two three four five six seven eight nine ten. ', 'And more.');
      },
    });
    const ended = chat.turn.run().then(
      () => 'finished',
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(0);
    return { ...chat, ended, signals: () => [...signals, ...voice.signals] };
  };

  test('stops at once: nothing more is sent, and the providers are told', async () => {
    const { turn, sent, ended, signals } = await speaking();
    await vi.advanceTimersByTimeAsync(2000);
    const before = sent.length;
    turn.interrupt();
    await vi.runAllTimersAsync();
    expect(await ended).toBeInstanceOf(Error);
    expect(sent).toHaveLength(before);
    expect(turn.interrupted).toBe(true);
    expect(signals().map(({ aborted }) => aborted)).toEqual([true, true, true]);
  });

  test('heard() tells what was played until now, to the word', async () => {
    const { turn, heard, ended } = await speaking();
    expect(heard()).toBe('');
    for (const [milliseconds, words] of [
      [999, ''],
      [1000, 'one'],
      [3500, 'one two three'],
      [9999, 'one two three four five six seven eight nine'],
      [10_000, 'one two three four five six seven eight nine ten.'],
      [15_000, 'one two three four five six seven eight nine ten. And'],
      [20_000, 'one two three four five six seven eight nine ten. And more.'],
    ] as const) {
      await vi.advanceTimersByTimeAsync(START + milliseconds - Date.now());
      expect(heard()).toBe(words);
    }
    expect(await ended).toBe('finished');
    expect(turn.heard().every(({ text, heard }) => text === heard)).toBe(true);
  });

  test('of a model that does not stop writing, nothing is spoken any more', async () => {
    let goOn: () => void = () => undefined;
    const voice = fakeVoice();
    const { turn, sent } = turnOf({
      voice,
      async *write() {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        yield 'Too late. Really.';
      },
    });
    const ended = turn.run().catch((error: unknown) => error);
    turn.interrupt();
    goOn();
    expect(await ended).toBeInstanceOf(Error);
    expect(sent).toEqual([]);
    expect(voice.spoken).toEqual([]);
  });
});

describe('a provider that fails', () => {
  test.each<[string, Partial<AssistantTurnOptions>, string[]]>([
    [
      'language model',
      {
        async *write() {
          yield 'One. ';
          throw new Error('broken');
        },
      },
      ['assistant_message', 'audio_output', 'assistant_prosody'],
    ],
    ['voice', { voice: { ...fakeVoice(), speak: () => Promise.reject(new Error('broken')) } }, []],
    [
      'expression measure',
      {
        expression: {
          ...fakeMeasure(),
          measure: () => {
            throw new Error('broken');
          },
        },
      },
      ['assistant_message', 'audio_output'],
    ],
  ])('%s: the turn is over, and run() rejects with its reason', async (_, options, types) => {
    const chat = turnOf(options);
    await expect(chat.turn.run()).rejects.toThrow('broken');
    expect(chat.types()).toEqual(expect.arrayContaining(types));
    expect(chat.types()).not.toContain('assistant_end');
    expect(chat.turn.finished).toBe(true);
    expect(chat.turn.interrupted).toBe(false);
  });

  test('what was written before the failure is said to its end first', async () => {
    const { turn, types } = turnOf({
      voice: fakeVoice(() => 5000),
      async *write() {
        yield 'One. ';
        throw new Error('broken');
      },
    });
    let sentAtEnd = 0;
    const ended = turn.run().catch((error: unknown) => {
      sentAtEnd = types().length;
      return error;
    });
    await vi.runAllTimersAsync();
    expect(await ended).toEqual(new Error('broken'));
    expect(types().at(-1)).toBe('assistant_prosody');
    expect(types()).toHaveLength(sentAtEnd);
    expect(types().filter((type) => type === 'audio_output')).toHaveLength(21);
  });
});
