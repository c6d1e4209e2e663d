import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { linear16Bytes } from '../../server/audio/linear16.ts';
import { DEFAULT_SYSTEM_PROMPT } from '../../server/chat/default-prompt.ts';
import { synthesise } from './recogniser-speech.ts';
import {
  CONFIG,
  fakeLanguageModel,
  fakeMeasure,
  fakeRecogniser,
  fakeVoice,
  SCORES,
  startChat,
} from './support/chat.ts';
import { fakeStore } from './support/fake-store.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const AUDIO = { type: 'session_settings', audio: { encoding: 'linear16', channels: 1, sample_rate: 16_000 } };
const LONG = 20_000;

let speech: Int16Array;

beforeAll(async () => {
  // Without the silence after it, so that the turn goes on until a test ends it.
  speech = (await synthesise('Is the museum closed on public holidays?')).slice(0, -8_000);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Before a chat starts: what it counts on is the clock of then. */
function freezeClock(): { advance(milliseconds: number): void } {
  vi.useFakeTimers({ toFake: ['Date'] });
  return { advance: (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds) };
}

type Chat = Awaited<ReturnType<typeof startChat>>;

function speak({ session }: Chat, samples = speech): void {
  session.receiveAudio(linear16Bytes(samples));
}

/** Enough silence for the turn to end. */
const pause = new Int16Array(16_000);

const types = ({ sent }: Chat) => sent.map(({ type }) => type);
const errors = (chat: Chat) => chat.all('error').map(({ code, slug }) => `${code} ${slug}`);

describe('the beginning', () => {
  test('chat_metadata comes first, unasked, with new ids each time', async () => {
    const [one, other] = [await startChat(), await startChat()];
    for (const chat of [one, other]) {
      expect(types(chat)).toEqual(['chat_metadata']);
      const [{ chat_id, chat_group_id, request_id } = { chat_id: '', chat_group_id: '', request_id: '' }] =
        chat.all('chat_metadata');
      for (const id of [chat_id, chat_group_id, request_id]) expect(id).toMatch(UUID);
    }
    expect(one.all('chat_metadata')[0]?.chat_group_id).not.toBe(other.all('chat_metadata')[0]?.chat_group_id);
  });

  test('a known group is resumed: its id, and what was said goes to the model', async () => {
    const clock = freezeClock();
    const store = fakeStore();
    const first = await startChat({ store });
    first.say({ type: 'user_input', text: 'Are you open?' });
    await first.until('assistant_end');
    const group = first.all('chat_metadata')[0]?.chat_group_id ?? '';
    const languageModel = fakeLanguageModel();
    clock.advance(60_000);
    first.session.close('USER_ENDED');
    const second = await startChat({ store, languageModel, query: `resumed_chat_group_id=${group}` });
    expect(second.all('chat_metadata')[0]?.chat_group_id).toBe(group);
    expect(second.all('chat_metadata')[0]?.chat_id).not.toBe(first.all('chat_metadata')[0]?.chat_id);
    expect(errors(second)).toEqual([]);
    second.say({ type: 'user_input', text: 'Until when?' });
    await second.until('assistant_end');
    expect(languageModel.requests[0]?.history).toEqual([
      { role: 'user', content: 'Are you open?' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'Until when?' },
    ]);
  });

  test('an unknown group is E0708 after the metadata of a new one, and the chat goes on', async () => {
    const chat = await startChat({ query: 'resumed_chat_group_id=3f2c' });
    expect(types(chat)).toEqual(['chat_metadata', 'error']);
    expect(chat.all('chat_metadata')[0]?.chat_group_id).toMatch(UUID);
    expect(errors(chat)).toEqual(['E0708 chat_group_not_found']);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
  });

  test('variables of many messages do not add up beyond the limit of one', async () => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel });
    const variables = (name: string) =>
      Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${name}${at}`, name]));
    chat.say({ type: 'session_settings', system_prompt: '{{a0}} {{b0}}', variables: variables('a') });
    chat.say({ type: 'session_settings', variables: variables('b') });
    await chat.settled();
    expect(errors(chat)).toEqual(['E0101 invalid_message']);
    chat.say({ type: 'session_settings', variables: { a0: 'changed' } });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
    expect(languageModel.requests[0]?.systemPrompt).toBe('changed {{b0}}');
  });

  test('settings that cannot be used are told, and the chat goes on', async () => {
    const chat = await startChat({ query: 'session_settings[audio][encoding]=mulaw' });
    expect(errors(chat)).toEqual(['E0101 invalid_message']);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
  });

  test('custom_session_id comes back on every message, from the address or from any message', async () => {
    const chat = await startChat({ query: 'session_settings[custom_session_id]=visitor-7' });
    chat.say({ type: 'user_input', text: 'Hello' });
    chat.session.receiveText('{');
    await chat.until('assistant_end');
    expect(chat.sent.map(({ custom_session_id }) => custom_session_id)).toEqual(
      chat.sent.map(() => 'visitor-7'),
    );
    chat.say({ type: 'user_input', text: 'Again', custom_session_id: 'visitor-8' });
    await chat.until('assistant_end', 2);
    expect(chat.sent.at(-1)?.custom_session_id).toBe('visitor-8');
  });

  test('without one there is no such field', async () => {
    expect((await startChat()).sent[0]).not.toHaveProperty('custom_session_id');
  });
});

describe('a typed turn', () => {
  test('is echoed without expression, then answered', async () => {
    const chat = await startChat({ languageModel: fakeLanguageModel(() => 'We open at ten. Come in!') });
    chat.say({ type: 'user_input', text: 'When do you open?' });
    await chat.until('assistant_end');
    expect(chat.sent[1]).toEqual({
      type: 'user_message',
      message: { role: 'user', content: 'When do you open?' },
      models: {},
      from_text: true,
      interim: false,
      time: { begin: 0, end: 0 },
    });
    const segment = ['assistant_message', 'audio_output', 'assistant_prosody'];
    expect(types(chat).slice(2)).toEqual([...segment, ...segment, 'assistant_end']);
    expect(chat.all('assistant_message')[0]).toMatchObject({ from_text: false, is_quick_response: false });
  });

  test('typing over what is spoken interrupts it, typing after it does not', async () => {
    const clock = freezeClock();
    const chat = await startChat({ voice: fakeVoice(() => LONG) });
    chat.say({ type: 'user_input', text: 'One' });
    await chat.until('audio_output');
    chat.say({ type: 'user_input', text: 'Two' });
    await chat.settled();
    expect(types(chat).slice(-2)).toEqual(['user_interruption', 'user_message']);
    await chat.until('assistant_message', 2);
    chat.session.close('USER_ENDED');
    const later = await startChat();
    later.say({ type: 'user_input', text: 'One' });
    await later.until('assistant_end');
    clock.advance(60_000);
    later.say({ type: 'user_input', text: 'Two' });
    await later.until('assistant_end', 2);
    expect(later.all('user_interruption')).toEqual([]);
  });
});

describe('a spoken turn', () => {
  test('is heard with the page and the labels of its tools as its vocabulary and sent with 48 scores and its time', async () => {
    const recogniser = fakeRecogniser(['is the museum closed']);
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ recogniser, languageModel });
    const parameters = JSON.stringify({ properties: { field: { enum: ['Your name', 7] }, value: null } });
    const broken = { type: 'function', name: 'broken', parameters: '{"properties":{"a":{"enum":"b"}}}' };
    chat.say({
      ...AUDIO,
      context: { text: 'Museum hours', type: 'persistent' },
      tools: [{ type: 'function', name: 'fill', parameters }, broken],
    });
    speak(chat);
    speak(chat, pause);
    await chat.until('user_message');
    const [message] = chat.all('user_message');
    expect(message).toMatchObject({
      message: { role: 'user', content: 'is the museum closed' },
      models: { prosody: { scores: SCORES } },
      from_text: false,
      interim: false,
    });
    expect(message?.time.begin).toBeGreaterThan(0);
    expect(message?.time.end).toBeGreaterThan(message?.time.begin ?? 0);
    expect(Number.isInteger(message?.time.begin) && Number.isInteger(message?.time.end)).toBe(true);
    const vocabulary = 'Museum hours\nYour name';
    expect(recogniser.prepared).toEqual([vocabulary]);
    expect(recogniser.heard.map((turn) => turn.vocabulary)).toEqual([vocabulary]);
    expect(recogniser.heard[0]?.samples).toBeGreaterThan(16_000);
    await chat.until('assistant_end');
    expect(languageModel.requests[0]?.history).toEqual([{ role: 'user', content: 'is the museum closed' }]);
  });

  test('audio as audio_input and at the announced rate is the same stream', async () => {
    const recogniser = fakeRecogniser(['hello']);
    const chat = await startChat({ recogniser, expression: fakeMeasure(null) });
    chat.say({ type: 'session_settings', audio: { encoding: 'linear16', channels: 2, sample_rate: 16_000 } });
    const stereo = Int16Array.from({ length: 2 * (speech.length + pause.length) }, (_, index) => {
      return speech[index >> 1] ?? 0;
    });
    const bytes = Buffer.from(linear16Bytes(stereo));
    // Cut within a sample.
    for (let at = 0; at < bytes.length; at += 3333)
      chat.say({ type: 'audio_input', data: bytes.subarray(at, at + 3333).toString('base64') });
    await chat.until('user_message');
    expect(chat.all('user_message')[0]).toMatchObject({ message: { content: 'hello' }, models: {} });
    expect(recogniser.heard).toHaveLength(1);
  });

  test.each([
    ['', 0],
    ['verbose_transcription=true', 2],
  ])('interim transcripts only when asked for: %j', async (query, count) => {
    const recogniser = fakeRecogniser();
    const chat = await startChat({ recogniser, query });
    chat.say(AUDIO);
    speak(chat);
    recogniser.heard[0]?.interim('is the');
    recogniser.heard[0]?.interim('is the museum');
    speak(chat, pause);
    recogniser.heard[0]?.interim('too late');
    recogniser.heard[0]?.understand('is the museum closed');
    await chat.until('assistant_end');
    const messages = chat.all('user_message').map(({ message, interim }) => [message.content, interim]);
    expect(messages).toEqual(
      [
        ['is the', true],
        ['is the museum', true],
        ['is the museum closed', false],
      ].slice(2 - count),
    );
    for (const { interim, models, from_text } of chat.all('user_message'))
      if (interim) expect({ models, from_text }).toEqual({ models: {}, from_text: false });
  });

  test('nothing understood is no message', async () => {
    const recogniser = fakeRecogniser(['', 'hello']);
    const chat = await startChat({ recogniser });
    chat.say(AUDIO);
    for (const samples of [speech, pause, speech, pause]) speak(chat, samples);
    await chat.until('assistant_end');
    expect(chat.all('user_message').map(({ message }) => message.content)).toEqual(['hello']);
  });

  test('turns are told in the order spoken, however long each takes to recognise', async () => {
    const recogniser = fakeRecogniser();
    const chat = await startChat({ recogniser });
    chat.say(AUDIO);
    for (const samples of [speech, pause, speech, pause]) speak(chat, samples);
    expect(recogniser.heard.map(({ finished }) => finished)).toEqual([true, true]);
    recogniser.heard[1]?.understand('second');
    recogniser.heard[0]?.understand('first');
    await chat.until('user_message', 2);
    expect(chat.all('user_message').map(({ message }) => message.content)).toEqual(['first', 'second']);
  });

  test('a recogniser that fails is told, and the next turn is heard', async () => {
    const recogniser = fakeRecogniser();
    const chat = await startChat({ recogniser });
    chat.say(AUDIO);
    speak(chat);
    speak(chat, pause);
    recogniser.heard[0]?.fail(new Error('no memory'));
    await chat.until('error');
    expect(errors(chat)).toEqual(['I0116 transcription_failure']);
    speak(chat);
    speak(chat, pause);
    recogniser.heard[1]?.understand('hello');
    await chat.until('assistant_end');
  });

  test('a recogniser that cannot even start is told, and typing works', async () => {
    const recogniser = {
      ...fakeRecogniser(),
      hear: () => {
        throw new Error('not installed');
      },
    };
    const chat = await startChat({ recogniser });
    chat.say(AUDIO);
    speak(chat);
    speak(chat, pause);
    await chat.settled();
    expect(errors(chat)).toEqual(['I0116 transcription_failure']);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
  });

  test('audio before its format is announced is I0116 once, and heard from then on', async () => {
    const chat = await startChat({ recogniser: fakeRecogniser(['hello']) });
    for (let count = 0; count < 5; count += 1) speak(chat);
    expect(errors(chat)).toEqual(['I0116 transcription_failure']);
    expect(chat.all('error')[0]?.message).toContain('session_settings.audio');
    chat.say(AUDIO);
    speak(chat);
    speak(chat, pause);
    await chat.until('assistant_end');
    expect(chat.all('error')).toHaveLength(1);
  });

  test('without a recogniser audio is I0116 once, and typing works', async () => {
    const chat = await startChat({ recogniser: null });
    chat.say(AUDIO);
    for (let count = 0; count < 5; count += 1) speak(chat);
    chat.say({ type: 'audio_input', data: 'AAAA' });
    await chat.settled();
    expect(errors(chat)).toEqual(['I0116 transcription_failure']);
    expect(chat.all('error')[0]?.message).toContain('user_input');
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
  });
});

describe('an interruption by voice', () => {
  const TEN = 'one two three four five six seven eight nine ten.';

  test('is told exactly once, at the first words, and nothing of the old turn follows', async () => {
    const clock = freezeClock();
    const recogniser = fakeRecogniser();
    const durations: Record<string, number> = { [TEN]: 1600, 'And more.': LONG };
    const voice = fakeVoice((sentence) => durations[sentence] ?? 100);
    const languageModel = fakeLanguageModel(({ history }) =>
      history.length === 1 ? `${TEN} And more.` : 'Yes.',
    );
    const chat = await startChat({ recogniser, voice, languageModel });
    chat.say(AUDIO);
    chat.say({ type: 'user_input', text: 'Count' });
    await chat.until('audio_output', 7);
    const old = chat.all('assistant_message')[0]?.id;
    clock.advance(490);
    speak(chat);
    await chat.settled();
    expect(types(chat).at(-1)).toBe('user_interruption');
    expect(chat.all('user_interruption')[0]?.time).toBe(Date.now());
    const before = chat.sent.length;
    speak(chat, pause);
    recogniser.heard[0]?.understand('stop');
    await chat.until('assistant_end');
    expect(chat.all('user_interruption')).toHaveLength(1);
    expect(chat.all('assistant_end')).toHaveLength(1);
    for (const message of chat.sent.slice(before)) expect(message).not.toMatchObject({ id: old });
    expect(languageModel.requests[1]?.history).toEqual([
      { role: 'user', content: 'Count' },
      { role: 'assistant', content: 'one two three' },
      { role: 'user', content: 'stop' },
    ]);
    expect(voice.signals[0]?.aborted).toBe(true);
    expect(languageModel.requests[0]?.signal.aborted).toBe(true);
  });

  test('counts while the client still plays what was sent, not after', async () => {
    const clock = freezeClock();
    const chat = await startChat({ recogniser: fakeRecogniser(['wait']), voice: fakeVoice(() => 1000) });
    chat.say(AUDIO);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
    speak(chat);
    await chat.settled();
    expect(chat.all('user_interruption')).toHaveLength(1);
    const later = await startChat({ recogniser: fakeRecogniser(['wait']), voice: fakeVoice(() => 1000) });
    later.say(AUDIO);
    later.say({ type: 'user_input', text: 'Hello' });
    await later.until('assistant_end');
    clock.advance(60_000);
    speak(later);
    expect(later.all('user_interruption')).toEqual([]);
  });

  test('with nothing to interrupt there is none', async () => {
    const chat = await startChat({ recogniser: fakeRecogniser() });
    chat.say(AUDIO);
    speak(chat);
    expect(chat.all('user_interruption')).toEqual([]);
  });
});

test('what the client lets the assistant say while a turn is being recognised is interrupted by that turn', async () => {
  const recogniser = fakeRecogniser();
  const chat = await startChat({ recogniser, voice: fakeVoice(() => LONG) });
  chat.say(AUDIO);
  speak(chat);
  speak(chat, pause);
  chat.say({ type: 'assistant_input', text: 'By the way.' });
  await chat.until('audio_output');
  recogniser.heard[0]?.understand('hello');
  await chat.until('user_message');
  expect(types(chat).slice(-2)).toEqual(['user_interruption', 'user_message']);
  await chat.session.close('USER_ENDED');
});

describe('pause and resume', () => {
  test('while paused the visitor is heard and not answered; then the last message is, with all before it', async () => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel });
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'user_input', text: 'One' });
    chat.say({ type: 'user_input', text: 'Two' });
    await chat.settled();
    expect(types(chat)).toEqual(['chat_metadata', 'user_message', 'user_message']);
    expect(languageModel.requests).toEqual([]);
    chat.say({ type: 'resume_assistant_message' });
    await chat.until('assistant_end');
    expect(
      languageModel.requests.map(({ history }) => history.map((turn) => 'content' in turn && turn.content)),
    ).toEqual([['One', 'Two']]);
  });

  test('silences an answer at once, without calling it an interruption; unheard, it is given again', async () => {
    const chat = await startChat({ voice: fakeVoice(() => LONG) });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('audio_output', 3);
    chat.say({ type: 'pause_assistant_message' });
    await chat.settled();
    const before = chat.sent.length;
    chat.say({ type: 'resume_assistant_message' });
    await chat.until('assistant_message', 2);
    expect(types(chat)[before]).toBe('assistant_message');
    expect(chat.all('user_interruption')).toEqual([]);
    await chat.session.close('USER_ENDED');
  });

  test('an answer of which something was heard is not given again', async () => {
    const clock = freezeClock();
    const languageModel = fakeLanguageModel(() => 'Yes. One two three.');
    const chat = await startChat({ languageModel, voice: fakeVoice(() => 1000) });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('audio_output', 7);
    clock.advance(1200);
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'resume_assistant_message' });
    chat.say({ type: 'user_input', text: 'Go on' });
    await chat.until('assistant_message', 3);
    expect(languageModel.requests).toHaveLength(2);
    expect(languageModel.requests[1]?.history).toEqual([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'Go on' },
    ]);
    await chat.session.close('USER_ENDED');
  });

  test('holds the client’s own text back until the end of the pause', async () => {
    const voice = fakeVoice();
    const chat = await startChat({ voice });
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'assistant_input', text: 'Welcome' });
    expect(types(chat)).toEqual(['chat_metadata']);
    chat.say({ type: 'resume_assistant_message' });
    await chat.until('assistant_end');
    expect(voice.spoken).toEqual(['Welcome']);
  });

  test('at most 20 texts wait to be said; one more is refused and the others are said', async () => {
    const voice = fakeVoice(() => 1);
    const chat = await startChat({ voice });
    chat.say({ type: 'pause_assistant_message' });
    for (let count = 0; count < 21; count += 1) chat.say({ type: 'assistant_input', text: `Text ${count}` });
    await chat.settled();
    expect(errors(chat)).toEqual(['E0101 invalid_message']);
    chat.say({ type: 'resume_assistant_message' });
    await chat.until('assistant_end', 20);
    expect(voice.spoken).toEqual(Array.from({ length: 20 }, (_, count) => `Text ${count}`));
  });

  async function* never(): AsyncGenerator<string> {
    await new Promise(() => undefined);
    yield '';
  }

  /** A chat that is resumed after its socket dropped, before the answer or after it. */
  async function resumed({ answered = false, nudges = CONFIG.nudges } = {}) {
    const clock = freezeClock();
    const store = fakeStore();
    const stuck = fakeLanguageModel(() => never());
    const first = await startChat(answered ? { store } : { store, languageModel: stuck });
    first.say({ type: 'user_input', text: 'Are you open?' });
    await first.until(answered ? 'assistant_end' : 'user_message');
    const group = first.all('chat_metadata')[0]?.chat_group_id ?? '';
    clock.advance(60_000);
    await first.session.close('ERROR');
    const languageModel = fakeLanguageModel();
    const query = `resumed_chat_group_id=${group}`;
    return { languageModel, chat: await startChat({ store, languageModel, query, config: { nudges } }) };
  }

  const askedFor = (chat: Chat): void => {
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'resume_assistant_message' });
  };

  test('of a resumed chat answer the question whose answer was lost with the socket', async () => {
    const { chat, languageModel } = await resumed();
    expect(languageModel.requests).toEqual([]);
    askedFor(chat);
    await chat.until('assistant_end');
    expect(languageModel.requests.map(({ history }) => history)).toEqual([
      [{ role: 'user', content: 'Are you open?' }],
    ]);
    expect(chat.all('user_message')).toEqual([]);
    askedFor(chat);
    await chat.settled();
    expect(languageModel.requests).toHaveLength(1);
  });

  test('of a resumed chat say what came of a tool that led to another page', async () => {
    const store = fakeStore();
    const calls = fakeLanguageModel(async function* () {
      yield { id: 'call_1', name: 'go_to', parameters: '{"page":"Visit"}' };
    });
    const tools = [{ type: 'function', name: 'go_to', description: '', parameters: '{}' }];
    const first = await startChat({ store, languageModel: calls });
    first.say({ type: 'session_settings', tools });
    first.say({ type: 'user_input', text: 'Yes' });
    await first.until('tool_call');
    first.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'Going to /visit.' });
    await first.session.close('ERROR');
    const languageModel = fakeLanguageModel();
    const group = first.all('chat_metadata')[0]?.chat_group_id ?? '';
    const query = `resumed_chat_group_id=${group}`;
    const chat = await startChat({ store, languageModel, query });
    askedFor(chat);
    await chat.until('assistant_end');
    expect(languageModel.requests[0]?.history.at(-1)).toMatchObject({
      role: 'tool_result',
      content: 'Going to /visit.',
    });
  });

  test('of a resumed chat give no answer a second time', async () => {
    const { chat, languageModel } = await resumed({ answered: true });
    askedFor(chat);
    await chat.settled();
    expect(languageModel.requests).toEqual([]);
  });

  test('of a resumed chat answer nothing that the assistant has spoken past', async () => {
    const { chat, languageModel } = await resumed();
    chat.say({ type: 'assistant_input', text: 'Welcome back.' });
    await chat.until('assistant_end');
    askedFor(chat);
    await chat.settled();
    expect(languageModel.requests).toEqual([]);
  });

  test('a resumed chat whose question nobody asks for again is nudged as any other', async () => {
    const { chat, languageModel } = await resumed({ nudges: { enabled: true, intervalSeconds: 0.01 } });
    await chat.until('assistant_end');
    await chat.session.close('USER_ENDED');
    expect(languageModel.requests[0]?.nudge).toBe(true);
  });

  test('resuming what is not paused does nothing', async () => {
    const chat = await startChat({ voice: fakeVoice(() => LONG) });
    chat.say({ type: 'resume_assistant_message' });
    chat.say({ type: 'assistant_input', text: 'One' });
    chat.say({ type: 'assistant_input', text: 'Two' });
    await chat.until('audio_output');
    chat.say({ type: 'resume_assistant_message' });
    await chat.until('audio_output', 3);
    expect(chat.all('assistant_message')).toHaveLength(1);
    chat.session.close('USER_ENDED');
  });
});

describe('assistant_input', () => {
  test('is spoken as it is, one text after the other, and is part of the history', async () => {
    const clock = freezeClock();
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel });
    chat.say({ type: 'assistant_input', text: 'Welcome. Ask me!' });
    chat.say({ type: 'assistant_input', text: 'Anything.' });
    await chat.until('assistant_end', 2);
    expect(
      chat.all('assistant_message').map(({ message, from_text }) => [message.content, from_text]),
    ).toEqual([
      ['Welcome.', true],
      ['Ask me!', true],
      ['Anything.', true],
    ]);
    expect(languageModel.requests).toEqual([]);
    clock.advance(60_000);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end', 3);
    expect(languageModel.requests[0]?.history.map((turn) => 'content' in turn && turn.content)).toEqual([
      'Welcome. Ask me! Anything.',
      'Hello',
    ]);
  });

  test('waits for the answer that is being spoken; what the visitor says drops what waits', async () => {
    const chat = await startChat({ languageModel: fakeLanguageModel(() => 'Yes.') });
    chat.say({ type: 'user_input', text: 'Hello' });
    chat.say({ type: 'assistant_input', text: 'By the way.' });
    await chat.until('assistant_end', 2);
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual([
      'Yes.',
      'By the way.',
    ]);
    const dropped = await startChat();
    dropped.say({ type: 'user_input', text: 'Hello' });
    dropped.say({ type: 'assistant_input', text: 'By the way.' });
    dropped.say({ type: 'user_input', text: 'Stop' });
    await dropped.until('assistant_end');
    expect(dropped.all('assistant_message').map(({ message }) => message.content)).toEqual(['Yes.']);
  });
});

describe('what the model is told', () => {
  const requestOf = async (...messages: object[]) => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel });
    let turns = 0;
    for (const message of messages) {
      chat.say(message);
      if ('text' in message) await chat.until('assistant_end', ++turns);
    }
    return languageModel.requests;
  };
  const settings = (fields: object) => ({ type: 'session_settings', ...fields });
  const typed = { type: 'user_input', text: 'Hello' };

  test('the default prompt and no context, when the client sends neither', async () => {
    expect(await requestOf(typed)).toMatchObject([{ systemPrompt: DEFAULT_SYSTEM_PROMPT, context: '' }]);
  });

  test('temporary context counts for the next message only, and is what context is by default', async () => {
    const requests = await requestOf(
      settings({ context: { text: 'one', type: 'temporary' } }),
      typed,
      typed,
      settings({ context: { text: 'two' } }),
      typed,
      typed,
    );
    expect(requests.map(({ context }) => context)).toEqual(['one', '', 'two', '']);
  });

  test('persistent context stays until it is replaced, together with a temporary one', async () => {
    const requests = await requestOf(
      settings({ context: { text: 'page', type: 'persistent' } }),
      typed,
      settings({ context: { text: 'selection', type: 'temporary' } }),
      typed,
      settings({ system_prompt: 'Be brief.' }),
      typed,
      settings({ context: { text: 'other page', type: 'persistent' } }),
      typed,
    );
    expect(requests.map(({ context }) => context)).toEqual([
      'page',
      'page\n\nselection',
      'page',
      'other page',
    ]);
  });

  test('null clears both', async () => {
    const requests = await requestOf(
      settings({ context: { text: 'page', type: 'persistent' } }),
      settings({ context: { text: 'selection', type: 'temporary' } }),
      settings({ context: null }),
      typed,
    );
    expect(requests.map(({ context }) => context)).toEqual(['']);
  });

  test('the client’s prompt with its variables, which add up', async () => {
    const requests = await requestOf(
      settings({ system_prompt: 'Greet {{name}}, {{age}}.', variables: { name: 'Jo' } }),
      typed,
      settings({ variables: { age: 30 } }),
      typed,
    );
    expect(requests.map(({ systemPrompt }) => systemPrompt)).toEqual(['Greet Jo, {{age}}.', 'Greet Jo, 30.']);
  });
});

describe('what goes wrong', () => {
  test('S32: a model that fails is told without its own words, which are for the log, and the socket stays usable', async () => {
    let fails = true;
    const languageModel = fakeLanguageModel(() => {
      if (fails) throw new Error('connection refused');
      return 'Yes.';
    });
    const chat = await startChat({ languageModel });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
    expect(types(chat).slice(-2)).toEqual(['error', 'assistant_end']);
    expect(errors(chat)).toEqual(['I0100 uncaught']);
    expect(JSON.stringify(chat.sent)).not.toContain('refused');
    expect(chat.logged.join()).toContain('refused');
    fails = false;
    chat.say({ type: 'user_input', text: 'Again' });
    await chat.until('assistant_end', 2);
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Yes.']);
    expect(chat.all('user_interruption')).toEqual([]);
  });

  test('after a failure the client’s own text is spoken', async () => {
    const languageModel = fakeLanguageModel(() => {
      throw new Error('connection refused');
    });
    const chat = await startChat({ languageModel });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
    chat.say({ type: 'assistant_input', text: 'Sorry.' });
    await chat.until('assistant_end', 2);
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Sorry.']);
  });

  test('a voice that fails is told, and the socket stays usable', async () => {
    const voice = fakeVoice();
    let fails = true;
    const chat = await startChat({
      voice: {
        ...voice,
        speak: (sentence, signal) =>
          fails ? Promise.reject(new Error('no voice')) : voice.speak(sentence, signal),
      },
    });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
    expect(errors(chat)).toEqual(['I0100 uncaught']);
    fails = false;
    chat.say({ type: 'user_input', text: 'Again' });
    await chat.until('audio_output');
  });

  test.each([
    ['{', 'E0100 invalid_json'],
    ['{"type":"nonsense"}', 'E0101 invalid_message'],
    ['{"type":"tool_response","tool_call_id":"x"}', 'E0101 invalid_message'],
  ])('%s is %s, and the chat goes on', async (frame, error) => {
    const chat = await startChat();
    chat.session.receiveText(frame);
    await chat.settled();
    expect(errors(chat)).toEqual([error]);
    expect(chat.all('error')[0]?.request_id).toMatch(UUID);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('assistant_end');
  });

  test('S27: the log never holds what was said', async () => {
    const chat = await startChat({ recogniser: fakeRecogniser(['spoken secret']) });
    chat.say(AUDIO);
    speak(chat);
    speak(chat, pause);
    chat.say({ type: 'user_input', text: 'typed secret' });
    chat.say({ type: 'session_settings', context: 'page secret' });
    chat.say({ type: 'user_input', text: ['listed secret'] });
    chat.session.receiveText('{"type":"user_input","text":"broken secret"');
    await chat.until('assistant_end');
    expect(chat.logged.length).toBeGreaterThan(0);
    expect(chat.logged.join('\n')).not.toContain('secret');
  });
});

describe('the end', () => {
  test('stops the providers, and nothing is sent any more', async () => {
    const recogniser = fakeRecogniser();
    const voice = fakeVoice(() => LONG);
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ recogniser, voice, languageModel });
    chat.say(AUDIO);
    speak(chat);
    speak(chat, pause);
    speak(chat);
    expect(recogniser.heard.map(({ finished }) => finished)).toEqual([true, false]);
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.until('audio_output');
    const before = chat.sent.length;
    chat.session.close('USER_ENDED');
    expect(recogniser.heard.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(voice.signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(languageModel.requests.map(({ signal }) => signal.aborted)).toEqual([true]);
    speak(chat, pause);
    expect(chat.sent).toHaveLength(before);
  });

  test('what is recognised after it is not answered', async () => {
    const recogniser = fakeRecogniser(['hello']);
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ recogniser, languageModel });
    chat.say(AUDIO);
    speak(chat);
    speak(chat, pause);
    chat.session.close('USER_ENDED');
    // The recogniser's promise was resolved before: a turn of the event loop lets it be told.
    await new Promise((resolve) => setImmediate(resolve));
    expect(languageModel.requests).toEqual([]);
    expect(await chat.history()).toEqual([]);
    expect(chat.logged).toEqual([]);
  });
});

describe('what throws where nobody waits for it ends this chat, not the process', () => {
  test('in a provider, while audio is heard', async () => {
    const recogniser = fakeRecogniser();
    const hear = recogniser.hear;
    recogniser.hear = (turn) => ({
      ...hear(turn),
      write: () => {
        throw new Error('broken pipe');
      },
    });
    const chat = await startChat({ recogniser });
    chat.say(AUDIO);
    speak(chat);
    await chat.broke();
    expect(chat.broken[0]).toMatchObject({ message: 'broken pipe' });
  });

  test('in a timer', async () => {
    const chat = await startChat({ config: { nudges: { enabled: true, intervalSeconds: 0.01 } } });
    vi.spyOn(Date, 'now').mockImplementation(() => {
      throw new Error('no clock');
    });
    await chat.broke();
    vi.restoreAllMocks();
    expect(chat.broken[0]).toMatchObject({ message: 'no clock' });
  });
});
