/** "Check my install": Permissions-Policy and Feature-Policy, and headers that somebody pasted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHeaders } from '../../demo-site/check/headers.ts';
import { lets, readFeaturePolicy, readPermissionsPolicy } from '../../demo-site/check/permissions.ts';

const PAGE = new URL('https://www.example.com/');
const WIDGET = new URL('https://evi.example.com/widget/');

describe('Permissions-Policy', () => {
  // As Chromium decides for a frame with allow="microphone".
  test.each([
    ['microphone=(self "https://evi.example.com")', true],
    ['microphone=("https://evi.example.com" self)', true],
    ['microphone=*', true],
    ['microphone=(*)', true],
    ['microphone=(self "https://*.example.com")', true],
    ['microphone=(self "https://evi.example.com:*")', true],
    ['microphone=(), microphone=*', true],
    ['camera=(), microphone=(self "https://evi.example.com");report-to=x', true],
    ['microphone=()', false],
    ['microphone=self', false],
    ['microphone=(self)', false],
    ['microphone', false],
    ['microphone=("https://evi.example.com")', false],
    ['microphone="https://evi.example.com"', false],
    ['microphone=(self https://evi.example.com)', false],
    ['microphone=(self "https://evi.example.com:8443")', false],
    ['microphone=(self "http://evi.example.com")', false],
    ['microphone=(self "https://*.evi.example.com")', false],
    ['microphone=(none)', false],
  ])('%s lets the widget listen: %s', (header, expected) => {
    const { allowed, malformed } = readPermissionsPolicy(header, 'microphone');
    expect(malformed).toBe(false);
    expect(allowed && lets(allowed, WIDGET, PAGE)).toBe(expected);
  });

  test('one that says nothing of the feature decides nothing', () => {
    for (const header of ['', 'camera=()', 'microphones=()'])
      expect(readPermissionsPolicy(header, 'microphone')).toEqual({ allowed: undefined, malformed: false });
  });

  test.each([
    "microphone 'self'",
    'microphone=(self "https://evi.example.com"',
    'Microphone=()',
    'microphone=();',
  ])('browsers ignore all of %s', (header) => {
    expect(readPermissionsPolicy(header, 'microphone')).toEqual({ allowed: undefined, malformed: true });
  });

  test('any header can be read, and only origins that are named get something', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.webUrl(), (text, other) => {
        readPermissionsPolicy(text, 'microphone');
        const { origin } = new URL(other);
        const { allowed } = readPermissionsPolicy(`microphone=(self "${origin}")`, 'microphone');
        expect(allowed).toEqual(['self', origin]);
        expect(lets(allowed ?? [], new URL(other), PAGE)).toBe(true);
        expect(lets(allowed ?? [], WIDGET, PAGE)).toBe(origin === WIDGET.origin);
      }),
    );
  });
});

describe('Feature-Policy', () => {
  test.each([
    ["microphone 'self' https://evi.example.com", true],
    ["camera 'none'; microphone *", true],
    ["MICROPHONE 'none'", true],
    ["microphone 'self'", false],
    ["microphone 'none'", false],
    ['microphone https://evi.example.com', false],
  ])('%s lets the widget listen: %s', (header, expected) => {
    expect(lets(readFeaturePolicy(header, 'microphone') ?? ['*'], WIDGET, PAGE)).toBe(expected);
  });

  test('says nothing of what it does not name', () => {
    expect(readFeaturePolicy("camera 'none'", 'microphone')).toBeUndefined();
  });
});

describe('pasted headers', () => {
  test('the last answer counts, and the status line is none', () => {
    const headers = parseHeaders(
      'HTTP/1.1 301 Moved\r\nLocation: https://x.example/\r\nX-Old: 1\r\n\r\nHTTP/2 200\r\ncontent-type: text/html\r\n',
    );
    expect([...headers]).toEqual([['content-type', 'text/html']]);
  });

  test('a value may stand on the next lines, and a header twice', () => {
    const headers = parseHeaders(
      "Content-Security-Policy:\n  default-src 'self';\n  frame-src https://evi.example.com\ncontent-security-policy: img-src *",
    );
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'self'; frame-src https://evi.example.com, img-src *",
    );
  });

  test('whatever is pasted is read, and headers come back as they went in', () => {
    const name = fc.stringMatching(/^[a-z][a-z-]{0,15}$/);
    const value = fc.stringMatching(/^[!-~]{1,20}( [!-~]{1,20})?$/);
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.constantFrom('\n', '\r\n'), (given, end) => {
        const text = Object.entries(given).map(([key, each]) => `${key}: ${each}`);
        expect([...parseHeaders(text.join(end))]).toEqual([...new Headers(given)]);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseHeaders(text)));
  });
});
