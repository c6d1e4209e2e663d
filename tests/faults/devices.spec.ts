import { secondsOf } from './support/recording.ts';
import { sentence } from './support/sentences.ts';
import { expect, test } from './support/test.ts';
import type { Visitor } from './support/visitor.ts';

const silent = (frame: Int16Array): boolean => frame.every((sample) => sample === 0);
const running = (visitor: Visitor) =>
  visitor.run(() => window.probe.contexts.every(({ state }) => state === 'running' || state === 'closed'));
const tracks = (visitor: Visitor) => visitor.run(() => window.probe.tracks.map((track) => track.readyState));

test('a microphone that goes away with none in its place leaves a call to type in', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  await visitor.run(() => window.probe.unplug(true));
  await expect.poll(() => visitor.alert()).toMatchObject({ title: expect.stringMatching(/disconnected/i) });
  expect((await visitor.alert()).button).not.toBe('');
  await visitor.send('can you read me?');
  expect((await chat.message('user_input')).text).toBe('can you read me?');
  expect(chat.over).toBe(false);
});

test('a microphone that goes away is replaced by another, and the visitor is told', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  await visitor.run(() => window.probe.unplug(false));
  await expect.poll(() => tracks(visitor)).toEqual(['ended', 'live']);
  await chat.frames(10);
  await expect.poll(() => visitor.panel()).toMatch(/microphone/i);
  expect(await visitor.alert()).toMatchObject({ title: '' });
  expect(server.chats).toHaveLength(1);
});

test('a device that comes or goes elsewhere disturbs nothing', async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  await visitor.run(() => window.probe.changeDevices());
  await chat.frames(25);
  expect(await tracks(visitor)).toEqual(['live']);
});

test('a microphone that the system silences is told of, and so is its return', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  const before = await visitor.panel();
  await visitor.run(() => window.probe.silence(true));
  await expect.poll(() => visitor.panel()).toMatch(/microphone/i);
  await visitor.run(() => window.probe.silence(false));
  await expect.poll(() => visitor.panel()).toBe(before);
  await chat.frames(5);
});

test('sound that the system takes away comes back, at the latest with a press', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  await visitor.run(() =>
    Promise.all(window.probe.contexts.map((context) => context.suspend())).then(() => 0),
  );
  await expect
    .poll(async () => (await running(visitor)) || (await visitor.tryPress(/sound|resume/i)))
    .toBe(true);
  await expect.poll(() => running(visitor)).toBe(true);
  chat.say('a', 'Here I am.', sentence(440, 1));
  chat.endTurn();
  await expect.poll(async () => secondsOf(await visitor.played(), 440)).toBeGreaterThan(0.9);
  await chat.frames(10);
});

test('a tab that was hidden, with its sound taken, hears and speaks when it is back', async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  await visitor.run(() => {
    window.probe.hide(true);
    return Promise.all(window.probe.contexts.map((context) => context.suspend())).then(() => 0);
  });
  await visitor.run(() => window.probe.hide(false));
  await expect.poll(() => running(visitor)).toBe(true);
  await chat.frames(10);
  chat.say('a', 'Here I am.', sentence(440, 1));
  chat.endTurn();
  await expect.poll(async () => secondsOf(await visitor.played(), 440)).toBeGreaterThan(0.9);
  expect(await tracks(visitor)).toEqual(['live']);
});

test('a muted microphone sends silence and does not stop sending', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  await expect.poll(async () => (await chat.frames(5)).some(silent)).toBe(false);
  await visitor.press(/^mute/i);
  await expect.poll(async () => (await chat.frames(5)).every(silent)).toBe(true);
  expect((await chat.frames(25)).every(silent)).toBe(true);
  await visitor.press(/mute/i);
  await expect.poll(async () => (await chat.frames(5)).some(silent)).toBe(false);
});

test.describe(() => {
  test.use({ taps: { noEchoCancellation: true } });

  test('without echo cancellation the microphone is silent while the assistant sounds, and the visitor knows', {
    tag: '@core',
  }, async ({ server, visitor }) => {
    const chat = await visitor.call(server);
    await expect.poll(async () => (await chat.frames(5)).some(silent)).toBe(false);
    chat.say('a', 'Please let me finish.', sentence(440, 4));
    chat.endTurn();
    await expect.poll(async () => (await chat.frames(5)).every(silent)).toBe(true);
    await expect.poll(() => visitor.panel()).toMatch(/echo|headphones/i);
    await expect.poll(() => visitor.status(), { timeout: 15_000 }).toMatch(/listening/i);
    await expect.poll(async () => (await chat.frames(5)).some(silent)).toBe(false);
  });
});

test('worklets and workers say no more than sixty things a second', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  chat.say('a', 'This goes on for long.', sentence(440, 8));
  await expect.poll(async () => secondsOf(await visitor.played(), 440)).toBeGreaterThan(0);
  const messages = () => visitor.run(() => window.probe.messages);
  const before = await messages();
  // Twenty milliseconds each: the stretch is measured by what was sent in it.
  const from = chat.audio.length;
  await chat.frames(250);
  const said = (await messages()) - before;
  const seconds = (chat.audio.length - from) / 50;
  expect(said / seconds).toBeLessThanOrEqual(60);
});
