import { expect, test, vi } from 'vitest';
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
