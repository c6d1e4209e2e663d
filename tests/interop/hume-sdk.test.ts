import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { linear16Bytes } from '../../server/audio/linear16.ts';
import { readWav } from '../../server/audio/wav.ts';
import { synthesise } from '../unit/recogniser-speech.ts';
import { rms } from '../unit/support/signals.ts';
import { type EviServer, startEviServer } from './support/evi-server.ts';
import { openChat, type SdkChat } from './support/sdk-chat.ts';
import { SDKS } from './support/sdks.ts';

const PAGE = [
  'Title: Clay and Water',
  'Address: https://pottery.example/',
  'Language: en',
  '',
  '# Opening hours',
  'The studio is open from Tuesday to Friday from ten until six.',
  'On Saturday the studio is open from nine until noon.',
].join('\n');

const warned = vi.spyOn(console, 'warn');

let server: EviServer;
let speech: Int16Array;
let chats: SdkChat[] = [];

beforeAll(async () => {
  // The server's log.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  server = await startEviServer();
  speech = await synthesise('When is the studio open on Saturday?');
}, 60_000);

afterEach(() => {
  for (const { socket } of chats) socket.close();
  chats = [];
});

afterAll(async () => {
  await server?.close();
  // The SDK hands on what its schema refuses, with no more than a warning.
  expect(warned).not.toHaveBeenCalled();
});

function open(
  connect: Parameters<typeof openChat>[2] = {},
  credentials?: Parameters<typeof openChat>[3],
): SdkChat {
  const [newest] = SDKS;
  if (!newest) throw new Error('unreachable: there are three');
  const chat = openChat(newest, server, connect, credentials);
  chats.push(chat);
  return chat;
}

const SETTINGS = {
  sessionSettings: {
    audio: { encoding: 'linear16', channels: 1, sampleRate: 16_000 },
    context: { text: PAGE, type: 'persistent' },
  },
} as const;

function expectSpoken(chat: SdkChat): void {
  const messages = chat.all('assistant_message');
  expect(messages.length).toBeGreaterThan(0);
  for (const { id, message } of messages) {
    expect(message.role).toBe('assistant');
    const chunks = chat.all('audio_output').filter((audio) => audio.id === id);
    expect(chunks.map(({ index }) => index)).toEqual(chunks.map((_, index) => index));
    const files = chunks.map(({ data }) => readWav(Buffer.from(data, 'base64')));
    expect(Math.max(...files.map(({ samples }) => rms(samples)))).toBeGreaterThan(300);
  }
}

test('a typed turn is answered from the page, in words and in sound', async () => {
  const chat = open(SETTINGS);
  await chat.until(() => chat.received.length > 0);
  expect(chat.received[0]).toMatchObject({ type: 'chat_metadata', chatId: expect.any(String) });
  chat.socket.sendUserInput('When is the studio open on Saturday?');
  await chat.ended();
  expect(chat.all('user_message')).toMatchObject([
    { fromText: true, interim: false, message: { content: 'When is the studio open on Saturday?' } },
  ]);
  expect(
    chat
      .all('assistant_message')
      .map(({ message }) => message.content)
      .join(' '),
  ).toMatch(/nine until noon/);
  expectSpoken(chat);
  expect(chat.received.at(-1)?.type).toBe('assistant_end');
  expect(chat.all('error')).toEqual([]);
});

test('a token from the token endpoint opens a chat as the key does', async () => {
  const response = await fetch(`${server.origin}/oauth2-cc/token`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${server.apiKey}:${server.secretKey}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: accessToken }: { access_token: string } = await response.json();
  const chat = open({}, { accessToken });
  await chat.socket.waitForOpen();
  chat.socket.sendAssistantInput({ text: 'Welcome to the studio.' });
  await chat.ended();
  expect(chat.all('assistant_message')).toMatchObject([
    { fromText: true, message: { content: 'Welcome to the studio.' } },
  ]);
  expectSpoken(chat);
});

test('a spoken turn is heard, with 48 scores, and answered', async () => {
  const chat = open({ ...SETTINGS, verboseTranscription: true });
  await chat.socket.waitForOpen();
  chat.speak(speech);
  chat.speak(new Int16Array(16_000));
  await chat.ended();
  const final = chat.all('user_message').filter(({ interim }) => !interim);
  expect(final).toHaveLength(1);
  expect(final[0]).toMatchObject({ fromText: false, message: { role: 'user' } });
  expect(final[0]?.message.content).toMatch(/open.*saturday/i);
  expect(Object.values(final[0]?.models.prosody?.scores ?? {})).toHaveLength(48);
  expect(final[0]?.time.end).toBeGreaterThan(final[0]?.time.begin ?? 0);
  expectSpoken(chat);
  expect(chat.all('error')).toEqual([]);
}, 60_000);

test('speech as a binary stream, as browsers’ SDKs send it, interrupts what is spoken', async () => {
  const chat = open(SETTINGS);
  await chat.socket.waitForOpen();
  const story =
    'It was a long and winding story that nobody wanted to hear, but it was told again and again. ';
  chat.socket.sendAssistantInput({ text: story.repeat(3) });
  await chat.until(() => chat.all('audio_output').length > 3);
  const old = chat.all('assistant_message').map(({ id }) => id);
  const bytes = linear16Bytes(speech);
  for (let at = 0; at < bytes.length; at += 3200) chat.socket.socket.send(bytes.slice(at, at + 3200));
  chat.socket.socket.send(new Uint8Array(32_000));
  await chat.ended();
  const at = chat.received.findIndex(({ type }) => type === 'user_interruption');
  expect(at).toBeGreaterThan(0);
  expect(chat.all('user_interruption')).toHaveLength(1);
  for (const message of chat.received.slice(at))
    if ('id' in message && message.type === 'audio_output') expect(old).not.toContain(message.id);
  expect(chat.received.slice(at).map(({ type }) => type)).toContain('user_message');
}, 60_000);

test('a chat is resumed by its group', async () => {
  const first = open();
  await first.until(() => first.all('chat_metadata').length > 0);
  const group = first.all('chat_metadata')[0]?.chatGroupId ?? '';
  first.socket.sendAssistantInput({ text: 'Hello.' });
  await first.ended();
  const second = open({ resumedChatGroupId: group });
  await second.until(() => second.all('chat_metadata').length > 0);
  expect(second.all('chat_metadata')[0]?.chatGroupId).toBe(group);
  const third = open({ resumedChatGroupId: 'unknown' });
  await third.until(() => third.all('error').length > 0);
  expect(third.all('error')).toMatchObject([{ code: 'E0708', slug: 'chat_group_not_found' }]);
});

test.each([{ apiKey: 'wrong' }, { accessToken: 'wrong' }])('401 for %j', async (credentials) => {
  const chat = open({}, credentials);
  await chat.closed;
  expect(chat.failed[0]?.message).toContain('401');
  expect(chat.received).toEqual([]);
});
