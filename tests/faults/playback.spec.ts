import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../unit/support/signals.ts';
import type { Chat } from './support/chat.ts';
import {
  audiblePart,
  largestStep,
  longestSilence,
  type Recording,
  runsOf,
  secondsOf,
  tonesIn,
} from './support/recording.ts';
import { sentence, stepOf } from './support/sentences.ts';
import { expect, test } from './support/test.ts';
import type { Visitor } from './support/visitor.ts';

const [OLD, NEW, LAST] = [440, 700, 1000];
const TONES = [OLD, NEW, LAST];

/** Resolves with the recording once so much of a tone has sounded. */
async function heard(visitor: Visitor, tone: number, seconds: number): Promise<Recording> {
  await expect
    .poll(async () => secondsOf(await visitor.played(), tone), { timeout: 20_000 })
    .toBeGreaterThan(seconds);
  return visitor.played();
}

const sendAll = (chat: Chat, id: string, chunks: readonly Int16Array[], order: readonly number[]): void => {
  for (const index of order) {
    const samples = chunks[index];
    if (samples) chat.audioOf(id, index, samples);
  }
};

test('an interruption stays one, whatever late chunks of the old answer try', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  const old = sentence(OLD, 10);
  chat.words('old', 'This goes on for long.');
  sendAll(chat, 'old', old, [...old.keys()].slice(0, 30));
  chat.words('old-2', 'And on.');
  await heard(visitor, OLD, 0.2);
  chat.interrupt();
  // Still coming, in any order, and with them a sentence that was not begun yet.
  sendAll(chat, 'old', old, [35, 31, 30, 33, 32]);
  sendAll(chat, 'old-2', sentence(OLD, 1), [0, 1, 2, 3]);
  chat.heard('Stop.');
  chat.say('new', 'Of course.', sentence(NEW, 1));
  sendAll(chat, 'old', old, [36, 37]);
  chat.endTurn();
  const recording = await heard(visitor, NEW, 0.9);
  await expect.poll(() => visitor.status()).toMatch(/listening/i);
  const runs = runsOf(await visitor.played(), TONES).filter(({ tone }) => tone);
  expect(runs.map(({ tone }) => tone)).toEqual([OLD, NEW]);
  expect(secondsOf(recording, OLD)).toBeLessThan(5);
  expect((await visitor.entries())[0]).toMatch(/interrupted/i);
});

test('a question typed while the assistant speaks silences it for good', async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  const old = sentence(OLD, 10);
  chat.words('old', 'This goes on for long.');
  sendAll(chat, 'old', old, [...old.keys()].slice(0, 30));
  await heard(visitor, OLD, 0.2);
  await visitor.send('enough');
  await chat.message('user_input');
  sendAll(chat, 'old', old, [30, 31, 32]);
  chat.interrupt();
  chat.read('enough');
  chat.say('new', 'Of course.', sentence(NEW, 1));
  chat.endTurn();
  await heard(visitor, NEW, 0.9);
  const runs = runsOf(await visitor.played(), TONES).filter(({ tone }) => tone);
  expect(runs.map(({ tone }) => tone)).toEqual([OLD, NEW]);
});

for (const rate of [16_000, 24_000, 48_000])
  test(`chunks at ${rate} Hz join without a click or a gap`, {
    tag: rate === 24_000 ? ['@core'] : [],
  }, async ({ server, visitor }) => {
    const chat = await visitor.call(server);
    chat.say('a', 'One clean tone.', sentence(OLD, 2, rate), rate);
    chat.endTurn();
    const part = audiblePart(await heard(visitor, OLD, 1.9));
    expect(largestStep(part)).toBeLessThan(stepOf(OLD, part.rate));
    expect(longestSilence(part)).toBeLessThan(0.005);
  });

test('a turn whose sentences come at different rates is heard whole and in order', async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  chat.say('a', 'One.', sentence(OLD, 0.8, 24_000), 24_000);
  chat.say('b', 'Two.', sentence(NEW, 0.8, 48_000), 48_000);
  chat.say('c', 'Three.', sentence(LAST, 0.8, 16_000), 16_000);
  chat.endTurn();
  await heard(visitor, LAST, 0.7);
  const all = await visitor.recordings();
  const seconds = TONES.map((tone) => all.reduce((sum, one) => sum + secondsOf(one, tone), 0));
  for (const one of seconds) expect(one).toBeGreaterThan(0.7);
  expect(all.flatMap((one) => tonesIn(one, TONES))).toEqual(TONES);
});

const GARBAGE = [
  ['is not base64', '%%%'],
  ['is empty', ''],
  ['is no WAV file', Buffer.from('This is not a sound at all, it is a sentence.').toString('base64')],
  [
    'has a header that lies',
    Buffer.from(`RIFF\xff\xff\xff\x7fWAVEfmt \xff\xff\xff\x7f`, 'latin1').toString('base64'),
  ],
] as const;

for (const [what, data] of GARBAGE)
  test(`a chunk that ${what} costs only itself`, { tag: what === 'is no WAV file' ? ['@core'] : [] }, async ({
    server,
    visitor,
  }) => {
    const chat = await visitor.call(server);
    const chunks = sentence(OLD, 1.92);
    chat.words('a', 'Most of this is heard.');
    sendAll(chat, 'a', chunks, [0, 1, 2]);
    chat.rawAudio('a', 3, data);
    sendAll(chat, 'a', chunks, [4, 5, 6, 7]);
    chat.say('b', 'And all of this.', sentence(NEW, 1));
    chat.endTurn();
    const recording = await heard(visitor, NEW, 0.9);
    expect(tonesIn(recording, TONES)).toEqual([OLD, NEW]);
    expect(secondsOf(recording, OLD)).toBeGreaterThan(1.5);
    await expect.poll(() => visitor.entries()).toHaveLength(2);
    const [first, second] = await visitor.entries();
    expect(first).toMatch(/^Most of this is heard\. \| ./);
    expect(second).toBe('And all of this.');
    expect(await visitor.run(() => window.probe.errors)).toEqual([]);
  });

test('a chunk that never comes costs only itself', { tag: '@core' }, async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  chat.words('a', 'Most of this is heard.');
  sendAll(chat, 'a', sentence(OLD, 1.92), [0, 1, 2, 4, 5, 6, 7]);
  chat.say('b', 'And all of this.', sentence(NEW, 1));
  chat.endTurn();
  const recording = await heard(visitor, NEW, 0.9);
  expect(tonesIn(recording, TONES)).toEqual([OLD, NEW]);
  expect(secondsOf(recording, OLD)).toBeGreaterThan(1.5);
  await expect.poll(async () => (await visitor.entries())[0]).toMatch(/^Most of this is heard\. \| ./);
});

test('a missing chunk holds nothing up while the turn goes on', async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  chat.words('a', 'Most of this is heard.');
  sendAll(chat, 'a', sentence(OLD, 1.92), [0, 1, 3, 4, 5, 6, 7]);
  await heard(visitor, OLD, 1.5);
});

test('chunks that overtake each other sound in their order', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  chat.words('a', 'One clean tone.');
  // A quarter of a wave out of place at each joint would click.
  const chunks = sentence(OLD, 2.4, 16_000, 0.2403);
  sendAll(chat, 'a', chunks, [0, 2, 1, 3, 6, 5, 4, 8, 7, 9]);
  chat.endTurn();
  const part = audiblePart(await heard(visitor, OLD, 2.2));
  expect(largestStep(part)).toBeLessThan(stepOf(OLD, part.rate));
  expect(longestSilence(part)).toBeLessThan(0.005);
  expect((await visitor.entries())[0]).toBe('One clean tone.');
});

test('a chunk that comes twice sounds once', async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  chat.words('a', 'One clean tone.');
  sendAll(chat, 'a', sentence(OLD, 1.2, 16_000, 0.2403), [0, 1, 1, 2, 0, 3, 4, 4]);
  chat.say('b', 'And all of this.', sentence(NEW, 0.5));
  chat.endTurn();
  const recording = await heard(visitor, NEW, 0.4);
  expect(secondsOf(recording, OLD)).toBeLessThan(1.25);
  expect(tonesIn(recording, TONES)).toEqual([OLD, NEW]);
});

test('150 ms of jitter, once it is known, make no gap', { tag: '@core' }, async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  const random = seeded(4);
  /** In real time, each chunk up to 150 ms late: the fault itself, not a wait. */
  const paced = async (id: string, chunks: readonly Int16Array[]): Promise<void> => {
    chat.words(id, 'One clean tone.');
    const start = Date.now();
    for (const [index, samples] of chunks.entries()) {
      await pause(Math.max(0, start + index * 100 + random() * 150 - Date.now()));
      chat.audioOf(id, index, samples);
    }
    chat.endTurn();
  };
  await paced('a', sentence(OLD, 2.5, 16_000, 0.1));
  await heard(visitor, OLD, 2.3);
  await expect.poll(() => visitor.status()).toMatch(/listening/i);
  await paced('b', sentence(NEW, 2.5, 16_000, 0.1));
  const recording = await heard(visitor, NEW, 2.3);
  const runs = runsOf(recording, TONES).filter(({ tone }) => tone === NEW);
  expect(runs).toHaveLength(1);
});
