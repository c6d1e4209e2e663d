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
      tools: [{ type: 'function', name: 't', parameters: '{}', description: 'd', fallback_content: 'f' }],
      builtin_tools: [{ name: 'hang_up' }, { name: 'web_search', fallback_content: 'f' }],
      metadata: { x: [1, { y: null }] },
      language_model_api_key: 'k',
    },
    { type: 'tool_response', tool_call_id: 'call_1', content: '' },
    { type: 'tool_response', tool_call_id: 'call_1', content: '{}', tool_name: 't', tool_type: 'function' },
    { type: 'tool_error', tool_call_id: 'call_1', error: 'down' },
    { type: 'tool_error', tool_call_id: 'call_1', error: 'e', code: 'c', content: 'f', level: 'warn' },
  ])('%j', (message) => {
    expect(parse(message)).toEqual(message);
  });

  test('fields of EVI that mean nothing in mid-chat are left out', () => {
    expect(
      parse({
        type: 'session_settings',
        event_limit: 5,
        audio: { encoding: 'linear16', channels: 2, sample_rate: 16_000, codec: 'pcm' },
      }),
    ).toEqual({
      type: 'session_settings',
      audio: { encoding: 'linear16', channels: 2, sample_rate: 16_000 },
    });
  });

  test('the fallback text of a tool_error under the name that Hume’s guide gives it', () => {
    const error = { type: 'tool_error', tool_call_id: 'call_1', error: 'down' };
    expect(parse({ ...error, fallback_content: 'later' })).toEqual({ ...error, content: 'later' });
    expect(parse({ ...error, content: 'now', fallback_content: 'later' })).toEqual({
      ...error,
      content: 'now',
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
      refused: 'E0100',
      why: 'The message is not valid JSON. Send one JSON object a text frame.',
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
    [
      { type: 'session_settings', tools: [{ type: 'function', name: 'a b', parameters: '{}' }] },
      'tools.0.name: expected a name of 1 to 64 letters',
    ],
    [
      { type: 'session_settings', tools: [{ type: 'function', name: 't', parameters: '{"type":"string"}' }] },
      'tools.0.parameters: expected a JSON Schema of an object, as text',
    ],
    [
      {
        type: 'session_settings',
        tools: Array.from({ length: 2 }, () => ({ type: 'function', name: 't', parameters: '{}' })),
      },
      'tools: expected tools with different names',
    ],
    [
      { type: 'session_settings', metadata: { text: 'x'.repeat(10_000) } },
      'metadata: expected an object of at most 10,000 characters as JSON',
    ],
    [{ type: 'session_settings', builtin_tools: [{ name: 'calculator' }] }, 'got "calculator"'],
  ])('E0101: %j is told %s', (message, words) => {
    expect(parse(message)).toEqual({ refused: 'E0101', why: expect.stringContaining(words) });
  });

  test('an answer to a tool call that cannot be read says to which', () => {
    const unreadable = { tool_call_id: 'call_1', content: { rain: true } };
    expect(parse({ type: 'tool_response', ...unreadable })).toMatchObject({ toolCallId: 'call_1' });
    expect(parse({ type: 'tool_error', ...unreadable })).toMatchObject({ toolCallId: 'call_1' });
    expect(parse({ type: 'user_input', ...unreadable })).not.toHaveProperty('toolCallId');
    expect(parse({ type: 'tool_response', tool_call_id: 7 })).not.toHaveProperty('toolCallId');
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'S10: the type %s does nothing',
    (type) => {
      expect(parseMessage(`{"type":"${type}"}`)).toMatchObject({ refused: 'E0101' });
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

  test.each(['\n', '\r', '\u001b[2J', '\u0085', '\u2028', '\u202e', '\ud800'])(
    'the explanation, which is logged, is one line with nothing hidden: %j',
    (character) => {
      const name = `a${character}b`;
      for (const message of [
        { type: name },
        { type: 'session_settings', variables: { [name]: [] } },
        { type: 'session_settings', context: { text: '', type: name } },
      ]) {
        const refused = parse(message);
        expect(refused).toHaveProperty('why', expect.stringMatching(/a(\\\\|\\)u/));
        expect(refused).toHaveProperty('why', expect.not.stringMatching(/[^\x20-\x7e]/));
      }
    },
  );

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
      refused: 'E0101',
      why: expect.stringContaining(
        `${where}: expected at most ${most.toLocaleString('en')} characters, got ${most + 1}`,
      ),
    });
  });

  test('100 variables, with names of 100 characters', () => {
    const settings = (some: object) => ({ type: 'session_settings', variables: some });
    expect(parse(settings(variables(100)))).toEqual(settings(variables(100)));
    expect(parse(settings(variables(101)))).toMatchObject({
      refused: 'E0101',
      why: expect.stringContaining('variables: expected at most 100 variables'),
    });
    expect(parse(settings({ [long(101)]: 'x' }))).toMatchObject({ refused: 'E0101' });
  });

  test('128 tools', () => {
    const settings = (count: number) => ({
      type: 'session_settings',
      tools: Array.from({ length: count }, (_, at) => ({
        type: 'function',
        name: `t${at}`,
        parameters: '{}',
      })),
      builtin_tools: Array.from({ length: count }, () => ({ name: 'hang_up' })),
    });
    expect(parse(settings(128))).toEqual(settings(128));
    expect(parse(settings(129))).toMatchObject({
      refused: 'E0101',
      why: expect.stringMatching(
        / tools: expected at most 128 tools.*; builtin_tools: expected at most 128 tools/,
      ),
    });
  });

  test('a message of a million characters, but for audio', () => {
    const message = { type: 'session_settings', context: { text: '' }, unknown: '' };
    const most = 1_048_576 - JSON.stringify(message).length;
    expect(parse({ ...message, unknown: long(most) })).toMatchObject({ type: 'session_settings' });
    const tooLong = {
      refused: 'E0101',
      why: 'The message is too long: all but audio_input has at most 1,048,576 characters.',
    };
    expect(parse({ ...message, unknown: long(most + 1) })).toEqual(tooLong);
    expect(parse({ ...message, data: long(most) })).toEqual(tooLong);
    expect(parse({ type: 'audio_input', data: long(4), unknown: long(2 * most) })).toEqual(tooLong);
    const data = 'A'.repeat(2_000_000);
    expect(parse({ unknown: long(1000), data, type: 'audio_input', custom_session_id: 'c' })).toEqual({
      data,
      type: 'audio_input',
      custom_session_id: 'c',
    });
    expect(parseMessage(`{"type":"audio_input" , "data" : "${data}" }`)).toEqual({
      type: 'audio_input',
      data,
    });
    expect(parseMessage(`{"type":"audio_input","data":"${data}`)).toMatchObject({ refused: 'E0100' });
  });

  test.each([
    ['tools', Array.from({ length: 129 }, () => 1), 'at most 128 tools, got 129'],
    ['builtin_tools', Array.from({ length: 129 }, () => 1), 'at most 128 tools, got 129'],
    ['variables', Array.from({ length: 101 }, () => []), 'at most 100 variables, got Object'],
  ])('%s that are too many are not looked at one by one', (field, value, words) => {
    expect(parse({ type: 'session_settings', [field]: value })).toEqual({
      refused: 'E0101',
      why: `The message does not have the structure of any EVI message: ${field}: expected ${words}.`,
    });
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
    'tool_response',
    'tool_error',
  ];
  const fields = fc.dictionary(
    fc.constantFrom(
      'text',
      'data',
      'audio',
      'context',
      'variables',
      'system_prompt',
      'tools',
      'builtin_tools',
      'metadata',
      'tool_call_id',
      'content',
      'error',
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
  expect(parseMessage(deep)).toMatchObject({ refused: 'E0101' });
  for (const field of ['variables', 'metadata'])
    expect(parseMessage(`{"type":"session_settings","${field}":{"a":${deep}}}`)).toMatchObject({
      refused: 'E0101',
    });
});

test('settings from an address cannot become another message', () => {
  expect(parseSettings({ type: 'user_input', text: 'forged' })).toEqual({ type: 'session_settings' });
});
