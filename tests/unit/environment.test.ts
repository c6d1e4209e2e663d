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
  EVI_ALLOWED_SITES: [],
  EVI_KNOWLEDGE_SITES: [],
  EVI_TRUSTED_PROXIES: 0,
  EVI_DATA_DIR: 'data',
  DATABASE_URL: '',
  EVI_RETENTION_DAYS: 30,
  EVI_CONFIGS_DIR: 'configs',
  EVI_RECOGNISER: 'auto',
  EVI_MAX_HEARD_AT_ONCE: 8,
  EVI_LLM_URL: '',
  EVI_LLM_MODEL: '',
  EVI_LLM_API_KEY: '',
  EVI_VOICE: 'slt',
  EVI_EXPRESSION: 'acoustic',
  EVI_WEB_SEARCH_URL: '',
  EVI_TOOL_TIMEOUT_SECONDS: 10,
  EVI_TURN_DETECTION: 'adaptive',
  EVI_END_OF_TURN_SILENCE_MS: 800,
  EVI_SPEECH_DETECTION_THRESHOLD: 0.5,
  EVI_PREFIX_PADDING_MS: 300,
  EVI_MIN_INTERRUPTION_MS: 160,
  EVI_INACTIVITY_SECONDS: 600,
  EVI_MAX_DURATION_SECONDS: 1800,
  EVI_MAX_CONNECTIONS_PER_KEY: 5,
  EVI_MAX_WIDGET_CONNECTIONS: 20,
  EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS: 5,
  EVI_MAX_REQUESTS_PER_SECOND: 50,
  EVI_MAX_MESSAGE_BYTES: 16_777_216,
  EVI_MAX_UNREAD_BYTES: 1_048_576,
  EVI_UNREAD_TIMEOUT_SECONDS: 30,
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
      EVI_ALLOWED_SITES: 'https://www.example.com, https://shop.example.com:8443,',
      EVI_KNOWLEDGE_SITES: 'https://help.example.com',
      EVI_TRUSTED_PROXIES: '2',
      EVI_DATA_DIR: '/srv/evi',
      DATABASE_URL: 'postgresql://evi:secret@127.0.0.1:5432/evi',
      EVI_RETENTION_DAYS: '0',
      EVI_CONFIGS_DIR: '/etc/evi',
      EVI_RECOGNISER: 'none',
      EVI_MAX_HEARD_AT_ONCE: '12',
      EVI_LLM_URL: 'http://127.0.0.1:11434/v1',
      EVI_LLM_MODEL: 'm',
      EVI_LLM_API_KEY: 'k',
      EVI_VOICE: 'rms',
      EVI_EXPRESSION: 'none',
      EVI_WEB_SEARCH_URL: 'http://127.0.0.1:8888/search',
      EVI_TOOL_TIMEOUT_SECONDS: '120',
      EVI_TURN_DETECTION: 'silence',
      EVI_END_OF_TURN_SILENCE_MS: '800',
      EVI_SPEECH_DETECTION_THRESHOLD: '0',
      EVI_PREFIX_PADDING_MS: '0',
      EVI_MIN_INTERRUPTION_MS: '50',
      EVI_INACTIVITY_SECONDS: '0',
      EVI_MAX_DURATION_SECONDS: '30',
      EVI_MAX_CONNECTIONS_PER_KEY: '1',
      EVI_MAX_WIDGET_CONNECTIONS: '1',
      EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS: '1',
      EVI_MAX_REQUESTS_PER_SECOND: '1000',
      EVI_MAX_MESSAGE_BYTES: '65536',
      EVI_MAX_UNREAD_BYTES: '65536',
      EVI_UNREAD_TIMEOUT_SECONDS: '5',
    }),
  ).toEqual({
    EVI_HOST: '0.0.0.0',
    EVI_PORT: 0,
    EVI_PUBLIC_ORIGIN: 'https://evi.example.com',
    EVI_ALLOWED_SITES: ['https://www.example.com', 'https://shop.example.com:8443'],
    EVI_KNOWLEDGE_SITES: ['https://help.example.com'],
    EVI_TRUSTED_PROXIES: 2,
    EVI_DATA_DIR: '/srv/evi',
    DATABASE_URL: 'postgresql://evi:secret@127.0.0.1:5432/evi',
    EVI_RETENTION_DAYS: 0,
    EVI_CONFIGS_DIR: '/etc/evi',
    EVI_RECOGNISER: 'none',
    EVI_MAX_HEARD_AT_ONCE: 12,
    EVI_LLM_URL: 'http://127.0.0.1:11434/v1',
    EVI_LLM_MODEL: 'm',
    EVI_LLM_API_KEY: 'k',
    EVI_VOICE: 'rms',
    EVI_EXPRESSION: 'none',
    EVI_WEB_SEARCH_URL: 'http://127.0.0.1:8888/search',
    EVI_TOOL_TIMEOUT_SECONDS: 120,
    EVI_TURN_DETECTION: 'silence',
    EVI_END_OF_TURN_SILENCE_MS: 800,
    EVI_SPEECH_DETECTION_THRESHOLD: 0,
    EVI_PREFIX_PADDING_MS: 0,
    EVI_MIN_INTERRUPTION_MS: 50,
    EVI_INACTIVITY_SECONDS: 0,
    EVI_MAX_DURATION_SECONDS: 30,
    EVI_MAX_CONNECTIONS_PER_KEY: 1,
    EVI_MAX_WIDGET_CONNECTIONS: 1,
    EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS: 1,
    EVI_MAX_REQUESTS_PER_SECOND: 1000,
    EVI_MAX_MESSAGE_BYTES: 65_536,
    EVI_MAX_UNREAD_BYTES: 65_536,
    EVI_UNREAD_TIMEOUT_SECONDS: 5,
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
    ['EVI_ALLOWED_SITES', 'https://www.example.com, *', '"*" is not an origin. Write it like'],
    ['EVI_ALLOWED_SITES', 'https://www.example.com/shop', 'without a path'],
    ['EVI_TRUSTED_PROXIES', '127.0.0.1', '"127.0.0.1" is not a whole number from 0 to 10.'],
    ['DATABASE_URL', 'mysql://127.0.0.1/evi', 'Write it like postgres://user:password@127.0.0.1:5432/evi.'],
    ['DATABASE_URL', 'postgres://[', 'is not the address of a Postgres server'],
    ['EVI_RETENTION_DAYS', '-1', 'from 0 to 36500'],
    ['EVI_RETENTION_DAYS', '1.5', 'whole number'],
    ['EVI_RECOGNISER', 'whisper', 'Choose one of auto, pocketsphinx, none.'],
    ['EVI_LLM_URL', '127.0.0.1:11434', 'Write it like http://127.0.0.1:11434/v1.'],
    ['EVI_LLM_URL', 'ftp://example.com', 'is not a web address'],
    ['EVI_LLM_URL', 'http://', 'is not a web address'],
    ['EVI_VOICE', 'SLT', 'Choose one of slt, rms, awb, kal16.'],
    ['EVI_EXPRESSION', 'yes', 'Choose one of acoustic, none.'],
    ['EVI_WEB_SEARCH_URL', '127.0.0.1:8888', 'is not a web address'],
    ['EVI_TOOL_TIMEOUT_SECONDS', '0', 'from 1 to 120'],
    ['EVI_TURN_DETECTION', 'off', 'Choose one of adaptive, silence.'],
    ['EVI_END_OF_TURN_SILENCE_MS', '499', 'from 500 to 3000'],
    ['EVI_SPEECH_DETECTION_THRESHOLD', '1.1', 'from 0 to 1'],
    ['EVI_PREFIX_PADDING_MS', '1001', 'from 0 to 1000'],
    ['EVI_MIN_INTERRUPTION_MS', 'Infinity', 'from 50 to 2000'],
    ['EVI_INACTIVITY_SECONDS', '29', '"29" is neither 0, for none, nor a whole number from 30 to 1800.'],
    ['EVI_INACTIVITY_SECONDS', '1801', 'from 30 to 1800'],
    ['EVI_INACTIVITY_SECONDS', ' ', 'neither 0'],
    ['EVI_MAX_DURATION_SECONDS', '0', 'from 30 to 1800'],
    ['EVI_MAX_CONNECTIONS_PER_KEY', '0', 'from 1 to'],
    ['EVI_MAX_WIDGET_CONNECTIONS', '0', 'from 1 to'],
    ['EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS', '0', 'from 1 to'],
    ['EVI_MAX_REQUESTS_PER_SECOND', '0', 'from 1 to'],
    ['EVI_MAX_MESSAGE_BYTES', '16MiB', '"16MiB" is not a whole number from 1024 to'],
  ])('%s=%s', (name, value, words) => {
    const lines = errorOf({ [name]: value }).split('\n');
    expect(lines[0]).toBe('The environment cannot be used.');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`${name}: `);
    expect(lines[1]).toContain(words);
  });

  test.each([
    ['DATABASE_URL', 'postgresql:/evi:hidden@127.0.0.1/evi'],
    ['EVI_LLM_URL', 'ftp://evi:hidden@127.0.0.1'],
    ['EVI_WEB_SEARCH_URL', '127.0.0.1/search?key=hidden'],
  ])('S32: a password or key in %s is not repeated', (name, value) => {
    expect(errorOf({ [name]: value })).toContain(name);
    expect(errorOf({ [name]: value })).not.toContain('hidden');
  });

  test('several are told at once', () => {
    const message = errorOf({ EVI_PORT: 'x', EVI_VOICE: 'x', EVI_ALLOWED_SITES: 'x' });
    expect(message.split('\n')).toHaveLength(4);
    for (const name of ['EVI_PORT', 'EVI_VOICE', 'EVI_ALLOWED_SITES']) expect(message).toContain(name);
  });

  test('a model’s address without the model', () => {
    expect(errorOf({ EVI_LLM_URL: 'http://127.0.0.1:11434/v1' })).toMatch(/EVI_LLM_URL needs EVI_LLM_MODEL/);
  });
});
