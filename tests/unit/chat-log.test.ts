import { expect, test } from 'vitest';
import { ChatLog } from '../../server/chat/chat-log.ts';
import type { SessionSettings } from '../../shared/evi/messages.ts';
import { fakeStore } from './support/fake-store.ts';

async function startLog() {
  const store = fakeStore();
  const { chat } = await store.start({ owner: 'key one' });
  const log = new ChatLog(
    store,
    chat,
    () => undefined,
    (error) => {
      throw error;
    },
  );
  return {
    store,
    async set(settings: Omit<SessionSettings, 'type'>) {
      const before = store.events.length;
      log.settings({ type: 'session_settings', ...settings });
      await log.flushed();
      return store.events.slice(before).map(({ type, text }) => [type, text]);
    },
  };
}

const long = (length: number) => 'x'.repeat(length);

const prompts = (kept: unknown[][]) => kept.filter(([type]) => type === 'SYSTEM_PROMPT');

test('of settings a digest is kept: tools by their names, the page by its length, the prompt once', async () => {
  const { set, store } = await startLog();
  const tool = { type: 'function' as const, parameters: long(20_000), fallback_content: long(50_000) };
  const kept = await set({
    system_prompt: 'Be brief.',
    context: { text: long(100_000), type: 'persistent' },
    tools: [
      { ...tool, name: 'weather' },
      { ...tool, name: 'book' },
    ],
    builtin_tools: [{ name: 'hang_up', fallback_content: long(50_000) }],
    variables: { name: 'Jo', age: 30, member: true },
    metadata: { page: 7 },
    voice_id: 'alto',
    custom_session_id: 'visitor',
  });
  expect(kept.map(([type]) => type)).toEqual(['SESSION_SETTINGS', 'SYSTEM_PROMPT']);
  expect(JSON.parse(kept[0]?.[1] ?? '')).toEqual({
    type: 'session_settings',
    context: { type: 'persistent', length: 100_000 },
    tools: ['weather', 'book'],
    builtin_tools: ['hang_up'],
    variables: { name: 'Jo', age: 30, member: true },
    voice_id: 'alto',
    custom_session_id: 'visitor',
  });
  expect(kept[1]?.[1]).toBe('Be brief.');
  expect(store.all[0]?.metadata).toBe('{"page":7}');
});

test('what is taken back is kept as that', async () => {
  const { set } = await startLog();
  const [[, text] = []] = await set({ tools: null, context: null, variables: null, system_prompt: null });
  expect(JSON.parse(text ?? '')).toEqual({
    type: 'session_settings',
    tools: null,
    context: null,
    variables: null,
    system_prompt: null,
  });
});

test('a system prompt is kept when it changes', async () => {
  const { set } = await startLog();
  expect(prompts(await set({ system_prompt: 'Be brief.' }))).toHaveLength(1);
  expect(prompts(await set({ system_prompt: 'Be brief.' }))).toHaveLength(0);
  expect(prompts(await set({ voice_id: 'alto' }))).toHaveLength(0);
  expect(prompts(await set({ system_prompt: null }))).toHaveLength(0);
  expect(prompts(await set({ system_prompt: 'Be brief.' }))).toHaveLength(1);
});

test('the largest settings make an event of at most 20,000 characters', async () => {
  const { set } = await startLog();
  const names = Array.from({ length: 64 }, (_, at) => `${at}`.padEnd(64, '_'));
  const [[, text] = []] = await set({
    tools: names.map((name) => ({ type: 'function', name, parameters: '{}' })),
    builtin_tools: names.map(() => ({ name: 'web_search' })),
    variables: Object.fromEntries(names.map((name) => [name, '\0'.repeat(1000)])),
    voice_id: '\0'.repeat(1000),
    custom_session_id: '\0'.repeat(1000),
  });
  expect(JSON.parse(text ?? '')).toMatchObject({ tools: names, variables: { count: 64 } });
  expect(text?.length).toBeLessThanOrEqual(20_000);
});

test('settings without end do not fill the store', async () => {
  const { set, store } = await startLog();
  for (let count = 0; count < 100; count += 1) await set({ system_prompt: `${count}${long(49_000)}` });
  expect(JSON.stringify(store.events).length).toBeLessThan(1_100_000);
});
