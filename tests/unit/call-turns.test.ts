import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EXPRESSIONS, type ExpressionScores } from '../../shared/evi/expressions.ts';
import { ASKED } from '../../shared/tools/names.ts';
import type { Notice } from '../../widget/models.ts';
import {
  asks,
  type CallWorld,
  callWorld,
  problem,
  said,
  settle,
  sounds,
  visitor,
} from './support/call-world.ts';
import type { FakeSocket } from './support/frame-world.ts';

let world: CallWorld;
let socket: FakeSocket;

beforeEach(async () => {
  vi.useFakeTimers();
  world = callWorld();
  socket = await world.talking();
});

afterEach(async () => {
  world.call.end();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const shown = (): string[] => world.call.entries.value.map(({ text }) => text);
const last = () => world.call.entries.value.at(-1);
const interruption = { type: 'user_interruption', time: 0 } as const;
const end = { type: 'assistant_end' } as const;
const answer = (...ids: string[]): void => {
  for (const id of ids) {
    socket.receive(said(id));
    socket.receive(sounds(id));
  }
};
const frame = (speech: boolean): void => world.microphone.listener?.frame(new ArrayBuffer(640), speech);

describe('an interruption is final', () => {
  test('for chunks in any order, also of sentences whose words never came', () => {
    socket.receive(visitor('When?', false));
    answer('one');
    frame(true);
    socket.receive(interruption);
    for (const late of [sounds('one', 2), sounds('two'), said('two'), said('one'), sounds('one', 1)])
      socket.receive(late);
    socket.receive(end);
    expect(world.speaker.played).toEqual(['one']);
    socket.receive(visitor('And now?', false));
    socket.receive(sounds('two', 1));
    answer('three');
    expect(world.speaker.played).toEqual(['one', 'three']);
    expect(shown()).toEqual(['When?', 'one', 'And now?', 'three']);
  });

  test('and does not swallow what the assistant says of its own accord later', async () => {
    answer('one');
    frame(true);
    socket.receive(interruption);
    await vi.advanceTimersByTimeAsync(2000);
    answer('Are you still there?');
    expect(world.speaker.played).toEqual(['one', 'Are you still there?']);
  });

  test("nor what follows an interruption that is not the visitor's", () => {
    answer('one');
    socket.receive(interruption);
    answer('Our time is up.');
    expect(world.speaker.played).toEqual(['one', 'Our time is up.']);
  });

  test('and its end is not that of the answer to what was typed into it', () => {
    answer('one');
    world.call.send('And now?');
    socket.receive(end);
    expect(world.call.activity.value).toBe('thinking');
  });

  test('also when the turn had been silent between two sentences', () => {
    answer('one');
    world.speaker.runOut();
    socket.receive(interruption);
    expect(last()).toMatchObject({ text: 'one', interrupted: true });
  });

  test('but an answer that was over is not interrupted', () => {
    answer('one');
    socket.receive(end);
    world.speaker.runOut();
    socket.receive(visitor('Thanks.', false));
    expect(world.call.entries.value[0]).toMatchObject({ text: 'one', interrupted: false });
  });

  test('after a thousand of them', () => {
    for (let turn = 0; turn < 1000; turn += 1) {
      answer(`turn ${turn}`);
      socket.receive(interruption);
    }
    socket.receive(sounds('turn 999'));
    socket.receive(sounds('turn 900'));
    expect(world.speaker.played).toHaveLength(1000);
  });
});

describe('pressing to talk', () => {
  test('silences the assistant at once, and what the server still sends of it', () => {
    answer('one');
    world.microphone.held.value = true;
    expect(world.speaker.flushes).toBe(1);
    answer('two');
    expect(world.speaker.played).toEqual(['one']);
    expect(last()).toMatchObject({ text: 'one', interrupted: true });
    socket.receive(interruption);
    socket.receive(visitor('Stop.', false));
    answer('three');
    expect(world.speaker.played).toEqual(['one', 'three']);
  });

  test('and saying nothing ends only that answer', () => {
    answer('one');
    world.microphone.held.value = true;
    world.microphone.held.value = false;
    answer('two');
    socket.receive(end);
    answer('Are you still there?');
    expect(world.speaker.played).toEqual(['one', 'Are you still there?']);
  });

  test('when all of the answer had come, cuts nothing that comes later', () => {
    answer('one');
    socket.receive(end);
    world.microphone.held.value = true;
    answer('Are you still there?');
    expect(world.speaker.played).toEqual(['one', 'Are you still there?']);
  });

  test('in silence does nothing', () => {
    world.microphone.held.value = true;
    expect(world.speaker.flushes).toBe(0);
    answer('one');
    expect(world.speaker.played).toEqual(['one']);
  });
});

test('a browser that has two seconds of audio to carry is given no more, and then the rest in order', () => {
  const frames = Array.from({ length: 4 }, () => new ArrayBuffer(640));
  const speak = (index: number): void =>
    world.microphone.listener?.frame(frames[index] ?? new ArrayBuffer(0), true);
  const sent = (): number[] =>
    socket.sent.flatMap((one) => (one instanceof ArrayBuffer ? [frames.indexOf(one)] : []));
  speak(0);
  socket.bufferedAmount = 64_000;
  speak(1);
  speak(2);
  expect(sent()).toEqual([0]);
  socket.bufferedAmount = 0;
  speak(3);
  expect(sent()).toEqual([0, 1, 2, 3]);
});

describe('audio', () => {
  test('that is no base64 costs only itself, and its words are shown', () => {
    socket.receive(said('one'));
    socket.receive({ type: 'audio_output', id: 'one', index: 0, data: '%' });
    expect(last()).toMatchObject({ text: 'one', incomplete: true });
    socket.receive(sounds('one', 1));
    expect(world.speaker.played).toEqual(['one']);
  });

  test('of which a part never came is marked', () => {
    answer('one');
    expect(last()).toMatchObject({ incomplete: false });
    world.speaker.miss('one');
    expect(last()).toMatchObject({ text: 'one', incomplete: true });
  });

  test('that went missing from a turn that is over shows nothing', () => {
    answer('one');
    socket.receive(said('two'));
    socket.receive(interruption);
    world.speaker.miss('two');
    expect(shown()).toEqual(['one']);
  });

  test('is all there when the answer is', () => {
    answer('one');
    socket.receive(end);
    expect(world.speaker.completed).toBe(1);
  });
});

test("the measures of the assistant's voice stand with its sentence", () => {
  const scores = Object.fromEntries(
    EXPRESSIONS.map((name, index) => [name, index / 100]),
  ) as ExpressionScores;
  answer('one', 'two');
  socket.receive({ type: 'assistant_prosody', id: 'one', models: { prosody: { scores } } });
  socket.receive({ type: 'assistant_prosody', id: 'two', models: {} });
  expect(world.call.entries.value.map(({ expressions }) => expressions.length)).toEqual([3, 0]);
});

describe('tools', () => {
  const replies = () =>
    socket.sent.flatMap((one) => ('type' in one && one.type.startsWith('tool_') ? [one] : []));

  test('of this client run, answer and are shown', async () => {
    world.tools.register({ name: 'add', run: () => '3' });
    socket.receive(visitor('Add.', false));
    socket.receive(asks('call', 'add'));
    expect(last()).toMatchObject({ speaker: 'tool', text: '', tool: { name: 'add', state: 'running' } });
    expect(world.call.activity.value).toBe('thinking');
    await settle();
    expect(replies()).toMatchObject([{ type: 'tool_response', tool_call_id: 'call', content: '3' }]);
    expect(last()).toMatchObject({ text: '3', tool: { name: 'add', state: 'done' } });
  });

  test('that ask the visitor first are shown as asked', async () => {
    world.tools.register({ name: 'order', run: () => `${ASKED} Shall I?` });
    socket.receive(asks('call', 'order'));
    await settle();
    expect(last()).toMatchObject({ tool: { name: 'order', state: 'asked' } });
  });

  test('that fail say so', async () => {
    socket.receive(asks('call', 'unknown'));
    await settle();
    expect(replies()).toMatchObject([{ type: 'tool_error', tool_call_id: 'call' }]);
    expect(last()).toMatchObject({ tool: { name: 'unknown', state: 'failed' } });
  });

  test('of the server are shown with what they found', () => {
    socket.receive(asks('search', 'web_search', '{}', true));
    socket.receive({ type: 'tool_response', tool_call_id: 'search', content: '{"summary":"Open."}' });
    expect(last()).toMatchObject({
      text: '{"summary":"Open."}',
      tool: { name: 'web_search', state: 'done' },
    });
    expect(replies()).toEqual([]);
  });

  test.each<[string, () => void]>([
    ['the visitor says something else', () => socket.receive(visitor('Never mind.', false))],
    ['the visitor types', () => void world.call.send('Never mind.')],
    ['the visitor interrupts', () => socket.receive(interruption)],
    ['the call ends', () => world.call.end()],
    ['the server says goodbye', () => socket.drop(1000)],
  ])('are over when %s', async (_what, happens) => {
    const aborted = vi.fn();
    let finish: (text: string) => void = () => undefined;
    world.tools.register({
      name: 'slow',
      run: (_args, signal) => {
        signal.addEventListener('abort', aborted);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    socket.receive(asks('call', 'slow'));
    await settle();
    happens();
    expect(aborted).toHaveBeenCalledOnce();
    finish('late');
    await settle();
    expect(replies()).toEqual([]);
    const tool = world.call.entries.value.find(({ speaker }) => speaker === 'tool');
    expect(tool).toMatchObject({ text: '', tool: { state: 'failed' } });
  });
});

describe('what the visitor is told', () => {
  test('is the first that holds, and nothing of it once the call is over', () => {
    const { microphone, speaker, browser, call } = world;
    socket.receive(problem('E0708'));
    const told: (Notice | null)[] = [call.notice.value];
    microphone.halfDuplex.value = true;
    told.push(call.notice.value);
    microphone.listener?.switched();
    told.push(call.notice.value);
    microphone.silenced.value = true;
    told.push(call.notice.value);
    speaker.suspended.value = true;
    told.push(call.notice.value);
    browser.network(false);
    told.push(call.notice.value);
    expect(told).toEqual([
      'new-chat',
      'half-duplex',
      'microphone-switched',
      'microphone-silenced',
      'sound-suspended',
      'offline',
    ]);
    call.end();
    expect(call.notice.value).toBeNull();
  });

  test('once, of what happened: a device that took over is old news with the visitor’s next words', () => {
    world.microphone.listener?.switched();
    expect(world.call.notice.value).toBe('microphone-switched');
    socket.receive(visitor('Hello', true));
    expect(world.call.notice.value).toBe('microphone-switched');
    socket.receive(visitor('Hello there', false));
    expect(world.call.notice.value).toBeNull();
  });

  test('of the microphone only while it is part of the call', async () => {
    world.microphone.silenced.value = true;
    world.call.end();
    world.call.send('hello');
    await world.connected();
    expect(world.call.notice.value).toBeNull();
  });

  test('of a new chat until the visitor speaks', () => {
    socket.receive(problem('E0708'));
    socket.receive(visitor('hel', true));
    expect(world.call.notice.value).toBe('new-chat');
    socket.receive(visitor('Hello.', false));
    expect(world.call.notice.value).toBeNull();
  });
});
