import type { Hume } from 'hume';
import { empathicVoice as schemas } from 'hume/serialization';
import { beforeAll, describe, expect, test } from 'vitest';
import { linear16Bytes } from '../../server/audio/linear16.ts';
import { parseMessage } from '../../server/chat/parse-message.ts';
import { EXPRESSIONS } from '../../shared/evi/expressions.ts';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { synthesise } from '../unit/recogniser-speech.ts';
import {
  fakeLanguageModel,
  fakeMeasure,
  fakeRecogniser,
  fakeVoice,
  startChat,
} from '../unit/support/chat.ts';

const AUDIO = { encoding: 'linear16', channels: 1, sample_rate: 16_000 };

let speech: Uint8Array;
let sent: SubscribeEvent[];

beforeAll(async () => {
  speech = linear16Bytes((await synthesise('Is the museum closed?')).slice(0, -8_000));
  sent = (await Promise.all([spokenChat(), interruptedChat(), failingChat(), refusingChat()])).flat();
});

/** Everything that goes well, with a custom session id and without. */
async function spokenChat(): Promise<SubscribeEvent[]> {
  const chats = ['', '&session_settings[custom_session_id]=visitor'].map(async (query) => {
    const recogniser = fakeRecogniser();
    const chat = startChat({ recogniser, query: `verbose_transcription=true${query}` });
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
async function interruptedChat(): Promise<SubscribeEvent[]> {
  const recogniser = fakeRecogniser(['stop']);
  const voice = fakeVoice((sentence) => (sentence === 'Long.' ? 20_000 : 50));
  const languageModel = fakeLanguageModel(({ history }) => (history.length > 1 ? 'Short.' : 'Brief. Long.'));
  const chat = startChat({ recogniser, voice, languageModel, expression: fakeMeasure(null) });
  chat.say({ type: 'session_settings', audio: AUDIO });
  chat.say({ type: 'user_input', text: 'Go on' });
  await chat.until('assistant_message', 2);
  chat.session.receiveAudio(speech);
  chat.session.receiveAudio(new Uint8Array(64_000));
  await chat.until('assistant_end');
  return chat.sent;
}

async function failingChat(): Promise<SubscribeEvent[]> {
  const languageModel = fakeLanguageModel(() => {
    throw new Error('broken');
  });
  const chat = startChat({ languageModel, query: 'resumed_chat_group_id=unknown' });
  chat.session.receiveAudio(speech);
  chat.say({ type: 'user_input', text: 'Hello' });
  await chat.until('assistant_end');
  return chat.sent;
}

async function refusingChat(): Promise<SubscribeEvent[]> {
  const chat = startChat({ query: 'session_settings[audio][encoding]=mulaw' });
  chat.session.receiveText('{');
  chat.say({ type: 'nonsense' });
  return chat.sent;
}

/** The SDK as it receives: JSON, then its own schema, but strict. */
function parse(message: SubscribeEvent) {
  return schemas.SubscribeEvent.parse(JSON.parse(JSON.stringify(message)), {
    unrecognizedObjectKeys: 'fail',
    allowUnrecognizedUnionMembers: false,
    allowUnrecognizedEnumValues: false,
    skipValidation: false,
  });
}

describe('what the server sends', () => {
  test('is all that it can send', () => {
    expect([...new Set(sent.map(({ type }) => type))].sort()).toEqual(
      [
        'assistant_end',
        'assistant_message',
        'assistant_prosody',
        'audio_output',
        'chat_metadata',
        'error',
        'user_interruption',
        'user_message',
      ].sort(),
    );
    const codes = sent.flatMap((message) => (message.type === 'error' ? [message.code] : []));
    expect([...new Set(codes)].sort()).toEqual(['E0100', 'E0101', 'E0708', 'I0100', 'I0116']);
    const users = sent.flatMap((message) => (message.type === 'user_message' ? [message] : []));
    expect(new Set(users.map(({ interim, from_text }) => `${interim} ${from_text}`))).toEqual(
      new Set(['true false', 'false false', 'false true']),
    );
  });

  test('is valid by the schema of hume 0.16, without a field too many', () => {
    for (const message of sent) {
      const parsed = parse(message);
      expect(parsed.ok ? [] : parsed.errors, JSON.stringify(message).slice(0, 200)).toEqual([]);
      if (parsed.ok) expect(parsed.value.type).toBe(message.type);
    }
  });

  test('has the 48 scores under their names', () => {
    const scored = sent.flatMap((message) => {
      const parsed = parse(message);
      if (!parsed.ok || !('models' in parsed.value)) return [];
      return parsed.value.models.prosody ? [parsed.value.models.prosody.scores] : [];
    });
    expect(scored.length).toBeGreaterThan(0);
    for (const scores of scored)
      expect(Object.values(scores)).toEqual(EXPRESSIONS.map((_, index) => index / 100));
  });

  test('would be noticed if a field were missing: the schema is really asked', () => {
    const [message] = sent.filter(({ type }) => type === 'user_message');
    if (!message) throw new Error('none was sent');
    const { interim: _, ...without } = { interim: true, ...message };
    expect(schemas.SubscribeEvent.parse(without).ok).toBe(false);
    expect(schemas.SubscribeEvent.parse({ ...message, surplus: 1 }).ok).toBe(false);
  });
});

describe('what the SDK sends', () => {
  type Published = Hume.empathicVoice.PublishEvent;

  test.each<[Published, object]>([
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
        builtinTools: [{ name: 'hang_up' }],
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
        variables: { a: 1, b: 'two', c: true },
        system_prompt: 'p',
        voice_id: 'v',
        custom_session_id: 'c',
      },
    ],
  ])('%j is understood', (message, understood) => {
    expect(parseMessage(JSON.stringify(schemas.chat.PublishEvent.jsonOrThrow(message)))).toEqual(understood);
  });

  test.each<Published>([
    { type: 'tool_response', toolCallId: 'x', content: '{}', toolName: 't', toolType: 'function' },
    { type: 'tool_error', toolCallId: 'x', error: 'e', code: 'c', level: 'warn', content: 'fallback' },
  ])('answers to tool calls, which this server never makes, are E0101 by name: %j', (message) => {
    expect(parseMessage(JSON.stringify(schemas.chat.PublishEvent.jsonOrThrow(message)))).toEqual({
      code: 'E0101',
      message: expect.stringContaining(`got "${message.type}"`),
    });
  });
});
