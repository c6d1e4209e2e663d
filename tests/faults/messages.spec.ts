import { sentence } from './support/sentences.ts';
import { expect, test } from './support/test.ts';

test('a tool that the frame does not have is answered with an error', { tag: '@core' }, async ({
  server,
  visitor,
}) => {
  const chat = await visitor.call(server);
  chat.callTool('launch_rocket', 'call-1', '{not json');
  expect((await chat.message('tool_error')).tool_call_id).toBe('call-1');
  chat.say('a', 'I cannot do that.', sentence(440, 0.5));
  chat.endTurn();
  await expect.poll(() => visitor.entries()).toContainEqual(expect.stringMatching(/I cannot do that/));
  expect(await visitor.run(() => window.probe.errors)).toEqual([]);
});

test('a tool call that comes as the visitor hangs up is answered by nobody', async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  await chat.frames(5);
  await visitor.press(/^end/i);
  chat.callTool('launch_rocket', 'call-1');
  await chat.until(() => chat.over);
  expect(chat.received.filter(({ type }) => type === 'tool_error' || type === 'tool_response')).toEqual([]);
  expect(await visitor.run(() => window.probe.errors)).toEqual([]);
});

const RUBBISH = ['', 'not JSON', 'null', '[]', '42', '{"type":"from_the_future"}', '{"type":"audio_output"}'];

test('messages that are none, or of a later version, are passed over', async ({ server, visitor }) => {
  const chat = await visitor.call(server);
  for (const text of RUBBISH) chat.raw(text);
  chat.say('a', 'Still here.', sentence(440, 0.5));
  chat.endTurn();
  await expect.poll(() => visitor.entries()).toEqual(['Still here.']);
  await chat.frames(5);
  expect(server.chats).toHaveLength(1);
  expect(await visitor.run(() => window.probe.errors)).toEqual([]);
});
