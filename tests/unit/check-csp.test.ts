/** "Check my install": what a Content-Security-Policy lets a page load. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowsScript,
  frameDirective,
  listMatches,
  parsePolicies,
  parsePolicy,
  scriptDirective,
} from '../../demo-site/check/csp.ts';

const PAGE = new URL('https://www.example.com/shop');
const LOADER = new URL('https://evi.example.com/loader.js');

describe('reading', () => {
  test('names have no case, spaces of any kind divide, and of a directive that comes twice the first counts', () => {
    const policy = parsePolicy("  Script-SRC 'self'\thttps://a.example ;; script-src *; sandbox;");
    expect([...policy]).toEqual([
      ['script-src', ["'self'", 'https://a.example']],
      ['sandbox', []],
    ]);
  });

  test('commas divide policies, and empty ones are none', () => {
    expect(parsePolicies("default-src 'self', , frame-src *").map((policy) => [...policy.keys()])).toEqual([
      ['default-src'],
      ['frame-src'],
    ]);
  });

  test('whatever stands there can be read and asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const policy of parsePolicies(text))
          for (const sources of policy.values()) listMatches(sources, LOADER, PAGE);
      }),
    );
  });

  test('what was written is read', () => {
    const word = fc.stringMatching(/^[a-z-]{1,12}$/);
    const source = fc.stringMatching(/^[!-+\--:<-~]{1,20}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(word, fc.array(source)), { selector: ([name]) => name }),
        (policy) => {
          const text = policy.map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
          expect([...parsePolicy(text)]).toEqual(policy);
        },
      ),
    );
  });
});

describe('sources', () => {
  test.each([
    ['https://evi.example.com', true],
    ['HTTPS://EVI.example.COM', true],
    ['https://evi.example.com:443', true],
    ['https://evi.example.com:*', true],
    ['https://evi.example.com/', true],
    ['https://evi.example.com/loader.js', true],
    ['https://evi.example.com/lo%61der.js', true],
    ['http://evi.example.com', true],
    ['evi.example.com', true],
    ['*.example.com', true],
    ['https://*.example.com', true],
    ['https:', true],
    ['http:', true],
    ['*', true],
    ['https://evi.example.com:8443', false],
    ['https://evi.example.com/widget/', false],
    ['https://evi.example.com/loader', false],
    ['https://evi.example.com/Loader.js', false],
    ['*.evi.example.com', false],
    ['example.com', false],
    ['wss://evi.example.com', false],
    ['wss:', false],
    ['data:', false],
    ["'self'", false],
    ["'none'", false],
    ["'unsafe-inline'", false],
    ['evi.example.com.evil.example', false],
    ['"https://evi.example.com"', false],
  ])('%s matches the loader: %s', (source, expected) => {
    expect(listMatches([source], LOADER, PAGE)).toBe(expected);
  });

  test.each([
    ["'self'", 'http://www.example.com/', 'https://www.example.com/x', true],
    ["'SELF'", 'https://www.example.com/', 'https://www.example.com/x', true],
    ["'self'", 'https://www.example.com/', 'http://www.example.com/x', false],
    ["'self'", 'https://www.example.com/', 'https://www.example.com:8443/x', false],
    ['evi.example.com', 'http://www.example.com/', 'http://evi.example.com/x', true],
    ['evi.example.com', 'https://www.example.com/', 'http://evi.example.com/x', false],
    ['127.0.0.1', 'http://localhost/', 'http://127.0.0.1:8790/x', false],
    ['127.0.0.1:*', 'http://localhost/', 'http://127.0.0.1:8790/x', true],
    ['http://127.0.0.1:8790', 'http://localhost/', 'http://127.0.0.1:8790/x', true],
    ['http://[::1]:8790', 'http://localhost/', 'http://[::1]:8790/x', true],
    ['https://evi.example.com/a/', 'https://www.example.com/', 'https://evi.example.com/a/b.js', true],
  ])('%s on %s lets %s in: %s', (source, page, url, expected) => {
    expect(listMatches([source], new URL(url), new URL(page))).toBe(expected);
  });

  const host = fc.domain().map((name) => name.toLowerCase());
  const url = fc
    .tuple(fc.constantFrom('http', 'https'), host, fc.constantFrom('', ':8443'), fc.webPath())
    .map(([scheme, name, port, path]) => new URL(`${scheme}://${name}${port}${path}`));

  test('an origin covers what is on it, and nothing of another host', () => {
    fc.assert(
      fc.property(url, url, (one, other) => {
        expect(listMatches([one.origin], one, PAGE)).toBe(true);
        if (one.hostname !== other.hostname) expect(listMatches([one.origin], other, PAGE)).toBe(false);
      }),
    );
  });

  test('a wildcard covers hosts beneath, and not the host itself', () => {
    fc.assert(
      fc.property(host, fc.stringMatching(/^[a-z]{1,8}$/), (name, label) => {
        const source = [`https://*.${name}`];
        expect(listMatches(source, new URL(`https://${label}.${name}/`), PAGE)).toBe(true);
        expect(listMatches(source, new URL(`https://${name}/`), PAGE)).toBe(false);
        expect(listMatches(source, new URL(`https://${label}${name}/`), PAGE)).toBe(false);
      }),
    );
  });
});

describe('which directive decides', () => {
  test.each([
    ["default-src 'self'", 'default-src', 'default-src'],
    ["default-src 'self'; script-src *; child-src *", 'script-src', 'child-src'],
    ["script-src-elem *; script-src 'none'; frame-src *; child-src 'none'", 'script-src-elem', 'frame-src'],
    ["img-src 'self'; connect-src 'none'", undefined, undefined],
  ])('%s', (text, script, frame) => {
    const policy = parsePolicy(text);
    expect([scriptDirective(policy)?.name, frameDirective(policy)?.name]).toEqual([script, frame]);
  });
});

describe('scripts', () => {
  const HASH = 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC';
  const OTHER = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

  test.each([
    ["script-src 'nonce-abc'", { nonce: 'abc' }, true],
    ["script-src 'NONCE-abc'", { nonce: 'abc' }, true],
    ["script-src 'nonce-abc'", { nonce: 'ABC' }, false],
    ["script-src 'nonce-abc'", {}, false],
    ["script-src 'nonce-'", {}, false],
    ["script-src 'nonce-abc' 'strict-dynamic'", { nonce: 'abc' }, true],
    ["script-src 'strict-dynamic' https: https://evi.example.com", {}, false],
    ["script-src 'nonce-x' https://evi.example.com", { nonce: 'abc' }, true],
    [`script-src '${HASH}'`, { integrity: HASH }, true],
    [`script-src '${HASH}' 'strict-dynamic'`, { integrity: HASH }, true],
    [`script-src '${HASH.replace(/\+/g, '-').replace(/\//g, '_')}'`, { integrity: HASH }, true],
    [`script-src '${HASH}'`, { integrity: `${HASH} ${OTHER}` }, false],
    [`script-src '${HASH}' '${OTHER}'`, { integrity: `${HASH} ${OTHER}` }, true],
    [`script-src '${HASH}'`, {}, false],
    [`script-src '${HASH}'`, { integrity: 'nothing of the kind' }, false],
  ])(
    '%s for %o: %s',
    (text, { nonce = '', integrity = '' }: { nonce?: string; integrity?: string }, expected) => {
      const directive = scriptDirective(parsePolicy(text));
      expect(directive && allowsScript(directive, { url: LOADER, nonce, integrity }, PAGE)).toBe(expected);
    },
  );
});
