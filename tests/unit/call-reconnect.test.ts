import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  asks,
  type CallWorld,
  callWorld,
  newestSocket,
  problem,
  said,
  settle,
  sounds,
  visitor,
} from './support/call-world.ts';
import { FakeSocket } from './support/frame-world.ts';

let world: CallWorld;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  world = callWorld();
});

afterEach(async () => {
  world.call.end();
  await settle();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);
const shown = (): string[] => world.call.entries.value.map(({ text }) => text);
const types = (socket: FakeSocket): string[] =>
  socket.sent.map((one) => ('type' in one ? one.type : 'audio'));
const audioOf = (socket: FakeSocket): number[] =>
  socket.sent.flatMap((one) => ('type' in one ? [] : [new Uint8Array(one)[0] ?? -1]));

/** 20 ms, told apart by their first byte. */
const frame = (name: number, speech: boolean): void => {
  const samples = new Uint8Array(640);
  samples[0] = name;
  world.microphone.listener?.frame(samples.buffer, speech);
};

async function typing(question = 'hello'): Promise<FakeSocket> {
  world.call.send(question);
  const socket = await world.connected();
  socket.receive(visitor(question, false, true));
  return socket;
}

async function back(after = 300): Promise<FakeSocket> {
  await pass(after);
  return world.connected();
}

describe('how soon', () => {
  /** Milliseconds before the first try. */
  test.each([
    [1006, 300],
    [1011, 300],
    [1005, 300],
    [1014, 300],
    [4000, 300],
    [1012, 100],
    [1001, 100],
    [1013, 5000],
  ])('after %s the first try comes after %s ms', async (code, delay) => {
    (await typing()).drop(code);
    expect(world.call.state.value).toBe('reconnecting');
    await pass(delay - 1);
    expect(world.browser.tokensAsked()).toBe(1);
    await pass(1);
    expect(world.browser.tokensAsked()).toBe(2);
  });

  test('at random later, so that not all visitors return at once', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.99);
    (await typing()).drop(1006);
    await pass(440);
    expect(world.browser.tokensAsked()).toBe(1);
    await pass(10);
    expect(world.browser.tokensAsked()).toBe(2);
  });

  test.each([1002, 1003, 1007, 1008, 1009, 1010])('after %s never', async (code) => {
    (await typing()).drop(code);
    expect(world.call.state.value).toBe('ended');
    expect(world.call.failure.value).toEqual({ reason: 'server-error', code: String(code) });
  });

  test("never after an error of the server's that such a code follows, which is shown", async () => {
    const socket = await typing();
    socket.receive(problem('E0716'));
    socket.drop(1008);
    expect(world.call.failure.value).toEqual({ reason: 'server-error', code: 'E0716' });
  });

  test('a server that asks for patience while it is tried gets it', async () => {
    (await typing()).drop(1006);
    await pass(300);
    world.browser.grantToken();
    await settle();
    newestSocket().drop(1013);
    await pass(9_999);
    expect(world.browser.tokensAsked()).toBe(2);
    await pass(1);
    expect(world.browser.tokensAsked()).toBe(3);
  });

  test.each([429, 500, 503, undefined])(
    'a token that is not to be had (%s) is asked for again',
    async (status) => {
      (await typing()).drop(1006);
      await pass(300);
      world.browser.refuseToken(status);
      await pass(10_000);
      await world.connected();
      expect(world.call.state.value).toBe('live');
    },
  );

  test('a token that is refused ends it', async () => {
    (await typing()).drop(1006);
    await pass(300);
    world.browser.refuseToken(401);
    await settle();
    expect(world.call.state.value).toBe('ended');
    expect(world.call.failure.value).toEqual({ reason: 'token-refused', code: '401' });
  });

  test('a server that refuses every socket ends it as refused', async () => {
    (await typing()).drop(1006);
    for (let round = 0; round < 5; round += 1) {
      await pass(8000);
      world.browser.grantToken();
      await settle();
      newestSocket().drop(1006);
      await settle();
    }
    expect(world.call.failure.value).toEqual({ reason: 'connection-refused', code: '' });
  });
});

describe('without a network', () => {
  test('no try is spent, the visitor is told, and it comes back when the network does', async () => {
    const socket = await typing();
    world.browser.network(false);
    expect(world.call.notice.value).toBe('offline');
    socket.drop(1006);
    await pass(200_000);
    expect(world.browser.tokensAsked()).toBe(1);
    expect(world.call.state.value).toBe('reconnecting');
    world.browser.network(true);
    await settle();
    await world.connected();
    expect(world.call.state.value).toBe('live');
    expect(world.call.notice.value).toBeNull();
  });

  test('for too long, it ends as offline', async () => {
    const socket = await typing();
    world.browser.network(false);
    socket.drop(1006);
    await pass(400_000);
    expect(world.call.state.value).toBe('ended');
    expect(world.call.failure.value).toEqual({ reason: 'offline', code: '' });
    expect(world.call.notice.value).toBeNull();
  });

  test('for a moment, the socket is replaced at once: it may be dead without saying so', async () => {
    const socket = await typing();
    world.browser.network(false);
    world.browser.network(true);
    expect(socket.readyState).not.toBe(FakeSocket.OPEN);
    await pass(0);
    await world.connected();
    expect(world.call.state.value).toBe('live');
  });

  test('a wait is cut short', async () => {
    (await typing()).drop(1013);
    world.browser.network(true);
    await settle();
    expect(world.browser.tokensAsked()).toBe(2);
  });
});

describe('what was said', () => {
  test('in mid-word is heard again whole, and the words stand once', async () => {
    const first = await world.talking();
    for (let name = 1; name <= 20; name += 1) frame(name, false);
    for (let name = 21; name <= 23; name += 1) frame(name, true);
    first.receive(visitor('when are', true));
    first.drop(1006);
    frame(24, true);
    const second = await back();
    frame(25, true);
    // 300 ms from before the first sound, then all of it.
    expect(audioOf(second)).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
    expect(shown()).toEqual(['when are']);
    second.receive(visitor('when are you', true));
    second.receive(visitor('When are you open?', false));
    expect(shown()).toEqual(['When are you open?']);
    expect(world.microphone.opened?.aborted).toBe(false);
  });

  test('and understood is not said again', async () => {
    const first = await world.talking();
    for (let name = 1; name <= 10; name += 1) frame(name, true);
    frame(11, false);
    first.receive(visitor('Hello.', false, false, { begin: 0, end: 200 }));
    first.receive({ type: 'assistant_end' });
    first.drop(1006);
    const second = await back();
    expect(audioOf(second)).toEqual([11]);
  });

  test('on a socket that carries nothing any more without saying so, the next one is taken', async () => {
    const first = await world.talking();
    first.bufferedAmount = 64_000;
    for (let name = 0; name < 300; name += 1) {
      frame(name % 100, true);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(first.closedWith).toBeDefined();
    expect(world.call.state.value).toBe('reconnecting');
    expect((await back()).url.searchParams.get('resumed_chat_group_id')).toBe('group');
  });

  test('on one that is slow but carries, nothing changes', async () => {
    const first = await world.talking();
    for (let name = 0; name < 600; name += 1) {
      first.bufferedAmount = 64_000 + ((600 - name) % 200);
      frame(name % 100, true);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(first.closedWith).toBeUndefined();
    expect(world.call.state.value).toBe('live');
  });

  test('interim words of which nothing is left to hear are gone', async () => {
    const first = await world.talking();
    first.receive(visitor('um', true));
    first.drop(1006);
    await back();
    expect(shown()).toEqual([]);
  });

  test('a container is begun anew, and nothing of it is kept', async () => {
    world.microphone.container = true;
    const first = await world.talking();
    expect(world.microphone.renewed).toBe(1);
    frame(1, true);
    expect(types(first)).not.toContain('pause_assistant_message');
    expect(first.sent.some((one) => 'type' in one && one.type === 'session_settings' && one.audio)).toBe(
      false,
    );
    first.drop(1006);
    frame(2, true);
    const second = await back();
    expect(world.microphone.renewed).toBe(2);
    frame(3, true);
    expect(audioOf(first)).toEqual([1]);
    expect(audioOf(second)).toEqual([3]);
  });
});

describe('a question whose answer was lost', () => {
  const asksAgain = (socket: FakeSocket): boolean =>
    types(socket).join().includes('pause_assistant_message,resume_assistant_message');

  test('typed and confirmed, is answered on the new socket', async () => {
    (await typing()).drop(1006);
    const second = await back();
    expect(asksAgain(second)).toBe(true);
    expect(second.texts).toEqual([]);
  });

  test('spoken and understood, too', async () => {
    const first = await world.talking();
    first.receive(visitor('When?', false));
    first.receive(said('unheard'));
    first.drop(1006);
    expect(asksAgain(await back())).toBe(true);
    expect(shown()).toEqual(['When?']);
  });

  test('not confirmed, is only sent again', async () => {
    world.call.send('hello');
    (await world.connected()).drop(1006);
    const second = await back();
    expect(second.texts).toEqual(['hello']);
    expect(asksAgain(second)).toBe(false);
    expect(world.call.activity.value).toBe('thinking');
  });

  test('is not asked again once the answer has begun, or is over', async () => {
    const first = await typing();
    first.receive(said('answer'));
    first.receive(sounds('answer'));
    first.drop(1006);
    const second = await back();
    expect(asksAgain(second)).toBe(false);
    second.receive(visitor('more', false));
    second.receive({ type: 'assistant_end' });
    second.drop(1006);
    expect(asksAgain(await back())).toBe(false);
  });

  test('in a chat that the server forgot, is sent again, and the visitor is told', async () => {
    (await typing()).drop(1006);
    const second = await back();
    second.receive(problem('E0708'));
    expect(second.texts).toEqual(['hello']);
    second.receive(visitor('hello', false, true));
    expect(world.call.notice.value).toBe('new-chat');
    expect(world.call.failure.value).toBeNull();
    expect(shown()).toEqual(['hello']);
    world.call.send('more');
    expect(world.call.notice.value).toBeNull();
  });
});

describe('an answer that broke off', () => {
  test('is marked when what had come of it has sounded', async () => {
    const first = await typing();
    first.receive(said('one'));
    first.receive(said('two'));
    first.receive(sounds('one'));
    first.drop(1006);
    expect(world.speaker.completed).toBe(1);
    expect(world.call.entries.value.at(-1)).toMatchObject({
      text: 'one',
      interrupted: false,
      speaking: true,
    });
    world.speaker.runOut();
    expect(world.call.entries.value.at(-1)).toMatchObject({
      text: 'one',
      interrupted: true,
      speaking: false,
    });
    const second = await back();
    second.receive(sounds('two'));
    expect(world.speaker.played).toEqual(['one']);
    expect(shown()).toEqual(['hello', 'one']);
  });

  test('is marked when the next one begins', async () => {
    const first = await typing();
    first.receive(said('one'));
    first.receive(sounds('one'));
    first.drop(1006);
    const second = await back();
    second.receive(said('new'));
    second.receive(sounds('new'));
    expect(world.call.entries.value.slice(-2)).toMatchObject([
      { text: 'one', interrupted: true },
      { text: 'new', interrupted: false, speaking: true },
    ]);
  });

  test('is not one when all of it had come', async () => {
    const first = await typing();
    first.receive(said('one'));
    first.receive(sounds('one'));
    first.receive({ type: 'assistant_end' });
    first.drop(1006);
    world.speaker.runOut();
    expect(world.call.entries.value.at(-1)).toMatchObject({ text: 'one', interrupted: false });
  });
});

describe("the server's goodbye", () => {
  test('lets the last words sound, with the microphone off and no socket, then ends with the reason', async () => {
    const socket = await world.talking();
    socket.receive(said('Goodbye.'));
    socket.receive(sounds('Goodbye.'));
    socket.receive({ type: 'assistant_end' });
    socket.receive(problem('E0714'));
    expect(world.call.failure.value).toBeNull();
    socket.drop(1000);
    await settle();
    expect(world.call.state.value).toBe('closing');
    expect(world.microphone.opened?.aborted).toBe(true);
    expect(world.speaker.flushes).toBe(0);
    world.speaker.runOut();
    await settle();
    expect(world.call.state.value).toBe('ended');
    expect(world.call.failure.value).toEqual({ reason: 'inactivity', code: 'E0714' });
    expect(world.call.entries.value.at(-1)).toMatchObject({ text: 'Goodbye.', interrupted: false });
  });

  test('is understood also when the close itself was lost', async () => {
    const socket = await typing();
    socket.receive(problem('E0715'));
    socket.drop(1006);
    await settle();
    expect(world.call.failure.value).toEqual({ reason: 'max-duration', code: 'E0715' });
  });

  test('is not for an error of long ago', async () => {
    const socket = await typing();
    socket.receive(problem('I0100'));
    socket.receive({ type: 'assistant_end' });
    socket.drop(1000);
    await settle();
    expect(world.call.failure.value).toBeNull();
  });

  async function closing(): Promise<void> {
    const socket = await typing();
    socket.receive(said('Goodbye.'));
    socket.receive(sounds('Goodbye.'));
    socket.drop(1000);
    await settle();
  }

  test('is cut by hanging up', async () => {
    await closing();
    world.call.end();
    expect(world.call.state.value).toBe('ended');
    expect(world.speaker.flushes).toBe(1);
  });

  test('is cut by typing, which goes on with the same chat', async () => {
    await closing();
    world.call.send('wait');
    const socket = await world.connected();
    expect(socket.url.searchParams.get('resumed_chat_group_id')).toBe('group');
    expect(world.call.state.value).toBe('live');
    expect(world.speaker.flushes).toBe(1);
  });
});

test('a tool that runs when the socket drops answers nobody', async () => {
  let finish: (text: string) => void = () => undefined;
  const aborted = vi.fn();
  world.tools.register({
    name: 'slow',
    run: (_args, signal) => {
      signal.addEventListener('abort', aborted);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
  });
  const first = await typing();
  first.receive(asks('call', 'slow'));
  first.drop(1006);
  expect(aborted).toHaveBeenCalledOnce();
  const second = await back();
  finish('late');
  await settle();
  expect(types(second)).not.toContain('tool_response');
  expect(world.call.entries.value.at(-1)).toMatchObject({ tool: { name: 'slow', state: 'failed' } });
});
