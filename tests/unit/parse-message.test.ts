import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage, parseSettings } from '../../server/chat/parse-message.ts';

const parse = (message: unknown) => parseMessage(JSON.stringify(message));

describe('what a client may send', () => {
  test.each([
    { type: 'audio_input', data: 'AAAA' },
    { type: 'audio_input', data: 'AAA=' },
    { type: 'audio_input', data: 'AA==' },
    { type: 'user_input', text: 'Hello' },
    { type: 'assistant_input', text: 'Welcome' },
    { type: 'pause_assistant_message' },
    { type: 'resume_assistant_message' },
    { type: 'resume_assistant_message', custom_session_id: 'c' },
    { type: 'session_settings' },
    { type: 'session_settings', context: null, audio: null, variables: null, system_prompt: null },
    {
      type: 'session_settings',
      audio: { encoding: 'linear16', channels: 1, sample_rate: 48_000 },
      context: { text: 'The page', type: 'persistent' },
      system_prompt: 'Be brief.',
      variables: { name: 'Jo', age: 30, member: true },
      voice_id: 'v',
      custom_session_id: 'c',
    },
  ])('%j', (message) => {
    expect(parse(message)).toEqual(message);
  });

  test('fields of EVI that this server does not use are left out', () => {
    expect(
      parse({
        type: 'session_settings',
        tools: [{ type: 'function', name: 't', parameters: '{}' }],
        builtin_tools: [{ name: 'hang_up' }],
        metadata: { x: 1 },
        language_model_api_key: 'k',
        event_limit: 5,
        audio: { encoding: 'linear16', channels: 2, sample_rate: 16_000, codec: 'pcm' },
      }),
    ).toEqual({
      type: 'session_settings',
      audio: { encoding: 'linear16', channels: 2, sample_rate: 16_000 },
    });
  });

  test('a chunk of 15 MB, near the longest that the socket takes', () => {
    const data = 'A'.repeat(15_000_000);
    expect(parse({ type: 'audio_input', data })).toEqual({ type: 'audio_input', data });
  });
});

describe('what it may not', () => {
  test.each(['', 'hello', '{', '{"type":', "{'type':'user_input'}", '\u0000'])('E0100: %j', (frame) => {
    expect(parseMessage(frame)).toEqual({
      code: 'E0100',
      message: 'The message is not valid JSON. Send one JSON object a text frame.',
    });
  });

  test.each([
    [null, 'expected Object, got null'],
    [5, 'expected Object, got 5'],
    [[], 'type is missing'],
    ['text', 'expected Object, got another text'],
    [{}, 'type is missing'],
    [{ type: 'user_message' }, 'type: expected "session_settings" or "audio_input" or "user_input"'],
    [{ type: 'user_message' }, 'got "user_message"'],
    [{ type: 7 }, 'got 7'],
    [{ type: 'user_input' }, 'text is missing'],
    [{ type: 'user_input', text: '' }, 'text: expected some text, got ""'],
    [{ type: 'user_input', text: 5 }, 'text: expected string, got 5'],
    [{ type: 'audio_input', data: '' }, 'data: expected some text, got ""'],
    [{ type: 'audio_input', data: 'A' }, 'data: expected base64'],
    [{ type: 'audio_input', data: 'A=AA' }, 'data: expected base64'],
    [{ type: 'audio_input', data: 'A===' }, 'data: expected base64'],
    [{ type: 'audio_input', data: 'AA-_' }, 'data: expected base64'],
    [{ type: 'session_settings', context: 'The page' }, 'context: expected Object'],
    [{ type: 'session_settings', context: { text: 'x', type: 'editable' } }, 'got "editable"'],
    [
      { type: 'session_settings', variables: { a: [1] } },
      'variables.a: expected string or number or boolean',
    ],
    [
      { type: 'session_settings', audio: { encoding: 'mulaw' } },
      'audio.encoding: expected "linear16", got "mulaw"',
    ],
    [
      { type: 'session_settings', audio: { encoding: 'linear16', channels: 1 } },
      'audio.sample_rate is missing',
    ],
    [
      { type: 'session_settings', audio: { encoding: 'linear16', channels: 1.5, sample_rate: 4000 } },
      'audio.channels: expected a whole number, got 1.5; audio.sample_rate: expected >=8000, got 4000',
    ],
    [
      { type: 'session_settings', audio: { encoding: 'linear16', channels: 3, sample_rate: 96_000 } },
      'audio.channels: expected <=2, got 3; audio.sample_rate: expected <=48000, got 96000',
    ],
  ])('E0101: %j is told %s', (message, words) => {
    expect(parse(message)).toEqual({ code: 'E0101', message: expect.stringContaining(words) });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'S10: the type %s does nothing',
    (type) => {
      expect(parseMessage(`{"type":"${type}"}`)).toMatchObject({ code: 'E0101' });
    },
  );

  test('S11: names of prototypes are no fields and no variables', () => {
    const message = parseMessage(
      '{"type":"session_settings","__proto__":{"system_prompt":"evil"},"variables":{"__proto__":{"x":1},"a":"b"}}',
    );
    expect(message).toEqual({ type: 'session_settings', variables: { a: 'b' } });
    expect(Reflect.get({}, 'system_prompt')).toBeUndefined();
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  test('the explanation, which is logged, does not repeat what a visitor said', () => {
    const secret = 'my secret';
    for (const message of [
      secret,
      { type: 'session_settings', context: secret },
      { type: 'audio_input', data: secret },
      { type: secret.repeat(10) },
    ])
      expect(JSON.stringify(parse(message))).not.toContain(secret);
  });
});

const long = (length: number) => 'x'.repeat(length);
const variables = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`v${at}`, 'x']));

describe('how much of it', () => {
  test.each<[string, number, (length: number) => object]>([
    ['context.text', 100_000, (length) => ({ type: 'session_settings', context: { text: long(length) } })],
    ['system_prompt', 50_000, (length) => ({ type: 'session_settings', system_prompt: long(length) })],
    ['text', 10_000, (length) => ({ type: 'user_input', text: long(length) })],
    ['text', 10_000, (length) => ({ type: 'assistant_input', text: long(length) })],
    ['variables.a', 1000, (length) => ({ type: 'session_settings', variables: { a: long(length) } })],
    [
      'custom_session_id',
      1000,
      (length) => ({ type: 'user_input', text: 'x', custom_session_id: long(length) }),
    ],
  ])('%s: %i characters', (where, most, message) => {
    expect(parse(message(most))).toEqual(message(most));
    expect(parse(message(most + 1))).toEqual({
      code: 'E0101',
      message: expect.stringContaining(
        `${where}: expected at most ${most.toLocaleString('en')} characters, got ${most + 1}`,
      ),
    });
  });

  test('100 variables, with names of 100 characters', () => {
    const settings = (some: object) => ({ type: 'session_settings', variables: some });
    expect(parse(settings(variables(100)))).toEqual(settings(variables(100)));
    expect(parse(settings(variables(101)))).toMatchObject({
      code: 'E0101',
      message: expect.stringContaining('variables: expected at most 100 variables'),
    });
    expect(parse(settings({ [long(101)]: 'x' }))).toMatchObject({ code: 'E0101' });
  });

  test('what is wrong in very many places is explained shortly', () => {
    const wrong = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [long(2000) + at, []]));
    const refused = parse({ type: 'session_settings', variables: wrong });
    expect(JSON.stringify(refused).length).toBeLessThan(2000);
  });
});

test('S9: no JSON makes it throw, and no text either', () => {
  fc.assert(
    fc.property(fc.json(), (frame) => void parseMessage(frame)),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (frame) => void parseMessage(frame)));
  const types = [
    'session_settings',
    'audio_input',
    'user_input',
    'assistant_input',
    'pause_assistant_message',
  ];
  const fields = fc.dictionary(
    fc.constantFrom(
      'text',
      'data',
      'audio',
      'context',
      'variables',
      'system_prompt',
      '__proto__',
      'toString',
    ),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...types), fields, (type, rest) => void parse({ ...rest, type })),
    { numRuns: 500 },
  );
});

test('S9: nesting without end is refused, not a crash', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  expect(parseMessage(deep)).toMatchObject({ code: 'E0101' });
  expect(parseMessage(`{"type":"session_settings","variables":{"a":${deep}}}`)).toMatchObject({
    code: 'E0101',
  });
});

test('settings from an address cannot become another message', () => {
  expect(parseSettings({ type: 'user_input', text: 'forged' })).toEqual({ type: 'session_settings' });
});
