import { expect, test, vi } from 'vitest';
import { joinSamples, linear16Bytes } from '../../server/audio/linear16.ts';
import { DEFAULT_TURN_SETTINGS } from '../../server/audio/turn-settings.ts';
import { VisitorAudio } from '../../server/chat/visitor-audio.ts';
import { RATE, synthesise } from '../support/speech.ts';
import { fakeRecogniser, startChat } from './support/chat.ts';

test('turns are heard with one signal a chat, which aborts at its end', async () => {
  const recogniser = fakeRecogniser();
  const prepare = vi.spyOn(recogniser, 'prepare');
  const [one, other] = [await startChat({ recogniser }), await startChat({ recogniser })];
  for (const chat of [one, one, other])
    chat.say({ type: 'session_settings', context: { text: 'Page', type: 'persistent' } });
  const [first, second, third] = prepare.mock.calls.map(([, chat]) => chat);
  expect(first).toBeInstanceOf(AbortSignal);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  await one.session.close('USER_ENDED');
  expect([first?.aborted, third?.aborted]).toEqual([true, false]);
  await other.session.close('USER_ENDED');
});

test('what the recogniser has so far decides how long a turn is waited for', async () => {
  const question = await synthesise('rms', 'How long does the guided tour take?');
  const room = new Int16Array(2 * RATE).map((_, index) => (index * 7919) % 5);
  /** Samples that the recogniser got of the last of three questions. */
  const heardWith = (transcript: string): number => {
    const recogniser = fakeRecogniser(['', '', '']);
    const visitor = new VisitorAudio(recogniser, DEFAULT_TURN_SETTINGS, {
      interrupting: () => recogniser.heard.at(-1)?.interim(transcript),
      interim: () => undefined,
      turn: () => undefined,
      refused: (reason) => expect.unreachable(reason),
      failed: () => undefined,
      broke: (error) => expect.unreachable(String(error)),
    });
    visitor.announce({ encoding: 'linear16', sample_rate: RATE, channels: 1 });
    for (let times = 0; times < 3; times += 1)
      visitor.write(linear16Bytes(joinSamples([room, question, room])));
    visitor.close();
    expect(recogniser.heard.map(({ finished }) => finished)).toEqual([true, true, true]);
    return recogniser.heard[2]?.samples ?? 0;
  };
  expect(heardWith('how long does the')).toBeGreaterThan(heardWith('how long does the guided tour take'));
});
