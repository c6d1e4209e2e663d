import { expect, test } from 'vitest';
import { LiveChats } from '../../server/chat/live-chats.ts';
import type { Caller } from '../../server/http/tokens.ts';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { startChat } from './support/chat.ts';

const KEY: Caller = { kind: 'key', keyId: 'one' };

const prompt = (text: string): SubscribeEvent => ({ type: 'session_settings', system_prompt: text });

/** Lengths of the prompts that who joins now is shown. */
function shown(live: LiveChats, session: Parameters<LiveChats['observe']>[0]): number[] {
  const texts: string[] = [];
  live.observe(session, (text) => texts.push(text))();
  return texts.map((text) => JSON.parse(text).system_prompt.length);
}

test('who joins later is shown the newest messages, a thousand and a million characters at most', async () => {
  const { session } = await startChat();
  const live = new LiveChats();
  const chat = live.open(session, KEY, [prompt('a')]);
  for (let length = 1; length <= 1500; length += 1) chat.show(prompt('x'.repeat(length % 7)));
  expect(shown(live, session)).toHaveLength(1000);
  for (const length of [400_000, 400_001, 400_002]) chat.show(prompt('x'.repeat(length)));
  expect(shown(live, session)).toEqual([400_001, 400_002]);
  for (let count = 0; count < 1500; count += 1) chat.show(prompt('x'.repeat(2000)));
  const lengths = shown(live, session);
  expect(lengths.length).toBeGreaterThan(500);
  expect(lengths.length * 2000).toBeLessThan(1_048_576);
});

test('a visitor’s chat is there for nobody, also when its address asks for company', async () => {
  const { session } = await startChat();
  const live = new LiveChats();
  const chat = live.open(session, { kind: 'widget', configId: 'default' }, [prompt('a')]);
  chat.show(prompt('b'));
  expect(live.find(session.chatId, KEY)).toBeUndefined();
  expect(shown(live, session)).toEqual([]);
  chat.end();
});
