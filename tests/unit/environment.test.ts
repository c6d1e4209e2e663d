import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../server/environment.ts';

function errorOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

const DEFAULTS = {
  EVI_HOST: '127.0.0.1',
  EVI_PORT: 8790,
  EVI_PUBLIC_ORIGIN: '',
  EVI_SITES: [],
  EVI_API_KEYS: [],
  EVI_RECOGNISER: 'auto',
  EVI_LLM_URL: '',
  EVI_LLM_MODEL: '',
  EVI_LLM_API_KEY: '',
  EVI_VOICE: 'slt',
  EVI_EXPRESSION: 'acoustic',
  EVI_END_OF_TURN_SILENCE_MS: 550,
  EVI_SPEECH_DETECTION_THRESHOLD: 0.5,
  EVI_PREFIX_PADDING_MS: 300,
  EVI_MIN_INTERRUPTION_MS: 160,
};

test('everything has a default, which also stands for what is set and empty', () => {
  expect(readEnvironment({})).toEqual(DEFAULTS);
  const empty = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, '']));
  expect(readEnvironment(empty)).toEqual(DEFAULTS);
  expect(readEnvironment({ PATH: '/bin', HOME: '/root' })).toEqual(DEFAULTS);
});

test('everything can be set', () => {
  expect(
    readEnvironment({
      EVI_HOST: '0.0.0.0',
      EVI_PORT: '0',
      EVI_PUBLIC_ORIGIN: 'https://evi.example.com',
      EVI_SITES: 'https://www.example.com, https://shop.example.com:8443,',
      EVI_API_KEYS: 'one:secret,two:se:cret',
      EVI_RECOGNISER: 'none',
      EVI_LLM_URL: 'http://127.0.0.1:11434/v1',
      EVI_LLM_MODEL: 'm',
      EVI_LLM_API_KEY: 'k',
      EVI_VOICE: 'rms',
      EVI_EXPRESSION: 'none',
      EVI_END_OF_TURN_SILENCE_MS: '800',
      EVI_SPEECH_DETECTION_THRESHOLD: '0',
      EVI_PREFIX_PADDING_MS: '0',
      EVI_MIN_INTERRUPTION_MS: '50',
    }),
  ).toEqual({
    EVI_HOST: '0.0.0.0',
    EVI_PORT: 0,
    EVI_PUBLIC_ORIGIN: 'https://evi.example.com',
    EVI_SITES: ['https://www.example.com', 'https://shop.example.com:8443'],
    EVI_API_KEYS: [
      { key: 'one', secret: 'secret' },
      { key: 'two', secret: 'se:cret' },
    ],
    EVI_RECOGNISER: 'none',
    EVI_LLM_URL: 'http://127.0.0.1:11434/v1',
    EVI_LLM_MODEL: 'm',
    EVI_LLM_API_KEY: 'k',
    EVI_VOICE: 'rms',
    EVI_EXPRESSION: 'none',
    EVI_END_OF_TURN_SILENCE_MS: 800,
    EVI_SPEECH_DETECTION_THRESHOLD: 0,
    EVI_PREFIX_PADDING_MS: 0,
    EVI_MIN_INTERRUPTION_MS: 50,
  });
});

describe('a bad value is one line that names its variable and says what to write', () => {
  test.each([
    ['EVI_PORT', 'http', '"http" is not a whole number from 0 to 65535.'],
    ['EVI_PORT', '70000', 'from 0 to 65535'],
    ['EVI_PORT', '-1', 'from 0 to 65535'],
    ['EVI_PORT', '80.5', 'whole number'],
    ['EVI_PORT', ' ', 'from 0 to 65535'],
    ['EVI_PORT', 'NaN', 'from 0 to 65535'],
    ['EVI_PUBLIC_ORIGIN', 'evi.example.com', 'Write it like https://www.example.com, without a path.'],
    ['EVI_PUBLIC_ORIGIN', 'https://evi.example.com/', 'without a path'],
    ['EVI_SITES', 'https://www.example.com, *', '"*" is not an origin. Write it like'],
    ['EVI_SITES', 'https://www.example.com/shop', 'without a path'],
    ['EVI_API_KEYS', 'one', 'Write it like key:secret'],
    ['EVI_API_KEYS', 'one:secret,two:', 'Write it like key:secret'],
    ['EVI_API_KEYS', ':secret', 'Write it like key:secret'],
    ['EVI_RECOGNISER', 'whisper', 'Choose one of auto, pocketsphinx, none.'],
    ['EVI_LLM_URL', '127.0.0.1:11434', 'Write it like http://127.0.0.1:11434/v1.'],
    ['EVI_LLM_URL', 'ftp://example.com', 'is not a web address'],
    ['EVI_LLM_URL', 'http://', 'is not a web address'],
    ['EVI_VOICE', 'SLT', 'Choose one of slt, rms, awb, kal16.'],
    ['EVI_EXPRESSION', 'yes', 'Choose one of acoustic, none.'],
    ['EVI_END_OF_TURN_SILENCE_MS', '499', 'from 500 to 3000'],
    ['EVI_SPEECH_DETECTION_THRESHOLD', '1.1', 'from 0 to 1'],
    ['EVI_PREFIX_PADDING_MS', '1001', 'from 0 to 1000'],
    ['EVI_MIN_INTERRUPTION_MS', 'Infinity', 'from 50 to 2000'],
  ])('%s=%s', (name, value, words) => {
    const lines = errorOf({ [name]: value }).split('\n');
    expect(lines[0]).toBe('The environment cannot be used.');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`${name}: `);
    expect(lines[1]).toContain(words);
  });

  test('S32: the keys themselves are not repeated', () => {
    expect(errorOf({ EVI_API_KEYS: 'one:hidden,two' })).not.toContain('hidden');
  });

  test('several are told at once', () => {
    const message = errorOf({ EVI_PORT: 'x', EVI_VOICE: 'x', EVI_SITES: 'x' });
    expect(message.split('\n')).toHaveLength(4);
    for (const name of ['EVI_PORT', 'EVI_VOICE', 'EVI_SITES']) expect(message).toContain(name);
  });

  test('a model’s address without the model', () => {
    expect(errorOf({ EVI_LLM_URL: 'http://127.0.0.1:11434/v1' })).toMatch(/EVI_LLM_URL needs EVI_LLM_MODEL/);
  });
});
