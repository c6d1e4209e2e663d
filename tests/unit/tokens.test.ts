import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokens } from '../../server/http/tokens.ts';

const ORIGIN = 'https://evi.example.com';
const KEYS = [
  { key: 'key-one', secret: 'secret-one' },
  { key: 'key-two', secret: 'secret:two' },
];
const create = () => createTokens(KEYS, new Set([ORIGIN]));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the widget’s token', () => {
  test('S30: is good for one socket from the widget’s own origin', async () => {
    const tokens = create();
    const token = await tokens.issueForWidget();
    expect(await tokens.accept(token, ORIGIN)).toBe(true);
    expect(await tokens.accept(token, ORIGIN)).toBe(false);
    expect(await tokens.accept(await tokens.issueForWidget(), ORIGIN)).toBe(true);
  });

  test('S30: of two sockets that race with it, one opens', async () => {
    const tokens = create();
    const token = await tokens.issueForWidget();
    const accepted = await Promise.all([tokens.accept(token, ORIGIN), tokens.accept(token, ORIGIN)]);
    expect(accepted.filter(Boolean)).toHaveLength(1);
  });

  test.each([
    undefined,
    '',
    'null',
    'https://evil.example',
    `${ORIGIN}.evil.example`,
    'http://evi.example.com',
  ])('S30: is refused from the origin %s, and not used up by it', async (origin) => {
    const tokens = create();
    const token = await tokens.issueForWidget();
    expect(await tokens.accept(token, origin)).toBe(false);
    expect(await tokens.accept(token, ORIGIN)).toBe(true);
  });

  test('S30: lives a minute', async () => {
    const tokens = create();
    const [early, late] = [await tokens.issueForWidget(), await tokens.issueForWidget()];
    pass(59);
    expect(await tokens.accept(early, ORIGIN)).toBe(true);
    pass(2);
    expect(await tokens.accept(late, ORIGIN)).toBe(false);
    // What is forgotten with time must not become good again.
    await tokens.accept(await tokens.issueForWidget(), ORIGIN);
    expect(await tokens.accept(early, ORIGIN)).toBe(false);
  });

  test('S27: holds nothing that would identify a visitor', async () => {
    const payload = payloadOf(await create().issueForWidget());
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'jti', 'kind']);
  });
});

describe('the token for a key', () => {
  test('is given for the key with its own secret only', async () => {
    const tokens = create();
    expect(await tokens.issueForKey('key-one', 'secret-one')).toBeTypeOf('string');
    expect(await tokens.issueForKey('key-two', 'secret:two')).toBeTypeOf('string');
    for (const [key, secret] of [
      ['key-one', 'secret-two'],
      ['key-one', ''],
      ['key-one', 'secret-ön'],
      ['key-two', 'secret'],
      ['', ''],
      ['nobody', 'secret-one'],
    ] as const)
      expect(await tokens.issueForKey(key, secret)).toBeUndefined();
  });

  test('is good for 30 minutes, for any number of sockets, from servers too', async () => {
    const tokens = create();
    const token = (await tokens.issueForKey('key-one', 'secret-one')) ?? '';
    expect(await tokens.accept(token, undefined)).toBe(true);
    pass(1799);
    expect(await tokens.accept(token, 'https://anywhere.example')).toBe(true);
    pass(2);
    expect(await tokens.accept(token, undefined)).toBe(false);
  });
});

describe('a token that was not given here', () => {
  test('S30: tampered with', async () => {
    const tokens = create();
    const token = await tokens.issueForWidget();
    const [header = '', , signature = ''] = token.split('.');
    for (const forged of [
      { ...payloadOf(token), kind: 'api' },
      { ...payloadOf(token), exp: 9_999_999_999 },
      { ...payloadOf(token), jti: 'another' },
    ])
      expect(await tokens.accept(`${header}.${encoded(forged)}.${signature}`, ORIGIN)).toBe(false);
  });

  test('S30: alg none, with and without a signature', async () => {
    const tokens = create();
    const [, payload = '', signature = ''] = (await tokens.issueForWidget()).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = encoded({ alg, typ: 'JWT' });
      expect(await tokens.accept(`${header}.${payload}.`, ORIGIN)).toBe(false);
      expect(await tokens.accept(`${header}.${payload}.${signature}`, ORIGIN)).toBe(false);
    }
  });

  test('S30: of another server, another key, another audience', async () => {
    expect(await create().accept(await create().issueForWidget(), ORIGIN)).toBe(false);
    const guessed = await new SignJWT({ kind: 'api' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('evi-chat')
      .setExpirationTime('1h')
      .sign(new Uint8Array(32));
    expect(await create().accept(guessed, ORIGIN)).toBe(false);
  });

  test.each(['', '.', '..', 'x', 'a.b.c', 'é', '\u0000', 'x'.repeat(100_000)])(
    'S9: is no token at all: %.20j',
    async (token) => {
      expect(await create().accept(token, ORIGIN)).toBe(false);
    },
  );
});

test('API keys are known whole, and only they', () => {
  const tokens = create();
  expect(tokens.isKey('key-one')).toBe(true);
  // As long in characters and longer in bytes: comparing in constant time must not throw.
  for (const key of ['', 'key', 'key-one ', 'KEY-ONE', 'key-öne', 'secret-one', 'toString'])
    expect(tokens.isKey(key)).toBe(false);
  expect(createTokens([], new Set()).isKey('')).toBe(false);
});
