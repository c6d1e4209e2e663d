import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConnectionParameters } from '../../server/chat/connection-parameters.ts';

const read = (query: string) => readConnectionParameters(new URLSearchParams(query));

/** As `hume` 0.16.0 sends it. */
const SDK =
  'allow_connection=true&config_id=cfg&config_version=3&event_limit=10&resumed_chat_group_id=grp&verbose_transcription=true&voice_id=v&api_key=k1&session_settings%5Bsystem_prompt%5D=hello&session_settings%5Baudio%5D%5Bencoding%5D=linear16&session_settings%5Baudio%5D%5Bchannels%5D=1&session_settings%5Baudio%5D%5Bsample_rate%5D=48000&session_settings%5Bcontext%5D%5Btext%5D=ctx&session_settings%5Bcontext%5D%5Btype%5D=persistent&session_settings%5Bcustom_session_id%5D=cs&session_settings%5Bevent_limit%5D=5&session_settings%5Blanguage_model_api_key%5D=lm&session_settings%5Bvoice_id%5D=v2&session_settings%5Bvariables%5D%5Bname%5D=J&session_settings%5Bvariables%5D%5Bage%5D=30&session_settings%5Bvariables%5D%5Bok%5D=true&foo=bar&fernSdkLanguage=JavaScript&fernSdkVersion=0.16.0';

test('the request line of the official SDK', () => {
  expect(read(SDK)).toEqual({
    configId: 'cfg',
    resumedChatGroupId: 'grp',
    eventLimit: 5,
    verboseTranscription: true,
    allowConnection: true,
    settings: {
      type: 'session_settings',
      system_prompt: 'hello',
      audio: { encoding: 'linear16', channels: 1, sample_rate: 48_000 },
      context: { text: 'ctx', type: 'persistent' },
      custom_session_id: 'cs',
      language_model_api_key: 'lm',
      voice_id: 'v2',
      variables: { name: 'J', age: '30', ok: 'true' },
    },
  });
});

test('an address without anything', () => {
  expect(read('')).toEqual({
    configId: '',
    resumedChatGroupId: '',
    eventLimit: 300,
    verboseTranscription: false,
    allowConnection: false,
    settings: { type: 'session_settings' },
  });
  expect(read('verbose_transcription=false').verboseTranscription).toBe(false);
});

test('variables as JSON text, as Hume’s phone example sends them, alone and with brackets', () => {
  const json = encodeURIComponent('{"name":"J","age":30,"ok":true}');
  expect(read(`session_settings[variables]=${json}`).settings).toEqual({
    type: 'session_settings',
    variables: { name: 'J', age: 30, ok: true },
  });
  expect(
    read(`session_settings[variables]=${json}&session_settings[variables][name]=K`).settings,
  ).toMatchObject({ variables: { name: 'K', age: 30, ok: true } });
});

test('a variable may have the name of an audio field and stays what it is', () => {
  expect(read('session_settings[variables][channels]=BBC').settings).toMatchObject({
    variables: { channels: 'BBC' },
  });
});

test.each([
  'session_settings[variables]=nonsense',
  'session_settings[variables]=[1]',
  'session_settings[audio][encoding]=linear16&session_settings[audio][channels]=x&session_settings[audio][sample_rate]=16000',
  'session_settings[context]=text',
])('what cannot be meant is refused as a message would be: %s', (query) => {
  expect(read(query).settings).toMatchObject({ refused: 'E0101' });
});

test.each([
  'session_settings[__proto__][x]=1',
  'session_settings[__proto__]=1',
  'session_settings[constructor][prototype]=1',
  'session_settings[variables][__proto__]=1',
  `session_settings[variables]=${encodeURIComponent('{"__proto__":{"x":"1"}}')}`,
  'session_settings[context][__proto__]=1&session_settings[context][text]=c',
  `session_settings${'[a]'.repeat(20_000)}=1`,
  'session_settings[a]=1&session_settings[a][b]=2&session_settings[a][b][c]=3',
  'session_settings[]=1&session_settings[[a]]=1&session_settings[a=1&session_settings=1',
])('S11: hostile keys neither throw nor pollute: %.60s', (query) => {
  expect(read(query).settings).toMatchObject({ type: 'session_settings' });
  expect(Reflect.get({}, 'x')).toBeUndefined();
  expect(Reflect.get(Object, 'prototype')).toBe(Object.getPrototypeOf({}));
});

test('a whole group after one of its keys replaces it, a text before one gives way', () => {
  expect(
    read('session_settings[system_prompt]=a&session_settings[context]=b&session_settings[context][text]=c')
      .settings,
  ).toMatchObject({ system_prompt: 'a', context: { text: 'c' } });
});

test('S9: no address throws', () => {
  const name = fc.oneof(
    fc.constantFrom('audio', 'context', 'variables', '__proto__', 'constructor', 'text', 'channels', 'type'),
    fc.string({ maxLength: 4 }),
  );
  const key = fc
    .array(name, { maxLength: 4 })
    .map((path) => `session_settings${path.map((p) => `[${p}]`).join('')}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.oneof(fc.string(), fc.json()))), (pairs) => {
      const { settings } = readConnectionParameters(new URLSearchParams(pairs));
      expect('refused' in settings || settings.type === 'session_settings').toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each([
  ['event_limit=10', 10],
  ['event_limit=0', 0],
  ['session_settings[event_limit]=5&event_limit=10', 5],
  ['event_limit=1000000', 1000],
  ['event_limit=-1', 300],
  ['event_limit=', 300],
  ['event_limit=many', 300],
])('%s loads %d events of a resumed chat', (query, limit) => {
  expect(read(query).eventLimit).toBe(limit);
});

test('the voice at the top level, as the SDK still sends it, unless the settings name one', () => {
  expect(read('voice_id=slt').settings).toMatchObject({ voice_id: 'slt' });
  expect(read('voice_id=slt&session_settings[voice_id]=rms').settings).toMatchObject({ voice_id: 'rms' });
});
