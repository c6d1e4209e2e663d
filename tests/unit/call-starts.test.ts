import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCall } from '../../widget/call/call.ts';
import { createTools } from '../../widget/call/tools.ts';
import { type CallWorld, callWorld, newestSocket, problem, settle } from './support/call-world.ts';
import { FakeSocket } from './support/frame-world.ts';

let world: CallWorld;

beforeEach(() => {
  vi.useFakeTimers();
  world = callWorld();
});

afterEach(async () => {
  world.call.end();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The socket that the next token opens. */
async function socket(): Promise<FakeSocket> {
  world.browser.grantToken();
  await settle();
  return newestSocket();
}

describe('a start ends', () => {
  test('when the server greets and the microphone hears, not before', async () => {
    const outcome = vi.fn();
    void world.call.talk().then(outcome);
    world.microphone.answer();
    await settle();
    const opened = await socket();
    expect(outcome).not.toHaveBeenCalled();
    opened.greet();
    await settle();
    expect(outcome).toHaveBeenCalledExactlyOnceWith('started');
  });

  test('when the microphone joins a typed call', async () => {
    const typed = world.call.send('hello');
    await world.connected();
    expect(await typed).toBe('started');
    const spoken = world.call.talk();
    world.microphone.answer();
    expect(await spoken).toBe('started');
  });

  test('for both presses of one who presses twice, with one prompt and one socket', async () => {
    const both = [world.call.talk(), world.call.talk()];
    world.microphone.answer();
    await settle();
    await world.connected();
    expect(await Promise.all(both)).toEqual(['started', 'started']);
    expect(FakeSocket.opened).toHaveLength(1);
    expect(world.browser.tokensAsked()).toBe(1);
  });

  test('by a hang-up during the prompt, and what is allowed late does not matter', async () => {
    const outcome = world.call.talk();
    world.call.end();
    world.microphone.answer();
    expect(await outcome).toBe('cancelled');
    expect(world.call.spoken.value).toBe(false);
  });

  test('a microphone allowed late does not join the next call', async () => {
    world.call.talk();
    const first = world.microphone.opened;
    world.call.end();
    const second = world.call.talk();
    world.microphone.answer();
    await settle();
    await world.connected();
    expect(first?.aborted).toBe(true);
    expect(await second).toBe('started');
    expect(FakeSocket.opened).toHaveLength(1);
  });

  test('when the visitor leaves the page', async () => {
    const outcome = world.call.send('hello');
    world.browser.leavePage();
    expect(await outcome).toBe('cancelled');
  });

  test.each(['microphone-denied', 'microphone-ignored', 'microphone-busy', 'microphone-missing'] as const)(
    'with %s',
    async (reason) => {
      const outcome = world.call.talk();
      world.microphone.answer(reason);
      expect(await outcome).toEqual({ reason, code: '' });
    },
  );

  test('of talking with a refusal, of typing with a start, in one call', async () => {
    const spoken = world.call.talk();
    const typed = world.call.send('hello');
    world.microphone.answer('microphone-denied');
    expect(await spoken).toEqual({ reason: 'microphone-denied', code: '' });
    await world.connected();
    expect(await typed).toBe('started');
  });

  test.each([
    [403, { reason: 'token-refused', code: '403' }],
    [429, { reason: 'too-many-requests', code: '429' }],
    [503, { reason: 'unreachable', code: '503' }],
    [undefined, { reason: 'unreachable', code: '' }],
  ])('without a token (%s)', async (status, failure) => {
    const outcome = world.call.send('hello');
    world.browser.refuseToken(status);
    expect(await outcome).toEqual(failure);
    expect(world.call.failure.value).toEqual(failure);
  });

  test('offline', async () => {
    world.browser.network(false);
    const outcome = world.call.send('hello');
    world.browser.refuseToken();
    expect(await outcome).toEqual({ reason: 'offline', code: '' });
  });

  test('where the server cannot hear', async () => {
    const { microphone, speaker } = world;
    const fixed = {
      context: signal(''),
      configId: signal(''),
      variables: signal({}),
      declarations: signal([]),
      tabs: world.tabs,
      name: '',
      sourceOf: () => null,
      stateOf: () => 'done' as const,
    };
    const tools = createTools();
    const call = createCall({ microphone, speaker, tools, voiceInput: signal(false), ...fixed });
    expect(await call.talk()).toEqual({ reason: 'voice-unavailable', code: '' });
    expect(call.state.value).toBe('idle');
  });

  test('where nothing was typed', async () => {
    expect(await world.call.send('  ')).toBe('cancelled');
    expect(world.call.state.value).toBe('idle');
  });

  test('where the microphone breaks its word', async () => {
    world.microphone.open = () => Promise.reject(new Error('No worklet.'));
    expect(await world.call.talk()).toEqual({ reason: 'unsupported-browser', code: '' });
  });

  test('where the microphone goes before the greeting', async () => {
    const outcome = world.call.talk();
    world.microphone.answer();
    await settle();
    world.microphone.listener?.lost();
    expect(await outcome).toEqual({ reason: 'microphone-lost', code: '' });
  });
});

describe('a socket that is closed before the greeting', () => {
  test('is tried once more, with a fresh token: the first may have expired', async () => {
    const outcome = world.call.send('hello');
    (await socket()).drop(1006);
    await settle();
    const second = await socket();
    expect(second.url.searchParams.get('access_token')).toBe('token-2');
    second.greet();
    expect(await outcome).toBe('started');
  });

  test('twice, is refused', async () => {
    const outcome = world.call.send('hello');
    (await socket()).drop(1006);
    await settle();
    (await socket()).drop(1006);
    expect(await outcome).toEqual({ reason: 'connection-refused', code: '' });
    expect(FakeSocket.opened).toHaveLength(2);
  });

  test('while the server is gone, is unreachable', async () => {
    const outcome = world.call.send('hello');
    (await socket()).drop(1006);
    await settle();
    world.browser.refuseToken();
    expect(await outcome).toEqual({ reason: 'unreachable', code: '' });
  });

  test.each([
    ['E0900', 1008, 'too-many-requests'],
    ['E0300', 1000, 'server-error'],
    ['E0716', 1006, 'server-error'],
  ])(
    'for an error that the server told (%s) has that reason, and is not tried again',
    async (code, close, reason) => {
      const outcome = world.call.send('hello');
      const refused = await socket();
      refused.receive(problem(code));
      refused.drop(close);
      expect(await outcome).toEqual({ reason, code });
      expect(world.browser.tokensAsked()).toBe(1);
    },
  );

  test.each([1002, 1003, 1007, 1008, 1009, 1010])('with %s is not tried again', async (code) => {
    const outcome = world.call.send('hello');
    (await socket()).drop(code);
    expect(await outcome).toEqual({ reason: 'server-error', code: String(code) });
    expect(world.browser.tokensAsked()).toBe(1);
  });

  test.each([
    ['E0710', 1000],
    ['E0708', 1008],
  ])(
    '%s, closed with %d: for a chat that cannot be resumed, is tried again without it, and the visitor is told',
    async (code, closeCode) => {
      world.call.send('hello');
      await world.connected('old');
      world.call.end();
      const outcome = world.call.send('again');
      const refused = await socket();
      expect(refused.url.searchParams.get('resumed_chat_group_id')).toBe('old');
      refused.receive(problem(code));
      refused.drop(closeCode);
      await settle();
      const second = await socket();
      expect(second.url.searchParams.has('resumed_chat_group_id')).toBe(false);
      second.greet('new');
      expect(await outcome).toBe('started');
      expect(world.call.notice.value).toBe('new-chat');
      expect(world.call.failure.value).toBeNull();
    },
  );
});
