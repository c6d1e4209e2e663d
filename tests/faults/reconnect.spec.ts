import type { Chat } from './support/chat.ts';
import { pitchOf, secondsOf } from './support/recording.ts';
import { sentence } from './support/sentences.ts';
import { CLOCK_SLOPE, CLOCK_START } from './support/taps.ts';
import { expect, test } from './support/test.ts';
import type { Visitor } from './support/visitor.ts';

const devices = (visitor: Visitor) =>
  visitor.run(() => ({
    requests: window.probe.microphoneRequests,
    tracks: window.probe.tracks.map((track) => track.readyState),
    contexts: window.probe.contexts.length,
  }));

const answer = (chat: Chat, id: string, text: string): void => {
  chat.say(id, text, sentence(440, 0.5));
  chat.endTurn();
};

interface Moment {
  name: string;
  /** What has been said when the connection is lost. */
  before(chat: Chat, visitor: Visitor): Promise<void>;
  /** What the server says once it is back. */
  after(chat: Chat): void;
  /** The whole transcript in the end. */
  shown: RegExp[];
}

const LISTENING: Moment = {
  name: 'while it listens',
  async before(chat, visitor) {
    chat.heard('When are you open?');
    answer(chat, 'a', 'From nine to five.');
    await expect.poll(() => visitor.entries()).toHaveLength(2);
    await expect.poll(() => visitor.status()).toMatch(/listening/i);
  },
  after(chat) {
    chat.heard('And on Sundays?');
    answer(chat, 'b', 'Then we rest.');
  },
  shown: [/^When are you open/, /^From nine to five\.$/, /^And on Sundays/, /^Then we rest\.$/],
};

const MOMENTS: (Moment & { lose(chat: Chat): void; code: number; core?: boolean })[] = [
  { ...LISTENING, code: 1006, core: true, lose: (chat) => chat.destroy() },
  ...[1011, 1012, 1013].map((code) => ({ ...LISTENING, code, lose: (chat: Chat) => chat.close(code) })),
  {
    name: 'while the visitor speaks',
    code: 1011,
    lose: (chat) => chat.close(1011),
    async before(chat, visitor) {
      chat.heard('When are', true);
      await expect.poll(() => visitor.entries()).toEqual([expect.stringMatching(/^When are/)]);
    },
    after(chat) {
      chat.heard('When are you', true);
      chat.heard('When are you open?');
      answer(chat, 'a', 'From nine to five.');
    },
    shown: [/^When are you open/, /^From nine to five\.$/],
  },
  {
    name: 'while it thinks',
    code: 1013,
    lose: (chat) => chat.close(1013),
    async before(chat, visitor) {
      chat.heard('When are you open?');
      await expect.poll(() => visitor.status()).toMatch(/thinking/i);
    },
    after(chat) {
      answer(chat, 'a', 'From nine to five.');
    },
    shown: [/^When are you open/, /^From nine to five\.$/],
  },
  {
    name: 'while the assistant speaks',
    code: 1012,
    core: true,
    lose: (chat) => chat.close(1012),
    async before(chat, visitor) {
      chat.heard('When are you open?');
      chat.say('a', 'From nine to five.', sentence(440, 2));
      await expect.poll(async () => secondsOf(await visitor.played(), 440)).toBeGreaterThan(0);
    },
    after(chat) {
      chat.heard('And on Sundays?');
      answer(chat, 'b', 'Then we rest.');
    },
    shown: [/^When are you open/, /^From nine to five\./, /^And on Sundays/, /^Then we rest\.$/],
  },
];

for (const { name, code, core, before, lose, after, shown } of MOMENTS)
  test(`a connection lost ${name} (${code}) comes back: nothing said is lost or doubled, and the microphone stays`, {
    tag: core ? ['@core'] : [],
  }, async ({ server, visitor }) => {
    const first = await visitor.call(server);
    await first.frames(5);
    await before(first, visitor);
    const open = await devices(visitor);
    lose(first);

    const second = await server.nextChat();
    expect(second.query.get('resumed_chat_group_id')).toBe('group-1');
    expect(second.query.get('access_token')).not.toBe(first.query.get('access_token'));
    second.greet();
    await second.frames(5);
    after(second);
    await expect.poll(() => visitor.entries()).toEqual(shown.map((line) => expect.stringMatching(line)));
    await expect.poll(() => visitor.status()).toMatch(/listening/i);
    expect(await devices(visitor)).toEqual(open);
    expect(open).toMatchObject({ requests: 1, tracks: ['live'] });
  });

test('a connection that is lost again before the server greets comes back all the same', async ({
  server,
  visitor,
}) => {
  const first = await visitor.call(server);
  await first.frames(5);
  first.destroy();
  (await server.nextChat()).destroy();
  const third = await server.nextChat();
  expect(third.query.get('resumed_chat_group_id')).toBe('group-1');
  third.greet();
  await third.frames(5);
  await expect.poll(() => visitor.status()).toMatch(/listening/i);
  expect(new Set(server.chats.map(({ query }) => query.get('access_token'))).size).toBe(3);
});

test('a typed message that the server had not confirmed is sent again once', async ({ server, visitor }) => {
  await visitor.write('are you open?');
  const first = await server.nextChat();
  first.greet();
  await first.message('user_input');
  first.destroy();
  const second = await server.nextChat();
  second.greet();
  await second.message('user_input');
  second.read('are you open?');
  answer(second, 'a', 'From nine to five.');
  await expect.poll(() => visitor.entries()).toHaveLength(2);
  expect(second.texts).toEqual(['are you open?']);
});

for (const code of [1008, 1009])
  test(`a server that closes with ${code} is not asked again`, async ({ server, visitor }) => {
    const chat = await visitor.call(server);
    await chat.frames(5);
    chat.close(code);
    await expect.poll(() => visitor.alert()).toMatchObject({ title: expect.stringMatching(/./) });
    const { advice, button } = await visitor.alert();
    expect(advice).not.toBe('');
    expect(button).not.toBe('');
    expect(server.upgrades).toBe(1);
    await expect
      .poll(() => visitor.run(() => window.probe.tracks.map((track) => track.readyState)))
      .toEqual(['ended']);
  });

test.describe(() => {
  test.use({ taps: { hurry: true } });

  test('a server that stays away ends the call, and trying again goes on with the conversation', async ({
    server,
    visitor,
  }) => {
    const chat = await visitor.call(server);
    await chat.frames(5);
    server.upgrade = { status: 503 };
    chat.destroy();
    await expect
      .poll(() => visitor.alert(), { timeout: 30_000 })
      .toMatchObject({ title: expect.stringMatching(/did not take the call|cannot be reached/i) });
    server.upgrade = 'taken';
    await visitor.press(/again|go on/i);
    expect((await server.nextChat()).query.get('resumed_chat_group_id')).toBe('group-1');
  });
});

test('a network that comes back ends the wait', { tag: '@core' }, async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  server.token = 'reset';
  await visitor.run(() => window.probe.online(false));
  chat.destroy();
  await expect.poll(() => visitor.status()).toMatch(/reconnecting|offline/i);
  await expect.poll(() => visitor.panel()).toMatch(/offline/i);
  server.token = 'granted';
  await visitor.run(() => window.probe.online(true));
  const second = await server.nextChat();
  expect(second.query.get('resumed_chat_group_id')).toBe('group-1');
  second.greet();
  await expect.poll(() => visitor.status()).toMatch(/listening/i);
  expect(await visitor.panel()).not.toMatch(/offline/i);
});

const NEW_CHAT = /new (one|chat|conversation)|anew|afresh/i;

test.describe('a server that has forgotten the conversation', () => {
  test('begins a new one, and the visitor is told', async ({ server, visitor }) => {
    const first = await visitor.call(server);
    await first.frames(5);
    first.destroy();
    const second = await server.nextChat();
    second.greet('group-2');
    second.error('E0708');
    await expect.poll(() => visitor.panel()).toMatch(NEW_CHAT);
    await expect.poll(() => visitor.status()).toMatch(/listening/i);
    second.destroy();
    expect((await server.nextChat()).query.get('resumed_chat_group_id')).toBe('group-2');
  });

  test('is asked for a new one when it closes, as EVI does', async ({ server, visitor }) => {
    const first = await visitor.call(server);
    await first.frames(5);
    first.destroy();
    const second = await server.nextChat();
    second.error('E0708');
    second.close(1000);
    const third = await server.nextChat();
    expect(third.query.get('resumed_chat_group_id')).toBeNull();
    third.greet('group-2');
    await third.frames(5);
    await expect.poll(() => visitor.panel()).toMatch(NEW_CHAT);
  });
});

for (const [code, told] of [
  ['E0714', /quiet/i],
  ['E0715', /time limit/i],
] as const)
  test(`a conversation that ends with ${code} can be gone on with`, async ({ server, visitor }) => {
    const chat = await visitor.call(server);
    await chat.frames(5);
    chat.heard('When are you open?');
    answer(chat, 'a', 'From nine to five.');
    await expect.poll(() => visitor.entries()).toHaveLength(2);
    chat.error(code);
    chat.close(1000);
    await expect.poll(() => visitor.alert()).toMatchObject({ title: expect.stringMatching(told) });
    expect(server.upgrades).toBe(1);
    await visitor.press(/again|go on|continue/i);
    const second = await server.nextChat();
    expect(second.query.get('resumed_chat_group_id')).toBe('group-1');
    second.greet();
    await expect.poll(() => visitor.status()).toMatch(/listening/i);
    expect(await visitor.entries()).toHaveLength(2);
  });

test('the assistant’s last words are heard when the server says goodbye', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  chat.say('a', 'Goodbye and thank you.', sentence(440, 2));
  chat.endTurn();
  chat.close(1000);
  await expect.poll(() => visitor.status(), { timeout: 15_000 }).toMatch(/ended/i);
  expect(secondsOf(await visitor.played(), 440)).toBeGreaterThan(1.9);
  expect(await visitor.entries()).toEqual(['Goodbye and thank you.']);
  expect(await visitor.alert()).toMatchObject({ title: '' });
});

test.describe('what is said while there is no connection', () => {
  test.use({ taps: { microphoneClock: true } });

  /** Seconds after the microphone was opened at which the first of these frames was heard, by the pitch of them all. */
  const when = (frames: readonly Int16Array[]): number => {
    const told = frames.map(
      (frame, index) => (pitchOf(frame, 16_000) - CLOCK_START) / CLOCK_SLOPE - index * 0.02,
    );
    return told.sort((one, other) => one - other)[told.length >> 1] ?? Number.NaN;
  };
  const messages = (visitor: Visitor) => visitor.run(() => window.probe.messages);
  const clock = (visitor: Visitor) => visitor.run(() => window.probe.clock());

  test('from before the first connection is sent, so that no first word is lost', async ({
    server,
    visitor,
  }) => {
    const release = server.holdTokens();
    await visitor.talk();
    await server.until(() => server.tokens.length > 0);
    await expect.poll(() => messages(visitor), { intervals: [20] }).toBeGreaterThan(0);
    const began = await clock(visitor);
    await expect.poll(() => clock(visitor), { intervals: [20] }).toBeGreaterThan(began + 0.8);
    release();
    const chat = await server.nextChat();
    chat.greet();
    expect(when(await chat.frames(15))).toBeLessThan(began + 0.1);
  });

  test('in the gap of a reconnect is sent after it', async ({ server, visitor }) => {
    const first = await visitor.call(server);
    await first.frames(25);
    const release = server.holdTokens();
    const asked = server.tokens.length;
    first.destroy();
    await server.until(() => server.tokens.length > asked);
    const lost = await clock(visitor);
    await expect.poll(() => clock(visitor), { intervals: [20] }).toBeGreaterThan(lost + 1);
    const last = when(first.audio.slice(-15));
    release();
    const second = await server.nextChat();
    second.greet();
    const next = when(await second.frames(15));
    // What was on its way when the connection broke may be lost; a gap as long as the wait is not.
    expect(next - last).toBeLessThan(0.5);
  });
});
