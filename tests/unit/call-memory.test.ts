import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CallWorld, callWorld, said, settle, sounds, visitor } from './support/call-world.ts';
import { FakeSocket } from './support/frame-world.ts';

let world: CallWorld;
let permission: 'granted' | 'prompt';

beforeEach(() => {
  vi.useFakeTimers();
  world = callWorld();
  permission = 'granted';
  vi.stubGlobal('document', { hidden: false });
  Object.assign(navigator, { permissions: { query: async () => ({ state: permission }) } });
});

afterEach(async () => {
  world.call.end();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const shown = (): string[] => world.call.entries.value.map(({ text }) => text);
const left = (): string | null => sessionStorage.getItem('evi default');

/** The page is left in the middle of an answer, and the next one goes on. */
async function leave(): Promise<void> {
  const socket = await world.talking();
  socket.receive(visitor('who are you?', false));
  socket.receive(said('one'));
  socket.receive(sounds('one'));
  world.browser.leavePage();
  await settle();
}

describe('left', () => {
  test('a call that is on is remembered with its thread and without a token', async () => {
    await leave();
    expect(left()).toContain('"group":"group"');
    expect(left()).toContain('who are you?');
    expect(left()).not.toContain('token-');
    expect(world.call.state.value).toBe('ended');
  });

  test('a call that has ended is not, nor one that never was', async () => {
    world.browser.leavePage();
    await world.talking();
    world.call.end();
    world.browser.leavePage();
    expect(left()).toBeNull();
  });
});

describe('gone on with', () => {
  test('what was said stands there, the thread goes on, the microphone hears and stays muted', async () => {
    const toggle = vi.fn();
    world.microphone.toggleMute = toggle;
    Object.assign(world.microphone.muted, { value: true });
    await leave();
    Object.assign(world.microphone.muted, { value: false });
    expect(await world.call.recall()).toBe(true);
    expect(left()).toBeNull();
    expect(shown()).toEqual(['who are you?', 'one']);
    const outcome = world.call.resume();
    await settle();
    expect(toggle).toHaveBeenCalledOnce();
    world.microphone.answer();
    const socket = await world.connected();
    expect(await outcome).toBe('started');
    expect(socket.url.searchParams.get('resumed_chat_group_id')).toBe('group');
    expect(world.call.spoken.value).toBe(true);
    expect(world.call.notice.value).toBeNull();
  });

  test('an answer keeps where it is from', async () => {
    const socket = await world.talking();
    socket.receive(said('one', 'From nine to five.'));
    socket.receive(sounds('one'));
    const source = { key: 's1', label: 'Returns', url: 'https://a.example/' };
    expect(world.call.entries.value.at(-1)?.source).toEqual(source);
    world.browser.leavePage();
    await settle();
    await world.call.recall();
    expect(world.call.entries.value.at(-1)).toMatchObject({ text: 'From nine to five.', source });
  });

  test('what was asked and not answered is', async () => {
    const first = world.call.send('hello');
    await world.connected();
    await first;
    world.browser.leavePage();
    expect(await world.call.recall()).toBe(false);
    void world.call.resume();
    const socket = await world.connected();
    expect(socket.texts).toEqual(['hello']);
    expect(shown()).toEqual(['hello']);
  });

  test('thread, open question, volume and hold-to-talk are those of the frame before', async () => {
    await leave();
    const memory = JSON.parse(left() ?? '');
    Object.assign(memory, {
      group: 'theirs',
      unanswered: 'and?',
      volume: 0.25,
      silent: true,
      pushToTalk: true,
    });
    sessionStorage.setItem('evi default', JSON.stringify(memory));
    const done: unknown[] = [];
    world.speaker.setVolume = (volume) => done.push(volume);
    world.speaker.toggleMute = () => done.push('silent');
    world.microphone.setPushToTalk = (on) => done.push(on);
    await world.call.recall();
    expect(done).toEqual([0.25, 'silent', true]);
    void world.call.resume();
    await settle();
    const socket = await world.connected();
    expect(socket.url.searchParams.get('resumed_chat_group_id')).toBe('theirs');
    expect(socket.sent).toContainEqual({ type: 'resume_assistant_message' });
  });

  test('without the permission a press is asked for, and the press is enough', async () => {
    await leave();
    permission = 'prompt';
    await world.call.recall();
    void world.call.resume();
    await settle();
    await world.connected();
    expect(world.call.notice.value).toBe('press-needed');
    expect(world.call.spoken.value).toBe(false);
    void world.call.talk();
    expect(world.call.notice.value).toBeNull();
    world.microphone.answer();
    await settle();
    expect(world.call.spoken.value).toBe(true);
    expect(FakeSocket.opened).toHaveLength(2);
  });

  test('a visitor who was muted stays muted, also where a press was asked for', async () => {
    await leave();
    const memory = JSON.parse(left() ?? '');
    sessionStorage.setItem('evi default', JSON.stringify({ ...memory, muted: true }));
    permission = 'prompt';
    await world.call.recall();
    expect(world.microphone.muted.value).toBe(true);
    void world.call.resume();
    await settle();
    await world.connected();
    void world.call.talk();
    world.microphone.answer();
    await settle();
    expect(world.call.spoken.value).toBe(true);
    expect(world.microphone.muted.value).toBe(true);
  });

  test('hung up while the permission is looked for, no press is asked for later', async () => {
    await leave();
    permission = 'prompt';
    await world.call.recall();
    void world.call.resume();
    world.call.end();
    await settle();
    void world.call.send('anew');
    await settle();
    await world.connected();
    expect(world.call.notice.value).toBeNull();
  });

  test('hung up while the permission is looked for, the microphone is left alone', async () => {
    await leave();
    const opened = world.microphone.opened;
    await world.call.recall();
    void world.call.resume();
    world.call.end();
    await settle();
    expect(world.microphone.opened).toBe(opened);
    expect(world.call.state.value).toBe('ended');
  });

  test('a visitor who has begun anew is not interrupted', async () => {
    await leave();
    void world.call.send('something else');
    expect(await world.call.recall()).toBeUndefined();
    expect(await world.call.resume()).toBe('cancelled');
  });
});

describe('another tab', () => {
  test('that talks lets nothing begin here, and nothing is kept of the try', async () => {
    world.tabs.elsewhere.value = true;
    expect(world.call.notice.value).toBe('other-tab');
    expect(await world.call.talk()).toBe('other-tab');
    expect(await world.call.send('hello')).toBe('other-tab');
    expect(await world.call.speak('hello')).toBe('other-tab');
    expect(world.call.state.value).toBe('idle');
    expect(shown()).toEqual([]);
    expect(world.speaker.closed).toBe(true);
    expect(FakeSocket.opened).toEqual([]);
  });

  test('that takes the place gets the conversation; here it ends, and can come back', async () => {
    await world.talking();
    const handed = world.tabs.steal();
    await settle();
    expect(world.call.state.value).toBe('ended');
    expect(world.microphone.opened?.aborted).toBe(true);
    expect(world.call.notice.value).toBe('other-tab');
    expect(handed).toContain('"group":"group"');

    const back = world.call.goOn();
    world.tabs.give(handed);
    await settle();
    world.microphone.answer();
    const socket = await world.connected();
    expect(await back).toBe('started');
    expect(socket.url.searchParams.get('resumed_chat_group_id')).toBe('group');
  });

  test('is left alone where the visitor hangs up before it has handed everything over', async () => {
    await world.talking();
    const handed = world.tabs.steal();
    const back = world.call.goOn();
    world.tabs.give(handed);
    await Promise.resolve();
    world.call.end();
    expect(await back).toBe('cancelled');
    await settle();
    expect(FakeSocket.opened).toHaveLength(1);
    expect(world.browser.tokensAsked()).toBe(1);
  });

  test('that hands nothing over is gone on with by a new conversation, which says so', async () => {
    const outcome = world.call.goOn();
    expect(world.call.state.value).toBe('connecting');
    world.tabs.give('');
    await settle();
    const socket = await world.connected();
    expect(await outcome).toBe('started');
    expect(socket.url.searchParams.get('resumed_chat_group_id')).toBeNull();
    expect(world.call.notice.value).toBe('new-chat');
    expect(world.call.spoken.value).toBe(false);
  });
});
