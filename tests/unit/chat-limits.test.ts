/** What ends or begins without the visitor: time limits, event messages, nudges; and what is kept of a chat. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChatEnd } from '../../server/chat/chat-end.ts';
import { CONFIG, fakeLanguageModel, fakeVoice, startChat } from './support/chat.ts';
import { fakeStore } from './support/fake-store.ts';

/** Seconds. Short, and waited for by what it causes. */
const SOON = 0.02;
const HELLO = { type: 'user_input', text: 'Hello' };
const spoken = (text: string) => ({ enabled: true, text });
const events = (change: Partial<typeof CONFIG.eventMessages>) => ({ ...CONFIG.eventMessages, ...change });

type Chat = Awaited<ReturnType<typeof startChat>>;
const errors = (chat: Chat) => chat.all('error').map(({ code, slug }) => `${code} ${slug}`);
const said = (chat: Chat) => chat.all('assistant_message').map(({ message }) => message.content);
const kept = (chat: Chat) => chat.store.events.map(({ type }) => type);

describe('limits of time', () => {
  test('nobody said anything: E0714, then the close', async () => {
    const chat = await startChat({ config: { inactivitySeconds: SOON } });
    await chat.hungUp();
    expect(errors(chat)).toEqual(['E0714 inactivity_timeout']);
    expect(chat.all('error')[0]?.message).toBe(
      `Chat was ended because no user message was received in ${SOON} seconds.`,
    );
    expect(chat.closed).toEqual([{ code: 1000, reason: 'E0714' }]);
    await chat.session.close('USER_ENDED');
    expect(chat.store.all[0]?.status).toBe('INACTIVITY_TIMEOUT');
  });

  test('each message begins it anew', async () => {
    const chat = await startChat({ config: { inactivitySeconds: 0.2 } });
    for (let count = 1; count < 6; count += 1) {
      chat.say(HELLO);
      await chat.until('assistant_end', count);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(errors(chat)).toEqual([]);
    await chat.hungUp();
    expect(errors(chat)).toEqual(['E0714 inactivity_timeout']);
  });

  test('the chat is too long: E0715, whatever goes on, then the close', async () => {
    const chat = await startChat({ config: { maxDurationSeconds: SOON }, voice: fakeVoice(() => 60_000) });
    chat.say(HELLO);
    await chat.hungUp();
    expect(errors(chat)).toEqual(['E0715 max_duration_timeout']);
    expect(chat.all('error')[0]?.message).toBe(
      `Chat was ended because it exceeded the max duration of ${SOON} seconds.`,
    );
    expect(chat.all('user_interruption')).toHaveLength(1);
    await chat.session.close('USER_ENDED');
    expect(chat.store.all[0]?.status).toBe('MAX_DURATION_TIMEOUT');
  });

  test('none of both where the config has none', async () => {
    const chat = await startChat({ config: { inactivitySeconds: 0 } });
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(chat.closed).toEqual([]);
  });
});

describe('event messages', () => {
  test('on_new_chat: the assistant speaks first, with the variables put in', async () => {
    const chat = await startChat({
      config: { eventMessages: events({ onNewChat: spoken('Welcome, {{name}}.') }) },
      query: 'session_settings[variables][name]=Jo',
    });
    await chat.until('assistant_end');
    expect(said(chat)).toEqual(['Welcome, Jo.']);
    expect(chat.all('assistant_message')[0]?.from_text).toBe(false);
    expect(await chat.history()).toEqual([{ role: 'assistant', content: 'Welcome, Jo.' }]);
  });

  test('a resumed chat is not new', async () => {
    const store = fakeStore();
    const config = { eventMessages: events({ onNewChat: spoken('Welcome.') }) };
    const first = await startChat({ store, config });
    await first.until('assistant_end');
    const group = first.all('chat_metadata')[0]?.chat_group_id ?? '';
    const second = await startChat({ store, config, query: `resumed_chat_group_id=${group}` });
    second.say(HELLO);
    await second.until('assistant_end');
    expect(said(second)).toEqual(['Yes.']);
  });

  test('on_inactivity_timeout is spoken before the end', async () => {
    const chat = await startChat({
      config: {
        inactivitySeconds: SOON,
        eventMessages: events({ onInactivityTimeout: spoken('Bye for now.') }),
      },
    });
    await chat.hungUp();
    expect(said(chat)).toEqual(['Bye for now.']);
    const types = chat.sent.map(({ type }) => type);
    expect(types.indexOf('assistant_end')).toBeLessThan(types.indexOf('error'));
  });

  test('a visitor who answers it stays', async () => {
    const chat = await startChat({
      voice: fakeVoice((sentence) => (sentence === 'Bye for now.' ? 60_000 : 10)),
      config: {
        inactivitySeconds: 0.1,
        eventMessages: events({ onInactivityTimeout: spoken('Bye for now.') }),
      },
    });
    await chat.until('audio_output');
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(said(chat)).toEqual(['Bye for now.', 'Yes.']);
    expect(errors(chat)).toEqual([]);
    await chat.until('assistant_message', 3);
    await chat.session.close('USER_ENDED');
  });

  test('on_max_duration_timeout is spoken, and nothing stops it', async () => {
    const chat = await startChat({
      voice: fakeVoice(() => 300),
      config: {
        maxDurationSeconds: SOON,
        eventMessages: events({ onMaxDurationTimeout: spoken('Time is up.') }),
      },
    });
    await chat.until('assistant_message');
    chat.say(HELLO);
    chat.say({ type: 'pause_assistant_message' });
    await chat.hungUp();
    expect(said(chat)).toEqual(['Time is up.']);
    expect(chat.all('user_message')).toEqual([]);
    expect(errors(chat)).toEqual(['E0715 max_duration_timeout']);
  });
});

describe('the end of a chat', () => {
  const bye = events({
    onInactivityTimeout: spoken('Bye for now.'),
    onMaxDurationTimeout: spoken('Time is up.'),
  });

  test('a pause during the goodbye keeps the chat, and its limit counts anew', async () => {
    const chat = await startChat({
      voice: fakeVoice((sentence) => (sentence === 'Bye for now.' ? 60_000 : 10)),
      config: { inactivitySeconds: 0.1, eventMessages: bye },
    });
    await chat.until('audio_output');
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'resume_assistant_message' });
    chat.say({ type: 'assistant_input', text: 'One moment.' });
    await chat.until('assistant_end');
    expect(said(chat)).toEqual(['Bye for now.', 'One moment.']);
    expect(errors(chat)).toEqual([]);
    await chat.until('assistant_message', 3);
    expect(said(chat)[2]).toBe('Bye for now.');
    await chat.session.close('USER_ENDED');
  });

  test('while paused nothing is said: it just ends', async () => {
    const chat = await startChat({ config: { inactivitySeconds: SOON, eventMessages: bye } });
    chat.say({ type: 'pause_assistant_message' });
    await chat.hungUp();
    expect(said(chat)).toEqual([]);
    expect(errors(chat)).toEqual(['E0714 inactivity_timeout']);
  });

  test('the longest duration comes during the goodbye for inactivity: its own message and error are the last', async () => {
    const chat = await startChat({
      voice: fakeVoice((sentence) => (sentence === 'Bye for now.' ? 60_000 : 10)),
      config: { inactivitySeconds: SOON, maxDurationSeconds: 5 * SOON, eventMessages: bye },
    });
    await chat.hungUp();
    expect(said(chat)).toEqual(['Bye for now.', 'Time is up.']);
    expect(errors(chat)).toEqual(['E0715 max_duration_timeout']);
    await chat.session.close('USER_ENDED');
    expect(chat.store.all[0]?.status).toBe('MAX_DURATION_TIMEOUT');
  });

  test('once the error is told nothing is taken any more', async () => {
    const chat = await startChat({ config: { inactivitySeconds: SOON } });
    await chat.until('error');
    chat.say({ type: 'user_input', text: 'Wait' });
    await chat.hungUp();
    await chat.session.close('USER_ENDED');
    expect(chat.all('user_message')).toEqual([]);
    expect(chat.store.all[0]?.status).toBe('INACTIVITY_TIMEOUT');
  });

  test('who listens to a long answer is not inactive', async () => {
    const chat = await startChat({ voice: fakeVoice(() => 400), config: { inactivitySeconds: 0.1 } });
    chat.say({ type: 'user_input', text: 'Hello' });
    await chat.hungUp();
    expect(chat.all('user_interruption')).toEqual([]);
    const types = chat.sent.map(({ type }) => type);
    expect(types.indexOf('assistant_end')).toBeLessThan(types.indexOf('error'));
  });

  test('whatever happens in whatever order, an end that is due is reached, and only by what may reach it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('leave', 'expire', 'stay', 'said', 'close')), (happened) => {
        const end = createChatEnd();
        for (const event of happened) {
          const before = end.phase;
          end.on(event);
          // Nothing but a visitor who speaks into a goodbye brings a chat back.
          if (end.phase === 'open' && before !== 'open') expect([before, event]).toEqual(['leaving', 'stay']);
          if (before === 'expired') expect(['expired', 'over']).toContain(end.phase);
          if (before === 'over') expect(end.phase).toBe('over');
          if (end.phase === 'over' && before === 'open') expect(event).toBe('close');
        }
        if (end.phase !== 'open') expect(end.phase === 'over' || end.on('said')).toBe(true);
      }),
    );
  });
});

describe('nudges', () => {
  const nudges = { enabled: true, intervalSeconds: SOON };

  test('the assistant speaks up after a silence, three times at most until it is answered', async () => {
    const languageModel = fakeLanguageModel(({ nudge }) => (nudge ? 'Anything else?' : 'Yes.'));
    const chat = await startChat({ languageModel, voice: fakeVoice(() => 1), config: { nudges } });
    await chat.until('assistant_end', 3);
    chat.say(HELLO);
    await chat.until('assistant_end', 5);
    expect(said(chat).slice(0, 5)).toEqual([
      'Anything else?',
      'Anything else?',
      'Anything else?',
      'Yes.',
      'Anything else?',
    ]);
    await chat.session.close('USER_ENDED');
  });

  test('a temporary context is kept for the visitor’s own question', async () => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel, config: { nudges } });
    chat.say({ type: 'session_settings', context: { text: 'selection' } });
    await chat.until('assistant_end');
    chat.say(HELLO);
    await chat.until('assistant_end', 2);
    expect(languageModel.requests.map(({ context }) => context)).toEqual(['selection', 'selection']);
    await chat.session.close('USER_ENDED');
  });

  test('come again after a pause', async () => {
    const chat = await startChat({ config: { nudges } });
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'resume_assistant_message' });
    await chat.until('assistant_end');
    await chat.session.close('USER_ENDED');
  });

  test('none while the assistant is paused', async () => {
    const languageModel = fakeLanguageModel();
    const chat = await startChat({ languageModel, config: { nudges, inactivitySeconds: 5 * SOON } });
    chat.say({ type: 'pause_assistant_message' });
    await chat.hungUp();
    expect(languageModel.requests).toEqual([]);
  });
});

describe('settings of the config and of the client', () => {
  test('prompt, voice and language model of the config, changed in mid-chat, and back with null', async () => {
    const languageModel = fakeLanguageModel();
    const voice = fakeVoice();
    const chat = await startChat({
      languageModel,
      voice,
      config: { prompt: 'Be {{mood}}.', voice: 'bass', languageModel: { name: 'large', temperature: 0.2 } },
      query: 'session_settings[variables][mood]=kind',
    });
    const turn = async (settings: object, count: number) => {
      chat.say({ type: 'session_settings', ...settings });
      chat.say(HELLO);
      await chat.until('assistant_end', count);
    };
    await turn({}, 1);
    await turn({ system_prompt: 'Be brief.', voice_id: 'alto', language_model_api_key: 'client-key' }, 2);
    await turn({ system_prompt: null, voice_id: null, language_model_api_key: null }, 3);
    expect(languageModel.requests.map(({ systemPrompt }) => systemPrompt)).toEqual([
      'Be kind.',
      'Be brief.',
      'Be kind.',
    ]);
    expect(voice.spokenBy).toEqual(['bass', 'alto', 'bass']);
    const model = { name: 'large', temperature: 0.2 };
    expect(languageModel.requests.map((request) => request.model)).toEqual([
      model,
      { ...model, apiKey: 'client-key' },
      model,
    ]);
  });

  test('a voice that the server does not have is told with those that it has, and the chat goes on', async () => {
    const voice = fakeVoice();
    const chat = await startChat({ voice, query: 'voice_id=ito' });
    expect(errors(chat)).toEqual(['E0101 invalid_message']);
    expect(chat.all('error')[0]?.message).toContain('alto, bass');
    chat.say(HELLO);
    await chat.until('assistant_end');
    expect(voice.spokenBy).toEqual([undefined]);
  });

  test('a config that the server does not have is told, and the default one used', async () => {
    const chat = await startChat({ configUnknown: true, query: 'config_id=museum' });
    expect(chat.sent[0]?.type).toBe('chat_metadata');
    expect(errors(chat)).toEqual(['E0901 config_not_found']);
  });
});

describe('what is kept', () => {
  test('all that happened, in its order, before the client was told', async () => {
    const store = fakeStore();
    const before: string[] = [];
    const append = store.append;
    store.append = async (event) => {
      before.push(event.type);
      await append(event);
    };
    const chat = await startChat({ store, voice: fakeVoice(() => 1) });
    chat.say({ type: 'session_settings', system_prompt: 'Be brief.', metadata: { page: 7 } });
    chat.say({ ...HELLO, custom_session_id: 'visitor' });
    await chat.until('assistant_end');
    chat.say({ type: 'pause_assistant_message' });
    chat.say({ type: 'resume_assistant_message' });
    await chat.session.close('USER_ENDED');
    expect(kept(chat)).toEqual([
      'CHAT_START_MESSAGE',
      'SESSION_SETTINGS',
      'SYSTEM_PROMPT',
      'USER_MESSAGE',
      'AGENT_MESSAGE',
      'ASSISTANT_PROSODY',
      'PAUSE_ONSET',
      'RESUME_ONSET',
      'CHAT_END_MESSAGE',
    ]);
    expect(before).toEqual(kept(chat));
    expect(store.all[0]).toMatchObject({
      status: 'USER_ENDED',
      customSessionId: 'visitor',
      metadata: '{"page":7}',
    });
  });

  test('the session id that came with the address', async () => {
    const chat = await startChat({ query: 'session_settings[custom_session_id]=visitor-7' });
    expect(chat.store.all[0]?.customSessionId).toBe('visitor-7');
  });

  test('S27: neither the client’s key nor the page’s text', async () => {
    const chat = await startChat();
    chat.say({
      type: 'session_settings',
      language_model_api_key: 'key-secret',
      context: { text: 'page-secret', type: 'persistent' },
    });
    await chat.settled();
    expect(kept(chat)).toContain('SESSION_SETTINGS');
    expect(JSON.stringify(chat.store.events)).not.toContain('secret');
    expect(JSON.stringify(chat.settings)).not.toContain('key-secret');
  });

  test('of an interrupted answer what was heard, so that a resumed chat goes on from there', async () => {
    const store = fakeStore();
    const languageModel = fakeLanguageModel(() => 'One two three four five. Six seven.');
    const chat = await startChat({ store, languageModel, voice: fakeVoice(() => 60_000) });
    chat.say(HELLO);
    await chat.until('audio_output');
    chat.say({ type: 'user_input', text: 'Stop' });
    await chat.until('assistant_message', 2);
    await chat.session.close('USER_ENDED');
    const turns = await chat.history();
    expect(turns).toEqual([
      { role: 'user', content: 'Hello' },
      { role: 'user', content: 'Stop' },
    ]);
  });

  test('a tool call with its result comes back with the group, as many events as asked for', async () => {
    const store = fakeStore();
    const tool = { type: 'function' as const, name: 'weather', parameters: '{}' };
    const languageModel = fakeLanguageModel(({ history }) =>
      history.at(-1)?.role === 'tool_result' ? 'Rain.' : { id: 'call_1', name: 'weather', parameters: '{}' },
    );
    const chat = await startChat({
      store,
      languageModel,
      config: { tools: [tool] },
      voice: fakeVoice(() => 0),
    });
    chat.say(HELLO);
    await chat.until('tool_call');
    chat.say({ type: 'tool_response', tool_call_id: 'call_1', content: 'wet' });
    await chat.until('assistant_end');
    await chat.session.close('USER_ENDED');
    const group = chat.all('chat_metadata')[0]?.chat_group_id ?? '';
    const resume = async (query: string) => {
      const model = fakeLanguageModel();
      const next = await startChat({
        store,
        languageModel: model,
        query: `resumed_chat_group_id=${group}${query}`,
      });
      next.say({ type: 'user_input', text: 'And now?' });
      await next.until('assistant_end');
      return model.requests[0]?.history;
    };
    expect(await resume('&event_limit=0')).toEqual([{ role: 'user', content: 'And now?' }]);
    expect((await resume(''))?.slice(0, 4)).toEqual([
      { role: 'user', content: 'Hello' },
      { role: 'tool_call', id: 'call_1', name: 'weather', parameters: '{}' },
      { role: 'tool_result', id: 'call_1', name: 'weather', content: 'wet' },
      { role: 'assistant', content: 'Rain.' },
    ]);
  });

  test('a store that fails is told once, and the chat goes on', async () => {
    const store = fakeStore();
    const chat = await startChat({ store });
    store.broken = new Error('disk full at /srv');
    for (let count = 1; count < 3; count += 1) {
      chat.say(HELLO);
      await chat.until('assistant_end', count);
    }
    expect(errors(chat)).toEqual(['I0100 uncaught']);
    expect(JSON.stringify(chat.sent)).not.toContain('/srv');
    expect(chat.logged.join()).toContain('/srv');
  });
});
