import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { synthesise } from '../support/speech.ts';
import { type EviServer, startEviServer } from './support/evi-server.ts';
import { lastSaid, openScriptedLlm, type ScriptedLlm, toolResult } from './support/scripted-llm.ts';
import { openScriptedSearch, type ScriptedSearch } from './support/scripted-search.ts';
import { listen, openChat, type Received, type SdkChat } from './support/sdk-chat.ts';
import { parseStrictly, SDKS, type Sdk, SUBSCRIBE_EVENTS } from './support/sdks.ts';

const PUBLISH_EVENTS = [
  'assistant_input',
  'audio_input',
  'pause_assistant_message',
  'resume_assistant_message',
  'session_settings',
  'tool_error',
  'tool_response',
  'user_input',
];
const STORY = 'It was a long and winding story that nobody wanted to hear, but it was told again and again. ';
const FOUND = { title: 'Museum', url: 'https://museum.example/', content: 'The museum is closed today.' };
const TOOL = {
  type: 'function' as const,
  name: 'weather',
  description: 'The weather in a place.',
  parameters: '{"type":"object","properties":{"place":{"type":"string"}}}',
  fallbackContent: 'Nobody knows.',
};

const warned = vi.spyOn(console, 'warn');

let evi: EviServer;
let llm: ScriptedLlm;
let search: ScriptedSearch;
let question: Int16Array;

beforeAll(async () => {
  // The server's log.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  llm = await openScriptedLlm((request) => {
    const result = toolResult(request);
    if (result?.includes(FOUND.content)) return 'It is closed.';
    if (result !== undefined) return `It says: ${result}`;
    const said = lastSaid(request);
    if (/weather/.test(said)) return { call: 'weather', parameters: { place: 'here' } };
    if (/museum/.test(said)) return { call: 'web_search', parameters: { query: 'museum' } };
    return 'Very well.';
  });
  search = await openScriptedSearch([FOUND]);
  evi = await startEviServer({
    EVI_LLM_URL: llm.url,
    EVI_LLM_MODEL: 'scripted',
    EVI_WEB_SEARCH_URL: search.url,
  });
  question = await synthesise('rms', 'When is the studio open on Saturday?');
}, 60_000);

afterAll(async () => {
  await evi?.close();
  llm?.close();
  search?.close();
});

interface Chat extends SdkChat {
  /** What somebody who joined the chat received. */
  observer: Received;
  /** Types of all text frames that the SDK sent. */
  published: string[];
}

async function functionTools(chat: SdkChat): Promise<void> {
  chat.socket.sendUserInput('What is the weather?');
  await chat.has('tool_call');
  const [call] = chat.all('tool_call');
  expect(call).toMatchObject({ name: 'weather', toolType: 'function', responseRequired: true });
  expect(JSON.parse(call?.parameters ?? '')).toEqual({ place: 'here' });
  const toolCallId = call?.toolCallId ?? '';
  chat.socket.sendToolResponseMessage({ toolCallId, content: 'sunny', toolName: 'weather' });
  await chat.ended();

  chat.socket.sendToolResponseMessage({ toolCallId, content: 'rainy' });
  await chat.has('tool_error');
  expect(chat.all('tool_error')[0]).toMatchObject({ toolCallId });

  chat.socket.sendUserInput('And the weather now?');
  await chat.has('tool_call', 2);
  const second = chat.all('tool_call')[1]?.toolCallId ?? '';
  expect(second).not.toBe(toolCallId);
  chat.socket.sendToolErrorMessage({
    toolCallId: second,
    error: 'down',
    content: 'no answer',
    level: 'warn',
  });
  await chat.ended(2);
}

async function webSearch(chat: SdkChat): Promise<void> {
  chat.socket.sendUserInput('Is the museum open?');
  await chat.ended(3);
  const call = chat.all('tool_call')[2];
  expect(call).toMatchObject({ name: 'web_search', toolType: 'builtin', responseRequired: false });
  const [response] = chat.all('tool_response');
  expect(response).toMatchObject({
    toolCallId: call?.toolCallId,
    toolName: 'web_search',
    toolType: 'builtin',
  });
  expect(JSON.parse(response?.content ?? '')).toMatchObject({
    summary: expect.stringContaining(FOUND.content),
    references: [{ name: FOUND.title, url: FOUND.url, content: FOUND.content }],
  });
}

async function interruption(chat: SdkChat): Promise<void> {
  const before = chat.all('assistant_end').length;
  chat.socket.sendAssistantInput({ text: STORY.repeat(3) });
  const heard = chat.all('audio_output').length;
  await chat.until(() => chat.all('audio_output').length > heard + 3);
  chat.speak(question);
  chat.speak(new Int16Array(16_000));
  await chat.has('user_interruption');
  await chat.until(() => chat.all('user_message').some(({ interim, fromText }) => !interim && !fromText));
  await chat.ended(before + 1);
}

async function pause(chat: SdkChat): Promise<void> {
  const before = chat.all('assistant_end').length;
  const typed = chat.all('user_message').length;
  chat.socket.pauseAssistant({});
  chat.socket.sendUserInput('Are you there?');
  await chat.has('user_message', typed + 1);
  chat.socket.resumeAssistant({});
  await chat.ended(before + 1);
}

const idOf = (chat: SdkChat): string => chat.all('chat_metadata')[0]?.chatId ?? '';

async function controlPlane(chat: SdkChat): Promise<void> {
  const before = chat.all('assistant_end').length;
  const plane = chat.client.empathicVoice.controlPlane;
  await plane.send(idOf(chat), { type: 'session_settings' });
  await plane.send(idOf(chat), { type: 'assistant_input', text: 'One moment.' });
  await chat.ended(before + 1);
  const nineChannels = { encoding: 'linear16', channels: 9, sampleRate: 16_000 } as const;
  const refused = plane.send(idOf(chat), { type: 'session_settings', audio: nineChannels });
  await expect(refused).rejects.toMatchObject({
    statusCode: 422,
    body: { detail: [{ msg: expect.stringContaining('audio.channels') }] },
  });
  await expect(plane.send('another', { type: 'session_settings' })).rejects.toMatchObject({
    statusCode: 404,
  });
}

/** Everything that there is to send and to receive, in one conversation. */
async function converse(sdk: Sdk): Promise<Chat> {
  const chat = openChat(sdk, evi, {
    allowConnection: true,
    verboseTranscription: true,
    sessionSettings: { audio: { encoding: 'linear16', channels: 1, sampleRate: 16_000 } },
  });
  const published: string[] = [];
  const send = chat.socket.socket.send.bind(chat.socket.socket);
  chat.socket.socket.send = (data) => {
    published.push(JSON.parse(String(data)).type);
    send(data);
  };
  await chat.has('chat_metadata');
  const joined = await chat.client.empathicVoice.controlPlane.connect({
    chat_id: idOf(chat),
    reconnectAttempts: 0,
  });
  const observer = listen(joined.connect());
  await observer.has('chat_metadata');

  chat.socket.sendSessionSettings({
    systemPrompt: 'You are {{name}}.',
    variables: { name: 'Vera' },
    tools: [TOOL],
    builtinTools: [{ name: 'web_search' }],
  });
  await observer.has('session_settings');
  await functionTools(chat);
  await webSearch(chat);
  await interruption(chat);
  await pause(chat);
  await controlPlane(chat);
  await observer.has('assistant_end', chat.all('assistant_end').length);
  send('{');
  await chat.has('error');

  chat.socket.close();
  joined.close();
  return { ...chat, observer, published };
}

function problems(sdk: Sdk, frame: string): unknown[] {
  const parsed = parseStrictly(sdk, frame);
  return parsed.ok ? [] : parsed.errors;
}

test('three different versions are asked', () => {
  expect(new Set(SDKS.map(({ name }) => name)).size).toBe(3);
});

describe.each(SDKS)('$name', (sdk) => {
  let chat: Chat;

  beforeAll(async () => {
    chat = await converse(sdk);
  }, 60_000);

  test('sends every message that it knows, and none is refused', () => {
    expect([...new Set(chat.published)].sort()).toEqual(PUBLISH_EVENTS);
    // What is not JSON was the test's own.
    expect(chat.all('error').map(({ code }) => code)).toEqual(['E0100']);
    expect(chat.failed).toEqual([]);
  });

  test('receives every message that it knows, as its schemas want it', () => {
    const received = [...chat.received, ...chat.observer.received];
    expect([...new Set(received.map(({ type }) => type))].sort()).toEqual(SUBSCRIBE_EVENTS);
    for (const frame of [...chat.frames, ...chat.observer.frames])
      expect(problems(sdk, frame), frame.slice(0, 300)).toEqual([]);
    // The SDK hands on what its schemas refuse, with no more than a warning.
    expect(warned).not.toHaveBeenCalled();
  });

  test('would complain of a field that is missing', () => {
    const { id: _, ...audio } = JSON.parse(
      chat.frames.find((frame) => frame.includes('audio_output')) ?? '{}',
    );
    expect(problems(sdk, JSON.stringify(audio))).not.toEqual([]);
  });

  test('brings what tools found back to the language model', () => {
    const said = chat.all('assistant_message').map(({ message }) => message.content);
    expect(said).toEqual(
      expect.arrayContaining(['It says: sunny', 'It says: no answer', 'It is closed.', 'One moment.']),
    );
    expect(JSON.stringify(llm.requests)).toContain('You are Vera.');
    expect(search.queries).toContain('museum');
  });
});
