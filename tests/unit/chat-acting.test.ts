/** The offline language model in a chat: looking up, asking, the visitor's yes, tools that change meanwhile. */
import { expect, test } from 'vitest';
import { createPageAnswers } from '../../server/providers/language-models/page-answers.ts';
import { ASKED } from '../../shared/tools/names.ts';
import { startChat } from './support/chat.ts';

const declared = (name: string, properties: object) => ({
  type: 'function',
  name,
  description: '',
  parameters: JSON.stringify({ type: 'object', properties, required: Object.keys(properties) }),
});
const text = { type: 'string' };
const LOOKUPS = [declared('search_page', { query: text }), declared('search_site', { query: text })];
const fill = (...fields: string[]) => declared('fill', { field: { ...text, enum: fields }, value: text });
const context = {
  type: 'persistent',
  text: 'Title: Ferry\n\n# Ferry {#f}\nThe ferry crosses the bay every hour.',
};

async function openChat(tools: readonly object[]) {
  const chat = await startChat({ languageModel: createPageAnswers() });
  let count = 0;
  let heard = 0;
  chat.say({ type: 'session_settings', context, tools });
  return {
    ...chat,
    visitor: (words: string) => chat.say({ type: 'user_input', text: words }),
    async call(content: string) {
      count += 1;
      await chat.until('tool_call', count);
      const { name, parameters, tool_call_id } = chat.all('tool_call')[count - 1] ?? {};
      chat.say({ type: 'tool_response', tool_call_id, content });
      return { name, args: JSON.parse(parameters ?? '') };
    },
    said: async (turn: number) => {
      await chat.until('assistant_end', turn);
      const messages = chat.all('assistant_message').slice(heard);
      heard += messages.length;
      return messages.map(({ message }) => message.content).join(' ');
    },
  };
}

test('looks up one after the other within one answer', async () => {
  const chat = await openChat(LOOKUPS);
  chat.visitor('do you take bicycles?');
  expect(await chat.call('Nothing was found.')).toEqual({
    name: 'search_page',
    args: { query: 'take bicycles' },
  });
  expect(
    await chat.call('## Bicycles {#b}\nFrom: https://ferry.example/b\nBicycles travel for free.'),
  ).toMatchObject({
    name: 'search_site',
  });
  expect(await chat.said(1)).toBe('Bicycles travel for free.');
});

test('speaks the question, calls again after the yes, and tells what came of it', async () => {
  const chat = await openChat([fill('Name', 'E-mail')]);
  chat.visitor('fill in my name as Ada Lovelace');
  const first = await chat.call(`${ASKED} Shall I fill in “Name” with “Ada Lovelace”?`);
  expect(first).toEqual({ name: 'fill', args: { field: 'Name', value: 'Ada Lovelace' } });
  expect(await chat.said(1)).toBe('Shall I fill in “Name” with “Ada Lovelace”?');
  chat.visitor('Yes');
  expect(await chat.call('Filled in “Name” with “Ada Lovelace”.')).toEqual(first);
  expect(await chat.said(2)).toBe('Filled in “Name” with “Ada Lovelace”.');
});

test('uses the tools that hold by then', async () => {
  const chat = await openChat([fill('Name')]);
  chat.visitor('fill in my e-mail as ada@example.com');
  expect(await chat.said(1)).toMatch(/^I cannot fill that in/);
  chat.say({ type: 'session_settings', tools: [fill('Name', 'E-mail')] });
  chat.visitor('fill in my e-mail as ada@example.com');
  expect(await chat.call('Filled in.')).toMatchObject({ args: { field: 'E-mail' } });
  expect(await chat.said(2)).toBe('Filled in.');
  chat.say({ type: 'session_settings', tools: [] });
  chat.visitor('fill in my e-mail as ada@example.com');
  await chat.said(3);
  expect(chat.all('tool_call')).toHaveLength(1);
});
