import { afterEach, expect, test, vi } from 'vitest';
import { createResampler } from '../../server/audio/resample.ts';
import { fakeRecogniser, startChat } from './support/chat.ts';

vi.mock('../../server/audio/resample.ts', { spy: true });
afterEach(() => {
  vi.mocked(createResampler).mockClear();
});

const audio = (sample_rate: number, channels = 1) => ({
  type: 'session_settings',
  audio: { encoding: 'linear16', channels, sample_rate },
});

test('the same format again makes no new filter, another one does', () => {
  const chat = startChat({ recogniser: fakeRecogniser() });
  for (let count = 0; count < 5; count += 1) chat.say(audio(44_101));
  expect(createResampler).toHaveBeenCalledTimes(1);
  chat.say(audio(44_101, 2));
  chat.say(audio(48_000, 2));
  expect(createResampler).toHaveBeenCalledTimes(3);
  chat.session.close();
});

test('turns are heard with one signal a chat, which aborts at its end', () => {
  const recogniser = fakeRecogniser();
  const prepare = vi.spyOn(recogniser, 'prepare');
  const [one, other] = [startChat({ recogniser }), startChat({ recogniser })];
  for (const chat of [one, one, other])
    chat.say({ type: 'session_settings', context: { text: 'Page', type: 'persistent' } });
  const [first, second, third] = prepare.mock.calls.map(([, chat]) => chat);
  expect(first).toBeInstanceOf(AbortSignal);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  one.session.close();
  expect([first?.aborted, third?.aborted]).toEqual([true, false]);
  other.session.close();
});
