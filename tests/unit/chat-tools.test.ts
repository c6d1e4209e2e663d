import { describe, expect, test } from 'vitest';
import { linear16Bytes } from '../../server/audio/linear16.ts';
import type { ToolRequest, WebSearch } from '../../server/providers/types.ts';
import type { FunctionTool } from '../../shared/evi/messages.ts';
import { synthesise } from './recogniser-speech.ts';
import {
  type FakeLanguageModel,
  fakeLanguageModel,
  fakeRecogniser,
  fakeVoice,
  startChat,
} from './support/chat.ts';

const WEATHER: FunctionTool = {
  type: 'function',
  name: 'weather',
  parameters: '{"type":"object","properties":{"city":{"type":"string"}}}',
  description: 'The weather of a city',
  fallback_content: 'The weather is not known.',
};
const HELLO = { type: 'user_input', text: 'Is it raining?' };
const ask = (id: string, name = 'weather', parameters = '{"city":"Bath"}'): ToolRequest => ({
  id,
  name,
  parameters,
});

/** Asks for the tool once for each question, and then says what it was given. */
const askOnce = (request: ToolRequest): FakeLanguageModel =>
  fakeLanguageModel(({ history }) => {
    const last = history.at(-1);
    return last?.role === 'tool_result' ? `Heard: ${last.content}` : request;
  });

const tools = (...list: FunctionTool[]) => ({ type: 'session_settings', tools: list });
const builtin = (name: string, fallback_content?: string) => ({
  type: 'session_settings',
  builtin_tools: [{ name, fallback_content }],
});
const search = (over: Partial<WebSearch> = {}): WebSearch => ({
  name: 'fake',
  close: async () => undefined,
  search: async (query) => ({ summary: `About ${query}`, references: [] }),
  ...over,
});

describe('a function call', () => {
  test('goes to the client, and its response to the model', async () => {
    const languageModel = askOnce(ask('call_1'));
    const chat = await startChat({ languageModel });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('tool_call');
    expect(chat.all('tool_call')).toEqual([
      {
        type: 'tool_call',
        tool_call_id: 'call_1',
        name: 'weather',
        parameters: '{"city":"Bath"}',
        tool_type: 'function',
        response_required: true,
      },
    ]);
    expect(chat.all('assistant_message')).toEqual([]);
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: '{"rain":true}' });
    await chat.until('assistant_end');
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual([
      'Heard: {"rain":true}',
    ]);
    expect(languageModel.requests[0]?.tools).toEqual([
      { name: 'weather', description: WEATHER.description, parameters: WEATHER.parameters },
    ]);
    expect(languageModel.requests[1]?.history).toEqual([
      { role: 'user', content: HELLO.text },
      { role: 'tool_call', ...ask('call_1') },
      { role: 'tool_result', id: 'call_1', name: 'weather', content: '{"rain":true}' },
    ]);
  });

  test('what is said before it is spoken while it runs', async () => {
    const languageModel = fakeLanguageModel(({ history }) =>
      history.at(-1)?.role === 'tool_result'
        ? 'It rains.'
        : (async function* () {
            yield 'Let me look';
            yield ask('call_1');
          })(),
    );
    const chat = await startChat({ languageModel });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('audio_output');
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Let me look']);
    await chat.until('tool_call');
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'rain' });
    await chat.until('assistant_end');
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual([
      'Let me look',
      'It rains.',
    ]);
    expect(languageModel.requests[1]?.history.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'tool_call',
      'tool_result',
    ]);
  });

  test.each([
    [{ error: 'down', content: 'Perhaps later.' }, 'Perhaps later.'],
    [{ error: 'down', fallback_content: 'As the guide has it.' }, 'As the guide has it.'],
    [{ error: 'down' }, 'The weather is not known.'],
  ])('the client’s tool_error %j gives the model %j', async (answer, given) => {
    const chat = await startChat({ languageModel: askOnce(ask('call_1')) });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'tool_error', tool_call_id: 'call_1', ...answer });
    await chat.until('assistant_end');
    expect(chat.all('assistant_message')[0]?.message.content).toBe(`Heard: ${given}`);
    expect(chat.all('tool_error')).toEqual([]);
  });

  test('without an answer in time is a tool_error, and the fallback text is used; a late answer is told so', async () => {
    const chat = await startChat({ languageModel: askOnce(ask('call_1')), toolPatience: 1 });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(chat.all('tool_error')).toMatchObject([
      { tool_call_id: 'call_1', level: 'warn', tool_type: 'function', content: 'The weather is not known.' },
    ]);
    expect(chat.all('assistant_message')[0]?.message.content).toBe('Heard: The weather is not known.');
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'rain' });
    await chat.settled();
    expect(chat.all('tool_error')).toHaveLength(2);
    expect(chat.all('tool_error')[1]?.error).toMatch(/too late/);
  });

  test('an answer that cannot be read is a tool_error for that call, not an error of the chat', async () => {
    const chat = await startChat({ languageModel: askOnce(ask('call_1')) });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: { rain: true } });
    await chat.until('assistant_end');
    expect(chat.all('tool_error')[0]).toMatchObject({
      tool_call_id: 'call_1',
      error: expect.stringMatching(/content/),
    });
    expect(chat.all('error')).toEqual([]);
    expect(chat.all('assistant_message')[0]?.message.content).toBe('Heard: The weather is not known.');
  });

  test('an answer to a call that never was', async () => {
    const chat = await startChat();
    chat.say({ type: 'tool_response', tool_call_id: 'call_9', content: 'rain' });
    await chat.settled();
    expect(chat.all('tool_error')).toMatchObject([{ tool_call_id: 'call_9' }]);
  });

  test('the visitor goes on meanwhile: it is over, and only the new call is answered', async () => {
    let calls = 0;
    const languageModel = fakeLanguageModel(({ history }) => {
      const last = history.at(-1);
      return last?.role === 'tool_result' ? `Heard: ${last.content}` : ask(`call_${++calls}`);
    });
    const chat = await startChat({ languageModel });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'user_input', text: 'In Rome, I mean' });
    await chat.until('tool_call', 2);
    expect(chat.all('tool_call').map(({ tool_call_id }) => tool_call_id)).toEqual(['call_1', 'call_2']);
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'old' });
    chat.say({ type: 'tool_response', tool_call_id: 'call_2', content: 'new' });
    await chat.until('assistant_end');
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Heard: new']);
    expect(languageModel.requests.at(-1)?.history).toEqual([
      { role: 'user', content: HELLO.text },
      { role: 'tool_call', ...ask('call_1') },
      {
        role: 'tool_result',
        id: 'call_1',
        name: 'weather',
        content: 'The visitor went on before there was a result.',
      },
      { role: 'user', content: 'In Rome, I mean' },
      { role: 'tool_call', ...ask('call_2') },
      { role: 'tool_result', id: 'call_2', name: 'weather', content: 'new' },
    ]);
  });

  describe('while the visitor begins to speak', () => {
    const AUDIO = {
      type: 'session_settings',
      audio: { encoding: 'linear16', channels: 1, sample_rate: 16_000 },
    };
    const speaking = async () => {
      const recogniser = fakeRecogniser();
      const chat = await startChat({ languageModel: askOnce(ask('call_1')), recogniser });
      chat.say({ ...AUDIO, tools: [WEATHER] });
      chat.say(HELLO);
      await chat.until('tool_call');
      const speech = await synthesise('Is the museum closed on public holidays?');
      chat.session.receiveAudio(linear16Bytes(speech.slice(0, -8_000)));
      chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'rain' });
      // A turn of the event loop: without the hold the answer would be spoken by then.
      await new Promise((resolve) => setImmediate(resolve));
      await chat.settled();
      expect(chat.all('assistant_message')).toEqual([]);
      chat.session.receiveAudio(new Uint8Array(64_000));
      return { chat, hearing: recogniser.heard[0] };
    };

    test('the answer waits; what is understood takes its place', async () => {
      const { chat, hearing } = await speaking();
      hearing?.understand('never mind');
      await chat.until('user_message', 2);
      expect(chat.all('assistant_message')).toEqual([]);
      await chat.session.close('USER_ENDED');
    });

    test('a turn that could not even be heard holds no answer', async () => {
      const recogniser = {
        ...fakeRecogniser(),
        hear: () => {
          throw new Error('not installed');
        },
      };
      const chat = await startChat({ languageModel: askOnce(ask('call_1')), recogniser });
      chat.say({ ...AUDIO, tools: [WEATHER] });
      chat.say(HELLO);
      await chat.until('tool_call');
      chat.session.receiveAudio(linear16Bytes(await synthesise('Is the museum closed on public holidays?')));
      chat.session.receiveAudio(new Uint8Array(64_000));
      chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'rain' });
      await chat.until('assistant_end');
      expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Heard: rain']);
    });

    test('the answer waits, and comes when nothing was understood', async () => {
      const { chat, hearing } = await speaking();
      hearing?.understand('');
      await chat.until('assistant_end');
      expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Heard: rain']);
      expect(chat.all('user_interruption')).toEqual([]);
    });
  });

  test('a tool that is not there is told to the model alone', async () => {
    const chat = await startChat({ languageModel: askOnce(ask('call_1', 'guess')) });
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(chat.all('tool_call')).toEqual([]);
    expect(chat.all('assistant_message')[0]?.message.content).toBe('Heard: There is no tool of this name.');
  });

  test('a model that calls on and on is asked for an answer without tools', async () => {
    const languageModel = fakeLanguageModel(({ tools }) => (tools.length > 0 ? ask('call_1') : 'Enough.'));
    const chat = await startChat({ languageModel });
    chat.say({ type: 'session_settings', tools: [WEATHER] });
    chat.say(HELLO);
    for (let count = 1; count <= 8; count += 1) {
      await chat.until('tool_call', count);
      chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'rain' });
    }
    await chat.until('assistant_end');
    expect(chat.all('assistant_message')[0]?.message.content).toBe('Enough.');
  });

  test('tools of the config hold until the client sets its own; null brings them back', async () => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel, config: { tools: [WEATHER] } });
    const offered = async (message: object, turn: number) => {
      chat.say(message);
      chat.say(HELLO);
      await chat.until('assistant_end', turn);
      return languageModel.requests.at(-1)?.tools.map(({ name }) => name);
    };
    expect(await offered({ type: 'session_settings' }, 1)).toEqual(['weather']);
    expect(await offered(tools({ ...WEATHER, name: 'time' }), 2)).toEqual(['time']);
    expect(await offered({ type: 'session_settings', tools: [] }, 3)).toEqual([]);
    expect(await offered({ type: 'session_settings', tools: null }, 4)).toEqual(['weather']);
  });

  test.each([
    ['parameters that are no JSON Schema of an object', { parameters: '[]' }],
    ['parameters that are no JSON', { parameters: 'city' }],
    ['a name with a space', { name: 'the weather' }],
  ])('a tool with %s is E0101, and the tools stay as they were', async (_, change) => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel, config: { tools: [WEATHER] } });
    chat.say(tools({ ...WEATHER, ...change }));
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(chat.all('error').map(({ code }) => code)).toEqual(['E0101']);
    expect(languageModel.requests[0]?.tools.map(({ name }) => name)).toEqual(['weather']);
  });

  test('while paused no tool runs: a pause ends the call', async () => {
    const chat = await startChat({ languageModel: askOnce(ask('call_1')) });
    chat.say(tools(WEATHER));
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'rain' });
    await chat.settled();
    expect(chat.all('tool_error')).toHaveLength(1);
    expect(chat.all('assistant_message')).toEqual([]);
  });
});

describe('web_search', () => {
  const languageModel = () => askOnce(ask('call_1', 'web_search', '{"query":"rain"}'));

  test('is run by the server and shown to the client', async () => {
    const chat = await startChat({ languageModel: languageModel(), webSearch: search() });
    chat.say(builtin('web_search'));
    chat.say(HELLO);
    await chat.until('assistant_end');
    const content = '{"summary":"About rain","references":[]}';
    expect(chat.all('tool_call')).toMatchObject([{ tool_type: 'builtin', response_required: false }]);
    expect(chat.all('tool_response')).toEqual([
      {
        type: 'tool_response',
        tool_call_id: 'call_1',
        tool_name: 'web_search',
        tool_type: 'builtin',
        content,
      },
    ]);
    expect(chat.all('assistant_message')[0]?.message.content).toBe(`Heard: ${content}`);
  });

  test.each([
    ['without a search address', null],
    [
      'with one that fails',
      search({ search: () => Promise.reject(new Error('http://internal.example said no')) }),
    ],
  ])('S32: %s its fallback text is used, and nothing of the server is told', async (_, webSearch) => {
    const chat = await startChat({ languageModel: languageModel(), webSearch });
    chat.say(builtin('web_search', 'No search today.'));
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(chat.all('tool_error')).toMatchObject([{ tool_call_id: 'call_1', content: 'No search today.' }]);
    expect(chat.all('assistant_message')[0]?.message.content).toBe('Heard: No search today.');
    expect(JSON.stringify(chat.sent)).not.toMatch(/internal|EVI_/);
    expect(chat.logged.join()).toMatch(/internal|EVI_/);
  });

  test('stops when the visitor goes on', async () => {
    let stopped: AbortSignal | undefined;
    const webSearch = search({
      search: (_query, signal) =>
        new Promise((_, reject) => {
          stopped = signal;
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    const chat = await startChat({ languageModel: languageModel(), webSearch });
    chat.say(builtin('web_search'));
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'session_settings', builtin_tools: [] });
    chat.say({ type: 'user_input', text: 'Never mind' });
    await chat.until('assistant_end');
    expect(stopped?.aborted).toBe(true);
    expect(chat.all('tool_error')).toEqual([]);
  });
});

describe('hang_up', () => {
  test('closes with 1000 when the farewell has been said', async () => {
    const languageModel = fakeLanguageModel(() =>
      (async function* () {
        yield 'Goodbye.';
        yield ask('call_1', 'hang_up', '{}');
      })(),
    );
    const chat = await startChat({ languageModel, voice: fakeVoice(() => 50) });
    chat.say(builtin('hang_up'));
    chat.say(HELLO);
    await chat.hungUp();
    expect(chat.all('tool_call')).toMatchObject([
      { name: 'hang_up', tool_type: 'builtin', response_required: false },
    ]);
    expect(chat.all('assistant_message').map(({ message }) => message.content)).toEqual(['Goodbye.']);
    expect(chat.sent.at(-1)?.type).toBe('assistant_end');
    expect(chat.closed).toEqual([{ code: 1000, reason: 'The assistant hung up.' }]);
    await chat.session.close('USER_ENDED');
    expect(chat.store.all[0]?.status).toBe('USER_ENDED');
  });

  test('a visitor who speaks into the farewell stays', async () => {
    let asked = 0;
    const languageModel = fakeLanguageModel(() => {
      asked += 1;
      if (asked > 1) return 'Still here.';
      return (async function* () {
        yield 'Goodbye.';
        yield ask('call_1', 'hang_up', '{}');
      })();
    });
    const chat = await startChat({ languageModel, voice: fakeVoice(() => 10_000) });
    chat.say(builtin('hang_up'));
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'user_input', text: 'One more thing' });
    await chat.until('assistant_message', 2);
    expect(chat.all('assistant_message')[1]?.message.content).toBe('Still here.');
    expect(chat.closed).toEqual([]);
    await chat.session.close('USER_ENDED');
  });
});
