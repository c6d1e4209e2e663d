/** Security cases S2 to S7 and S13, in the parts that need no browser; tests/security has the others. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseOrigin } from '../../server/http/headers.ts';
import { isFrom, isHello, isWelcome } from '../../shared/bridge/handshake.ts';
import { embedderOrigin } from '../../widget/host/embedder.ts';

const ours = 'https://a.com';
const peer = {} as Window;
const message = (parts: { isTrusted?: boolean; source?: unknown; origin?: string }): MessageEvent =>
  ({ isTrusted: true, source: peer, origin: ours, ...parts }) as MessageEvent;

describe('who a message is from', () => {
  test('the true peer is heard', () => expect(isFrom(message({}), peer, ours)).toBe(true));

  test.each([
    'https://a.com.evil.com',
    'https://evila.com',
    'https://www.a.com',
    'http://a.com',
    'https://a.com:444',
    'https://a.com:443',
    'https://a.com.',
    'https://A.com',
    'https://a.com/',
    'https://xn--a-ecp.com',
    'https://\u0430.com',
    'http://localhost',
    'https://localhost',
    ' https://a.com',
    'null',
    '',
    '*',
  ])('S2, S3, S7: a message of origin "%s" is not', (origin) => {
    expect(isFrom(message({ origin }), peer, ours)).toBe(false);
  });

  test('S5: an event made by script is not, whatever it says', () => {
    expect(isFrom(message({ isTrusted: false }), peer, ours)).toBe(false);
    expect(isFrom(new MessageEvent('message', { origin: ours }), peer, ours)).toBe(false);
  });

  test('S1, S3: another window is not, nor the absence of one', () => {
    expect(isFrom(message({ source: {} }), peer, ours)).toBe(false);
    expect(isFrom(message({ source: null }), peer, ours)).toBe(false);
    expect(isFrom(message({ source: null }), null, ours)).toBe(false);
    expect(isFrom(message({}), null, ours)).toBe(false);
  });

  test('S6: an opaque origin is never heard, not even when it is expected', () => {
    expect(isFrom(message({ origin: 'null' }), peer, 'null')).toBe(false);
  });
});

describe('S9, S13: hello and welcome', () => {
  const nonce = '0123456789abcdef0123456789abcdef';
  test('the true ones are known', () => {
    expect(isHello({ evi: 'hello 1', nonce })).toBe(true);
    expect(isWelcome({ evi: 'welcome 1', nonce }, nonce)).toBe(true);
  });

  const broken: unknown[] = [
    null,
    undefined,
    'hello 1',
    1,
    true,
    [],
    {},
    { evi: 'hello 1' },
    { evi: 'hello 2', nonce },
    { evi: ['hello 1'], nonce },
    { nonce },
    { evi: 'hello 1', nonce: '' },
    { evi: 'hello 1', nonce: null },
    { evi: 'hello 1', nonce: [nonce] },
    { evi: 'hello 1', nonce: { toString: 1, valueOf: 1 } },
    { evi: 'hello 1', nonce: `${nonce}0` },
    { evi: 'hello 1', nonce: `${nonce}\n` },
    { evi: 'hello 1', nonce: nonce.toUpperCase() },
    { evi: 'hello 1', nonce: 'x'.repeat(10_000_000) },
    { evi: 'constructor', nonce },
    { evi: '__proto__', nonce },
    new Map([['evi', 'hello 1']]),
  ];
  test.each(broken.map((data) => [data]))('%o is neither', (data) => {
    expect(isHello(data as Parameters<typeof isHello>[0])).toBe(false);
    expect(isWelcome(data as Parameters<typeof isWelcome>[0], nonce)).toBe(false);
  });

  test('S13: a welcome to another hello is not ours', () => {
    const other = nonce.replace('0', 'f');
    for (const wrong of [other, '', undefined, null, [nonce], { toString: 1 }])
      expect(isWelcome({ evi: 'welcome 1', nonce: wrong } as Parameters<typeof isWelcome>[0], nonce)).toBe(
        false,
      );
  });
});

describe('S3, S6, S17: which page the frame runs in', () => {
  afterEach(() => vi.unstubAllGlobals());
  const within = (ancestors: string[] | undefined, referrer = ''): void => {
    vi.stubGlobal('self', { name: 'frame' });
    vi.stubGlobal('parent', { name: 'host' });
    vi.stubGlobal('location', { origin: 'https://widget.com', ancestorOrigins: ancestors });
    vi.stubGlobal('document', { referrer });
  };

  test.each<[string, string[] | undefined, string, string | undefined]>([
    ['a page of another origin', ['https://a.com'], '', 'https://a.com'],
    ['the nearest of several', ['https://a.com', 'https://top.com'], '', 'https://a.com'],
    ['a port', ['http://localhost:8080'], '', 'http://localhost:8080'],
    ['the widget’s own origin', ['https://widget.com'], '', undefined],
    ['an opaque origin', ['null'], '', undefined],
    ['a file', ['file://'], '', undefined],
    ['a data: page', ['data:text/html,x'], '', undefined],
    ['nothing', [], '', undefined],
    ['ancestors before a forged referrer', ['https://a.com'], 'https://b.com/', 'https://a.com'],
    ['the referrer of a browser without ancestors', undefined, 'https://a.com/', 'https://a.com'],
    ['no referrer', undefined, '', undefined],
    ['a referrer of its own', undefined, 'https://widget.com/widget/', undefined],
  ])('%s', (_name, ancestors, referrer, origin) => {
    within(ancestors, referrer);
    expect(embedderOrigin()).toBe(origin);
  });

  test('not in a window of its own', () => {
    within(['https://a.com']);
    vi.stubGlobal('parent', self);
    expect(embedderOrigin()).toBeUndefined();
  });
});

test.each([
  '*',
  'null',
  'a.com',
  'https://*.a.com',
  'https://a.com/',
  'https://a.com/path',
  'https://A.com',
  'https://a.com:443',
  'https://user@a.com',
  'https://ä.com',
  'data:text/html,x',
  'javascript:alert(1)',
  'file:///etc',
  "https://a.com 'self'",
  'https://a.com;script-src *',
  'https://a.com,https://b.com',
  'https://a.com\r\nX: y',
  "'self'",
  '',
])('S7: "%s" is not an origin that a server can be told', (text) => {
  expect(() => parseOrigin(text)).toThrow(/not an origin/);
});
