import { expect, test } from 'vitest';
import { readEnvironment, VARIABLES } from '../../server/environment.ts';
import { summary } from '../../server/summary.ts';

const server: Parameters<typeof summary>[1] = {
  choices: [{ role: 'Voice', chosen: 'flite', why: 'comes with the packages', change: 'EVI_VOICE' }],
  store: 'SQLite in /srv/evi.db',
  configs: ['default'],
  keys: 1,
  notice: undefined,
};
const of = (some: Partial<typeof server>, variables: Record<string, string> = {}) =>
  summary([['Widget', 'http://127.0.0.1:8790']], { ...server, ...some }, readEnvironment(variables));

test('says what runs, where the data is, which configs and how many keys there are, and what is limited', () => {
  expect(
    of({})
      .split('\n')
      .map((line) => line.trim().replace(/ {2,}/, ': ')),
  ).toEqual([
    '',
    'Widget: http://127.0.0.1:8790',
    '',
    'Voice: flite',
    'comes with the packages; change it with EVI_VOICE',
    'Data: SQLite in /srv/evi.db',
    'conversations are kept for 30 days; change it with EVI_DATA_DIR, DATABASE_URL, EVI_RETENTION_DAYS',
    'Configs: default',
    'from the folder configs and the environment; change it with EVI_CONFIGS_DIR',
    'API keys: 1',
    'each opens 5 chats at a time; change it with npm run key, EVI_MAX_CONNECTIONS_PER_KEY',
    'Limits: 20 chats of visitors at a time, 50 requests a second of one address',
    expect.stringMatching(/^a chat ends after 30 minutes, or 10 minutes without a word; change it with EVI_/),
    '',
  ]);
});

test('the variables that it names exist', () => {
  const names = of({}).match(/\b(?:EVI|DATABASE)_[A-Z_]+/g) ?? [];
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !VARIABLES.some((variable) => variable.name === name))).toEqual([]);
});

test('a server that nobody else can reach says so last', () => {
  const text = of({ keys: 0, notice: 'No API key has been made.' });
  expect(text).toContain('API keys  none');
  expect(text.trimEnd().endsWith('\n  No API key has been made.')).toBe(true);
});

test('what is off is left out, and odd spans are told in seconds', () => {
  const text = of(
    {},
    { EVI_RETENTION_DAYS: '0', EVI_INACTIVITY_SECONDS: '0', EVI_MAX_DURATION_SECONDS: '90' },
  );
  expect(text).toContain('conversations are kept for ever');
  expect(text).toContain('a chat ends after 90 seconds;');
});

test('of many configs the first ones are named', () => {
  const configs = Array.from({ length: 20 }, (_, index) => `config-${index}`);
  expect(of({ configs })).toContain('config-6, config-7, 12 more\n');
});

test('S32: no password and no key is in it', () => {
  const secrets = { DATABASE_URL: 'postgres://evi:hidden@127.0.0.1/evi', EVI_LLM_API_KEY: 'hidden' };
  expect(of({ store: 'Postgres on 127.0.0.1' }, secrets)).not.toContain('hidden');
});
