import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokens } from '../../server/http/tokens.ts';
import { keysInMemory } from './support/keys.ts';

const ORIGIN = 'https://evi.example.com';
const KEYS = [
  { key: 'key-one', secret: 'secret-one' },
  { key: 'key-two', secret: 'secret:two' },
];
const create = (keys = keysInMemory(...KEYS)) => createTokens(keys, new Set([ORIGIN]));
const VISITOR = { kind: 'widget', configId: 'support' };
const HOLDER = { kind: 'key', keyId: 'id-1' };

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
    const token = await tokens.issueForWidget('support');
    expect(await tokens.accept(token, ORIGIN)).toEqual(VISITOR);
    expect(await tokens.accept(token, ORIGIN)).toBeUndefined();
    expect(await tokens.accept(await tokens.issueForWidget('support'), ORIGIN)).toEqual(VISITOR);
  });

  test('S30: of two sockets that race with it, one opens', async () => {
    const tokens = create();
    const token = await tokens.issueForWidget('support');
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
    const token = await tokens.issueForWidget('support');
    expect(await tokens.accept(token, origin)).toBeUndefined();
    expect(await tokens.accept(token, ORIGIN)).toEqual(VISITOR);
  });

  test('S30: lives a minute', async () => {
    const tokens = create();
    const [early, late] = [await tokens.issueForWidget('support'), await tokens.issueForWidget('support')];
    pass(59);
    expect(await tokens.accept(early, ORIGIN)).toEqual(VISITOR);
    pass(2);
    expect(await tokens.accept(late, ORIGIN)).toBeUndefined();
    // What is forgotten with time must not become good again.
    await tokens.accept(await tokens.issueForWidget('support'), ORIGIN);
    expect(await tokens.accept(early, ORIGIN)).toBeUndefined();
  });

  test('S30: is for chats with its own config', async () => {
    const tokens = create();
    const [one, other] = [await tokens.issueForWidget('one'), await tokens.issueForWidget('other')];
    expect(await tokens.accept(other, ORIGIN)).toEqual({ kind: 'widget', configId: 'other' });
    expect(await tokens.accept(one, ORIGIN)).toEqual({ kind: 'widget', configId: 'one' });
  });

  test('S27: holds nothing that would identify a visitor', async () => {
    const payload = payloadOf(await create().issueForWidget('support'));
    expect(Object.keys(payload).sort()).toEqual(['aud', 'configId', 'exp', 'jti', 'kind']);
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
    expect(await tokens.accept(token, undefined)).toEqual(HOLDER);
    pass(1799);
    expect(await tokens.accept(token, 'https://anywhere.example')).toEqual(HOLDER);
    pass(2);
    expect(await tokens.accept(token, undefined)).toBeUndefined();
  });
});

describe('a token that was not given here', () => {
  test('S30: tampered with', async () => {
    const tokens = create();
    const token = await tokens.issueForWidget('support');
    const [header = '', , signature = ''] = token.split('.');
    for (const forged of [
      { ...payloadOf(token), kind: 'key', keyId: 'id-1' },
      { ...payloadOf(token), configId: 'another' },
      { ...payloadOf(token), exp: 9_999_999_999 },
      { ...payloadOf(token), jti: 'another' },
    ])
      expect(await tokens.accept(`${header}.${encoded(forged)}.${signature}`, ORIGIN)).toBeUndefined();
  });

  test('S30: alg none, with and without a signature', async () => {
    const tokens = create();
    const [, payload = '', signature = ''] = (await tokens.issueForWidget('support')).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = encoded({ alg, typ: 'JWT' });
      expect(await tokens.accept(`${header}.${payload}.`, ORIGIN)).toBeUndefined();
      expect(await tokens.accept(`${header}.${payload}.${signature}`, ORIGIN)).toBeUndefined();
    }
  });

  test('S30: of another server, another key, another audience', async () => {
    expect(await create().accept(await create().issueForWidget('support'), ORIGIN)).toBeUndefined();
    const guessed = await new SignJWT({ kind: 'key', keyId: 'id-1' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('evi-chat')
      .setExpirationTime('1h')
      .sign(new Uint8Array(32));
    expect(await create().accept(guessed, ORIGIN)).toBeUndefined();
  });

  test.each(['', '.', '..', 'x', 'a.b.c', 'é', '\u0000', 'x'.repeat(100_000)])(
    'S9: is no token at all: %.20j',
    async (token) => {
      expect(await create().accept(token, ORIGIN)).toBeUndefined();
    },
  );
});

describe('an API key', () => {
  test('is known whole, and nothing else is', async () => {
    const tokens = create();
    expect(await tokens.findKey('key-one')).toEqual(HOLDER);
    for (const key of ['', 'key', 'key-one ', 'KEY-ONE', 'key-öne', 'secret-one', 'toString'])
      expect(await tokens.findKey(key)).toBeUndefined();
    expect(await create(keysInMemory()).findKey('')).toBeUndefined();
  });

  test('S30: that is revoked opens nothing any more, nor do tokens that were given for it', async () => {
    const keys = keysInMemory(...KEYS);
    const tokens = create(keys);
    const token = (await tokens.issueForKey('key-one', 'secret-one')) ?? '';
    const other = (await tokens.issueForKey('key-two', 'secret:two')) ?? '';
    await keys.revoke('id-1');
    expect(await tokens.findKey('key-one')).toBeUndefined();
    expect(await tokens.issueForKey('key-one', 'secret-one')).toBeUndefined();
    expect(await tokens.accept(token, undefined)).toBeUndefined();
    expect(await tokens.accept(other, undefined)).toEqual({ kind: 'key', keyId: 'id-2' });
  });

  test('S31: opens nothing while the store cannot be asked', async () => {
    const keys = keysInMemory(...KEYS);
    const tokens = create(keys);
    const token = (await tokens.issueForKey('key-one', 'secret-one')) ?? '';
    const failing = () => Promise.reject(new Error('The database is down.'));
    Object.assign(keys, { find: failing, list: failing });
    await expect(tokens.findKey('key-one')).rejects.toThrow('down');
    await expect(tokens.accept(token, undefined)).rejects.toThrow('down');
  });
});
