import type { Hume } from 'hume';
import { beforeAll, describe, expect, test } from 'vitest';
import { linear16Bytes } from '../../server/audio/linear16.ts';
import { errorMessage } from '../../server/chat/error-message.ts';
import { parseMessage } from '../../server/chat/parse-message.ts';
import { EVI_ERRORS } from '../../shared/evi/errors.ts';
import { EXPRESSIONS } from '../../shared/evi/expressions.ts';
import type { PublishEvent, SubscribeEvent } from '../../shared/evi/messages.ts';
import { synthesise } from '../unit/recogniser-speech.ts';
import {
  fakeLanguageModel,
  fakeMeasure,
  fakeRecogniser,
  fakeVoice,
  startChat,
} from '../unit/support/chat.ts';
import { parseStrictly, SDKS, SUBSCRIBE_EVENTS } from './support/sdks.ts';

const AUDIO = { encoding: 'linear16', channels: 1, sample_rate: 16_000 };
const WEATHER = { type: 'function', name: 'weather', parameters: '{}', description: 'The weather' };

let speech: Uint8Array;
let sent: SubscribeEvent[];

beforeAll(async () => {
  speech = linear16Bytes((await synthesise('Is the museum closed?')).slice(0, -8_000));
  const chats = [spoken, interrupted, failing, refusing, withTools, inactive, tooLong];
  sent = (await Promise.all(chats.map((chat) => chat()))).flat();
  // Before there is a session.
  sent.push(errorMessage({ refused: 'E0900', why: 'Too many.' }));
});

/** Everything that goes well, with a custom session id and without. */
async function spoken(): Promise<SubscribeEvent[]> {
  const chats = ['', '&session_settings[custom_session_id]=visitor'].map(async (query) => {
    const recogniser = fakeRecogniser();
    const chat = await startChat({ recogniser, query: `verbose_transcription=true${query}` });
    chat.say({ type: 'session_settings', audio: AUDIO });
    chat.session.receiveAudio(speech);
    recogniser.heard[0]?.interim('is the');
    chat.session.receiveAudio(new Uint8Array(64_000));
    recogniser.heard[0]?.understand('is the museum closed');
    await chat.until('assistant_end');
    chat.say({ type: 'assistant_input', text: 'Welcome.' });
    await chat.until('assistant_end', 2);
    return chat.sent;
  });
  return (await Promise.all(chats)).flat();
}

/** Where nothing can be measured, and the visitor talks over the answer. */
async function interrupted(): Promise<SubscribeEvent[]> {
  const recogniser = fakeRecogniser(['stop']);
  const voice = fakeVoice((sentence) => (sentence === 'Long.' ? 20_000 : 50));
  const languageModel = fakeLanguageModel(({ history }) => (history.length > 1 ? 'Short.' : 'Brief. Long.'));
  const chat = await startChat({ recogniser, voice, languageModel, expression: fakeMeasure(null) });
  chat.say({ type: 'session_settings', audio: AUDIO });
  chat.say({ type: 'user_input', text: 'Go on' });
  await chat.until('assistant_message', 2);
  chat.session.receiveAudio(speech);
  chat.session.receiveAudio(new Uint8Array(64_000));
  await chat.until('assistant_end');
  return chat.sent;
}

/** What cannot be heard, answered or found. */
async function failing(): Promise<SubscribeEvent[]> {
  const languageModel = fakeLanguageModel(() => {
    throw new Error('broken');
  });
  const query = 'resumed_chat_group_id=unknown&config_id=unknown';
  const chat = await startChat({ languageModel, query, configUnknown: true });
  chat.session.receiveAudio(speech);
  chat.say({ type: 'user_input', text: 'Hello' });
  await chat.until('assistant_end');
  return chat.sent;
}

async function refusing(): Promise<SubscribeEvent[]> {
  const chat = await startChat({ query: 'session_settings[audio][encoding]=mulaw' });
  chat.session.receiveText('{');
  chat.say({ type: 'nonsense' });
  await chat.settled();
  return chat.sent;
}

/** The client's own function, answered too late and in a wrong way, and a search that finds and one that fails. */
async function withTools(): Promise<SubscribeEvent[]> {
  const searches = [
    async (query: string) => ({ summary: query, references: [{ name: 'n', url: 'u', content: 'c' }] }),
    async () => {
      throw new Error('broken');
    },
  ];
  const chats = searches.map(async (search) => {
    const webSearch = { name: 'fake', close: async () => undefined, search };
    const languageModel = fakeLanguageModel(({ history }) => {
      const last = history.at(-1);
      if (last?.role === 'tool_result') return 'Very well.';
      return history.some(({ role }) => role === 'tool_call')
        ? { id: 'call_2', name: 'web_search', parameters: '{"query":"museum"}' }
        : { id: 'call_1', name: 'weather', parameters: '{}' };
    });
    const chat = await startChat({ languageModel, webSearch });
    chat.say({ type: 'session_settings', tools: [WEATHER], builtin_tools: [{ name: 'web_search' }] });
    chat.say({ type: 'user_input', text: 'How is the weather?' });
    await chat.until('tool_call');
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: {} });
    await chat.until('assistant_end');
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'late' });
    chat.say({ type: 'user_input', text: 'Is the museum open?' });
    await chat.until('assistant_end', 2);
    // What those are sent who have joined the chat.
    return [...chat.sent, ...chat.settings];
  });
  return (await Promise.all(chats)).flat();
}

async function inactive(): Promise<SubscribeEvent[]> {
  const chat = await startChat({ config: { inactivitySeconds: 0.02 } });
  await chat.hungUp();
  return chat.sent;
}

async function tooLong(): Promise<SubscribeEvent[]> {
  const chat = await startChat({ config: { maxDurationSeconds: 0.02 } });
  await chat.hungUp();
  return chat.sent;
}

test('what the server sends is all that it can send', () => {
  expect([...new Set(sent.map(({ type }) => type))].sort()).toEqual(SUBSCRIBE_EVENTS);
  const codes = sent.flatMap((message) => (message.type === 'error' ? [message.code] : []));
  expect([...new Set(codes)].sort()).toEqual(Object.keys(EVI_ERRORS).sort());
  const users = sent.flatMap((message) => (message.type === 'user_message' ? [message] : []));
  expect(new Set(users.map(({ interim, from_text }) => `${interim} ${from_text}`))).toEqual(
    new Set(['true false', 'false false', 'false true']),
  );
});

describe.each(SDKS)('what the server sends, to $name', (sdk) => {
  test('is valid by its schema, without a field too many', () => {
    for (const message of sent) {
      const parsed = parseStrictly(sdk, JSON.stringify(message));
      expect(parsed.ok ? [] : parsed.errors, JSON.stringify(message).slice(0, 200)).toEqual([]);
      if (parsed.ok) expect(parsed.value.type).toBe(message.type);
    }
  });

  test('has the 48 scores under their names', () => {
    const scored = sent.flatMap((message) => {
      const parsed = parseStrictly(sdk, JSON.stringify(message));
      if (!parsed.ok || !('models' in parsed.value)) return [];
      return parsed.value.models.prosody ? [parsed.value.models.prosody.scores] : [];
    });
    expect(scored.length).toBeGreaterThan(0);
    for (const scores of scored)
      expect(Object.values(scores)).toEqual(EXPRESSIONS.map((_, index) => index / 100));
  });

  test('would be refused without one of its fields, or with one more', () => {
    const [message] = sent.filter(({ type }) => type === 'user_message');
    if (!message) throw new Error('none was sent');
    const { interim: _, ...without } = { interim: true, ...message };
    expect(sdk.schemas.SubscribeEvent.parse(without).ok).toBe(false);
    expect(sdk.schemas.SubscribeEvent.parse({ ...message, surplus: 1 }).ok).toBe(false);
  });
});

type Published = Hume.empathicVoice.PublishEvent;

/** What a program gives the SDK, and what this server understands. */
const PUBLISHED: readonly [Published, PublishEvent][] = [
  [
    { type: 'audio_input', data: 'AAAA' },
    { type: 'audio_input', data: 'AAAA' },
  ],
  [
    { type: 'user_input', text: 'Hello, Hume!' },
    { type: 'user_input', text: 'Hello, Hume!' },
  ],
  [
    { type: 'assistant_input', text: 'x' },
    { type: 'assistant_input', text: 'x' },
  ],
  [{ type: 'pause_assistant_message' }, { type: 'pause_assistant_message' }],
  [
    { type: 'resume_assistant_message', customSessionId: 'c' },
    { type: 'resume_assistant_message', custom_session_id: 'c' },
  ],
  [{ type: 'session_settings' }, { type: 'session_settings' }],
  [
    {
      type: 'session_settings',
      audio: { encoding: 'linear16', sampleRate: 48_000, channels: 1 },
      context: { text: 'c', type: 'temporary' },
      tools: [{ name: 't', parameters: '{}', type: 'function', fallbackContent: 'f' }],
      builtinTools: [{ name: 'hang_up' }, { name: 'web_search', fallbackContent: 'f' }],
      variables: { a: 1, b: 'two', c: true },
      metadata: { x: 1 },
      languageModelApiKey: 'k',
      systemPrompt: 'p',
      voiceId: 'v',
      customSessionId: 'c',
    },
    {
      type: 'session_settings',
      audio: { encoding: 'linear16', sample_rate: 48_000, channels: 1 },
      context: { text: 'c', type: 'temporary' },
      tools: [{ name: 't', parameters: '{}', type: 'function', fallback_content: 'f' }],
      builtin_tools: [{ name: 'hang_up' }, { name: 'web_search', fallback_content: 'f' }],
      variables: { a: 1, b: 'two', c: true },
      metadata: { x: 1 },
      language_model_api_key: 'k',
      system_prompt: 'p',
      voice_id: 'v',
      custom_session_id: 'c',
    },
  ],
  [
    { type: 'tool_response', toolCallId: 'x', content: '{}', toolName: 't', toolType: 'function' },
    { type: 'tool_response', tool_call_id: 'x', content: '{}', tool_name: 't', tool_type: 'function' },
  ],
  [
    { type: 'tool_error', toolCallId: 'x', error: 'e', code: 'c', level: 'warn', content: 'fallback' },
    { type: 'tool_error', tool_call_id: 'x', error: 'e', code: 'c', level: 'warn', content: 'fallback' },
  ],
];

describe.each(SDKS)('what $name sends', ({ schemas }) => {
  test.each(PUBLISHED)('%j is understood', (message, understood) => {
    expect(parseMessage(JSON.stringify(schemas.chat.PublishEvent.jsonOrThrow(message)))).toEqual(understood);
  });
});
