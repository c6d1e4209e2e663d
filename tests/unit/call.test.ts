import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type CallWorld,
  callWorld,
  newestSocket,
  said,
  settle,
  sounds,
  visitor,
} from './support/call-world.ts';
import {
  type FakeBrowser,
  type FakeMicrophone,
  FakeSocket,
  type FakeSpeaker,
} from './support/frame-world.ts';

let world: CallWorld;
let browser: FakeBrowser;
let microphone: FakeMicrophone;
let speaker: FakeSpeaker;
let call: CallWorld['call'];

beforeEach(() => {
  vi.useFakeTimers();
  world = callWorld();
  ({ browser, microphone, speaker, call } = world);
});

afterEach(async () => {
  call.end();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const connected = (): Promise<FakeSocket> => world.connected();
const shown = (): string[] => call.entries.value.map(({ text }) => text);

describe('starting', () => {
  test('typed while the microphone is asked for, then granted before the token: one socket, gone at the end', async () => {
    call.talk();
    expect(call.state.value).toBe('permission');
    call.send('hello');
    microphone.answer();
    await settle();
    const only = await connected();
    expect(browser.tokensAsked()).toBe(1);
    expect(FakeSocket.opened).toHaveLength(1);
    expect(call.state.value).toBe('live');
    expect(only.texts).toEqual(['hello']);
    call.end();
    expect(only.closedWith).toBe(1000);
    expect(microphone.opened?.aborted).toBe(true);
  });

  test('a refused microphone ends a call that waited for it', async () => {
    call.talk();
    microphone.answer('microphone-denied');
    await settle();
    expect(call.state.value).toBe('ended');
    expect(call.failure.value).toEqual({ reason: 'microphone-denied', code: '' });
    expect(browser.tokensAsked()).toBe(0);
  });

  test('what was typed goes on when the microphone is refused', async () => {
    call.talk();
    call.send('hello');
    microphone.answer('microphone-denied');
    await settle();
    const only = await connected();
    expect(call.state.value).toBe('live');
    expect(call.failure.value?.reason).toBe('microphone-denied');
    expect(only.texts).toEqual(['hello']);
  });

  test('hanging up during the prompt lets go of a microphone that is granted late', async () => {
    call.talk();
    call.end();
    expect(microphone.opened?.aborted).toBe(true);
    microphone.answer();
    await settle();
    expect(call.spoken.value).toBe(false);
    expect(browser.tokensAsked()).toBe(0);
  });

  test('hanging up before the token leaves no socket', async () => {
    call.send('hello');
    await settle();
    call.end();
    browser.grantToken();
    await settle();
    expect(FakeSocket.opened).toHaveLength(0);
    expect(call.state.value).toBe('ended');
  });

  test('each token is asked for with the config, if the script tag names one', async () => {
    call.send('hello');
    (await connected()).drop(1000);
    world.configId.value = 'support & sales';
    call.send('hello');
    expect(browser.asked.map((form) => [...new URLSearchParams(form)])).toEqual([
      [],
      [['config_id', 'support & sales']],
    ]);
  });

  test('a config that the server does not have ends it, and whoever wrote the script tag is told', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.stubGlobal('fetch', async () => Response.json({ error: 'See data-config-id.' }, { status: 400 }));
    call.send('hello');
    await settle();
    expect(call.failure.value).toEqual({ reason: 'token-refused', code: '400' });
    expect(warn).toHaveBeenCalledWith('evi-widget:', expect.stringContaining('See data-config-id.'));
    warn.mockRestore();
  });

  test('a token that is refused ends it with the reason', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 403 })));
    call.send('hello');
    await settle();
    expect(call.failure.value).toEqual({ reason: 'token-refused', code: '403' });
  });

  test('a server that never greets ends it', async () => {
    call.send('hello');
    await settle();
    browser.grantToken();
    await settle();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(call.state.value).toBe('ended');
    expect(call.failure.value?.reason).toBe('unreachable');
  });
});

describe('the microphone', () => {
  test('its first frames wait until the server knows their format', async () => {
    call.send('hello');
    const live = await connected();
    call.talk();
    const first = new ArrayBuffer(2);
    microphone.listener?.frame(first, true);
    microphone.answer();
    await settle();
    const announcement = live.sent.findIndex(
      (one) => 'type' in one && one.type === 'session_settings' && one.audio,
    );
    expect(announcement).toBeGreaterThan(-1);
    expect(live.sent.indexOf(first)).toBeGreaterThan(announcement);
  });

  test('one that goes away while it is opened leaves a typed call', async () => {
    call.send('hello');
    await connected();
    call.talk();
    microphone.listener?.lost();
    microphone.answer();
    await settle();
    expect(call.spoken.value).toBe(false);
    expect(call.state.value).toBe('live');
    expect(call.failure.value?.reason).toBe('microphone-lost');
  });

  test('trying again after a passing error clears it', async () => {
    call.talk();
    microphone.answer();
    await settle();
    const live = await connected();
    live.receive({ type: 'error', code: 'I0100', slug: 'uncaught', message: 'x' });
    expect(call.failure.value?.code).toBe('I0100');
    call.talk();
    expect(call.failure.value).toBeNull();
    expect(call.spoken.value).toBe(true);
  });
});

describe('a lost connection', () => {
  test('is replaced under the microphone, with a fresh token, the chat group and what was not confirmed', async () => {
    call.talk();
    microphone.answer();
    await settle();
    const first = await connected();
    call.send('hello');
    first.drop(1006);
    expect(call.state.value).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(500);
    const second = await connected();
    expect(second).not.toBe(first);
    expect(second.url.searchParams.get('resumed_chat_group_id')).toBe('group');
    expect(second.url.searchParams.get('access_token')).toBe('token-2');
    expect(call.state.value).toBe('live');
    expect(second.texts).toEqual(['hello']);
    expect(microphone.opened?.aborted).toBe(false);
    expect(second.sent.some((one) => 'type' in one && one.type === 'session_settings' && one.audio)).toBe(
      true,
    );
    expect(shown()).toEqual(['hello']);
  });

  test('while the microphone is asked for, then refused: the typed call comes back', async () => {
    call.send('hello');
    const first = await connected();
    first.receive(visitor('hello', false, true));
    call.talk();
    first.drop(1006);
    microphone.answer('microphone-denied');
    await settle();
    expect(call.state.value).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(500);
    await connected();
    expect(call.state.value).toBe('live');
    expect(FakeSocket.opened).toHaveLength(2);
  });

  test('that never comes back ends it, and stops the microphone', async () => {
    call.talk();
    microphone.answer();
    await settle();
    const first = await connected();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    first.drop(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(call.state.value).toBe('ended');
    expect(call.failure.value?.reason).toBe('unreachable');
    expect(microphone.opened?.aborted).toBe(true);
  });

  test('closed by the server with 1000 it is over, with the reason that the server gave', async () => {
    call.send('hello');
    const live = await connected();
    live.receive({ type: 'error', code: 'E0714', slug: 'inactivity_timeout', message: 'x' });
    live.drop(1000);
    await settle();
    expect(call.state.value).toBe('ended');
    expect(call.failure.value).toEqual({ reason: 'inactivity', code: 'E0714' });
  });

  test('with no line free it says so, not that the server cannot be reached', async () => {
    call.send('hello');
    await settle();
    browser.grantToken();
    await settle();
    newestSocket().receive({ type: 'error', code: 'E0900', slug: 'too_many_connections', message: 'x' });
    newestSocket().drop(1008);
    await settle();
    expect(call.state.value).toBe('ended');
    expect(call.failure.value).toEqual({ reason: 'too-many-requests', code: 'E0900' });
  });
});

describe('a turn', () => {
  test('an interruption silences it, and what comes late of it is neither heard nor shown', async () => {
    call.send('hello');
    const live = await connected();
    live.receive(visitor('hello', false, true));
    live.receive(said('one'));
    live.receive(sounds('one'));
    live.receive({ type: 'user_interruption', time: 0 });
    expect(speaker.flushes).toBe(1);
    live.receive(sounds('one'));
    live.receive(said('one'));
    expect(speaker.played).toEqual(['one']);
    expect(call.entries.value.at(-1)).toMatchObject({ text: 'one', interrupted: true });
  });

  test('typing cuts the answer off at once, and the old one does not come back before the new one', async () => {
    call.send('first');
    const live = await connected();
    live.receive(visitor('first', false, true));
    live.receive(said('old'));
    live.receive(sounds('old'));
    call.send('second');
    expect(speaker.flushes).toBe(1);
    expect(call.activity.value).toBe('thinking');
    live.receive(said('old too'));
    live.receive(sounds('old too'));
    live.receive({ type: 'user_interruption', time: 0 });
    expect(call.activity.value).toBe('thinking');
    live.receive(visitor('second', false, true));
    live.receive(sounds('old too'));
    live.receive(said('new'));
    live.receive(sounds('new'));
    expect(speaker.played).toEqual(['old', 'new']);
    expect(shown()).toEqual(['first', 'old', 'second', 'new']);
    expect(call.activity.value).toBe('speaking');
  });

  test('without sound its words are shown all the same', async () => {
    call.send('hello');
    const live = await connected();
    live.receive(visitor('hello', false, true));
    live.receive(said('unheard'));
    live.receive({ type: 'assistant_end' });
    expect(shown()).toEqual(['hello', 'unheard']);
    expect(call.activity.value).toBe('listening');
  });

  test('a chunk that is no WAV costs only itself', async () => {
    call.send('hello');
    const live = await connected();
    live.receive(visitor('hello', false, true));
    live.receive(said('one'));
    live.receive({ type: 'audio_output', id: 'one', index: 0, data: 'AAAA' });
    live.receive(said('two'));
    live.receive(sounds('two'));
    expect(shown()).toEqual(['hello', 'one', 'two']);
  });

  test('interim words that came to nothing are gone with the answer, and with the call', async () => {
    call.talk();
    microphone.answer();
    await settle();
    const live = await connected();
    live.receive(visitor('um', true));
    call.send('typed');
    live.receive(visitor('typed', false, true));
    live.receive(said('answer'));
    live.receive(sounds('answer'));
    live.receive(visitor('Next', false));
    expect(shown()).toEqual(['typed', 'answer', 'Next']);
    live.receive(visitor('er', true));
    call.end();
    expect(shown()).toEqual(['typed', 'answer', 'Next']);
  });
});
