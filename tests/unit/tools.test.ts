import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ToolCall, ToolError, ToolResponse } from '../../shared/evi/messages.ts';
import { setVolume } from '../../widget/call/set-volume.ts';
import { createTools, type Tools } from '../../widget/call/tools.ts';
import { settle } from './support/call-world.ts';

let tools: Tools;
let replies: (ToolResponse | ToolError)[];

beforeEach(() => {
  vi.useFakeTimers();
  tools = createTools();
  replies = [];
});
afterEach(() => void vi.useRealTimers());

const ask = (name: string, parameters = '{}', rest: Partial<ToolCall> = {}): void =>
  tools.call(
    {
      type: 'tool_call',
      tool_call_id: 'call',
      name,
      parameters,
      tool_type: 'function',
      response_required: true,
      ...rest,
    },
    (reply) => replies.push(reply),
  );

const never = (): Promise<string> => new Promise(() => undefined);

describe('a result', () => {
  test('answers the call, with what the tool made of the arguments', async () => {
    tools.register({ name: 'echo', run: (args) => JSON.stringify(args) });
    ask('echo', '{"a":1}');
    await settle();
    expect(replies).toEqual([
      {
        type: 'tool_response',
        tool_call_id: 'call',
        tool_name: 'echo',
        tool_type: 'function',
        content: '{"a":1}',
      },
    ]);
  });

  test('may come later, and is cut where it is too long', async () => {
    tools.register({ name: 'long', run: async () => 'x'.repeat(30_000) });
    ask('long');
    await settle();
    expect(replies).toMatchObject([{ content: 'x'.repeat(20_000) }]);
  });

  test('comes once for a call that comes twice', async () => {
    const run = vi.fn(() => 'done');
    tools.register({ name: 'once', run });
    ask('once');
    await settle();
    ask('once');
    await settle();
    expect(run).toHaveBeenCalledOnce();
    expect(replies).toHaveLength(1);
  });
});

describe('an error answers the call', () => {
  test.each<[string, () => Promise<string> | string, string]>([
    [
      'thrown',
      () => {
        throw new Error('No luck.');
      },
      'No luck.',
    ],
    ['rejected', () => Promise.reject(new Error('No luck.')), 'No luck.'],
    ['rejected with something else', () => Promise.reject('No luck.'), 'No luck.'],
  ])('%s', async (_how, run, error) => {
    tools.register({ name: 'bad', run });
    ask('bad');
    await settle();
    expect(replies).toEqual([
      {
        type: 'tool_error',
        tool_call_id: 'call',
        tool_type: 'function',
        error,
        content: `The tool failed: ${error}`,
      },
    ]);
  });

  test('when nobody has that tool, or has it any more', async () => {
    const unregister = tools.register({ name: 'gone', run: () => 'here' });
    unregister();
    ask('gone');
    await settle();
    expect(replies).toMatchObject([{ type: 'tool_error', error: 'There is no tool of the name gone here.' }]);
  });

  test('when the arguments are no JSON', async () => {
    const run = vi.fn(() => 'done');
    tools.register({ name: 'strict', run });
    ask('strict', '{');
    await settle();
    expect(run).not.toHaveBeenCalled();
    expect(replies).toMatchObject([{ type: 'tool_error', error: expect.stringContaining('JSON') }]);
  });

  test.each([
    [undefined, 30_000],
    [500, 500],
  ])(
    'when it takes too long (a time-out of %s), and what it says then does not matter',
    async (timeout, after) => {
      let finish: (text: string) => void = () => undefined;
      let aborted: AbortSignal | undefined;
      const run = (_args: unknown, signal: AbortSignal): Promise<string> => {
        aborted = signal;
        return new Promise((resolve) => {
          finish = resolve;
        });
      };
      tools.register({ name: 'slow', run, ...(timeout ? { timeout } : {}) });
      ask('slow');
      await vi.advanceTimersByTimeAsync(after - 1);
      expect(replies).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(aborted?.aborted).toBe(true);
      finish('late');
      await settle();
      expect(replies).toMatchObject([
        { type: 'tool_error', error: `No result after ${after / 1000} seconds.` },
      ]);
    },
  );
});

describe('nothing answers', () => {
  test('a call that was cancelled, however it ends', async () => {
    const signals: AbortSignal[] = [];
    const run = (_args: unknown, signal: AbortSignal): Promise<string> => {
      signals.push(signal);
      return never();
    };
    tools.register({ name: 'slow', run });
    ask('slow');
    tools.cancel();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(replies).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, Partial<ToolCall>]>([
    ['a tool of the server', { tool_type: 'builtin' }],
    ['a call that wants no answer', { response_required: false }],
  ])('%s', async (_what, rest) => {
    const run = vi.fn(() => 'done');
    tools.register({ name: 'mine', run });
    ask('mine', '{}', rest);
    await settle();
    expect(run).not.toHaveBeenCalled();
    expect(replies).toEqual([]);
  });
});

describe('set_volume', () => {
  test('sets it', async () => {
    const set = vi.fn();
    tools.register(setVolume({ setVolume: set }));
    ask('set_volume', '{"percent":40}');
    await settle();
    expect(set).toHaveBeenCalledExactlyOnceWith(0.4);
    expect(replies).toMatchObject([{ content: 'The volume is 40 percent now.' }]);
  });

  test.each(['{}', 'null', '{"percent":"40"}', '{"percent":-1}', '{"percent":101}', '[]'])(
    'refuses %s',
    async (parameters) => {
      const set = vi.fn();
      tools.register(setVolume({ setVolume: set }));
      ask('set_volume', parameters);
      await settle();
      expect(set).not.toHaveBeenCalled();
      expect(replies).toMatchObject([
        { type: 'tool_error', error: 'percent must be a number from 0 to 100.' },
      ]);
    },
  );
});
