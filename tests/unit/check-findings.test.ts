/** "Check my install": what is found on a page, and that the cure cures. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Page } from '../../demo-site/check/finding.ts';
import { readHtml } from '../../demo-site/check/html.ts';
import { judgePolicies } from '../../demo-site/check/policy.ts';
import { judgeFrame, judgeLoader, judgeToken } from '../../demo-site/check/server.ts';
import { judgeTags, loaderTags } from '../../demo-site/check/tag.ts';
import { OPTIONS } from '../../shared/options/table.ts';

const WIDGET = new URL('https://evi.example.com/widget/');
const TAG = '<script src="https://evi.example.com/loader.js" async></script>';

const pageOf = (
  html: string,
  headers: Record<string, string> = {},
  url = 'https://www.example.com/',
): Page => ({
  url: new URL(url),
  headers: new Headers(headers),
  html: readHtml(html),
  pasted: false,
});

function tagFindings(html: string, url?: string): Finding[] {
  const page = pageOf(html, {}, url);
  return judgeTags(loaderTags(page), page, TAG).findings;
}

const wrongs = (findings: readonly Finding[]): Finding[] => findings.filter(({ level }) => level !== 'fine');
const titles = (findings: readonly Finding[]): string[] => wrongs(findings).map(({ title }) => title);

function policyFindings(headers: Record<string, string>, html = TAG): Finding[] {
  const page = pageOf(html, headers);
  const [tag] = loaderTags(page);
  if (!tag) throw new Error('The page has no tag.');
  return judgePolicies(page, tag, WIDGET);
}

describe('the tag', () => {
  test('a good one is fine', () => {
    expect(titles(tagFindings(`<!doctype html><body>${TAG}`))).toEqual([]);
    expect(
      titles(tagFindings('<script src="//evi.example.com/loader.js" defer data-title="Ask"></script>')),
    ).toEqual([]);
  });

  test.each([
    '',
    `<!-- ${TAG} -->`,
    `<noscript>${TAG}</noscript>`,
    `<template>${TAG}</template>`,
    `<textarea>${TAG}</textarea>`,
    '<script>"https://evi.example.com/loader.js"</script>',
    '<script src="https://evi.example.com/widget/"></script>',
    '<script src="http://["></script>',
  ])('there is none in %s', (html) => {
    const [finding] = tagFindings(html);
    expect(finding).toMatchObject({ level: 'wrong', title: 'The page has no tag of the widget', code: TAG });
  });

  test.each([
    ['type="module"', 'The tag is a module'],
    ['type="text/plain"', 'The browser does not run the tag'],
    ['nomodule', 'The browser does not run the tag'],
    ['integrity="sha256-x" crossorigin', 'The next release will break the page'],
    ['data-offset="5px"', 'data-offset="5px" is not used'],
    ['data-constructor="1"', 'data-constructor is not an attribute of the widget'],
  ])('%s is found, alone', (attributes, title) => {
    expect(titles(tagFindings(TAG.replace('async', `async ${attributes}`)))).toEqual([title]);
  });

  test('one that the page waits for, on the page’s own origin, twice', () => {
    const own = '<script src="/loader.js"></script>';
    expect(titles(tagFindings(own + own))).toEqual([
      'The page has the tag more than once',
      'Page and widget are on one origin',
      'The page waits for the loader',
    ]);
  });

  test('two of different names are no duplicates', () => {
    const named = (name: string) => TAG.replace('async', `async data-name="${name}"`);
    expect(titles(tagFindings(named('a') + named('b')))).not.toContain('The page has the tag more than once');
    expect(titles(tagFindings(named('a') + named('a')))).toContain(
      'The page has more than one widget of the name "a"',
    );
    expect(titles(tagFindings(TAG + named('default')))).toContain('The page has the tag more than once');
  });

  test('integrity is for one release, and needs crossorigin', () => {
    const release =
      '<script src="https://evi.example.com/1.2.3/loader.js" async integrity="sha384-x"></script>';
    const [finding, ...others] = wrongs(tagFindings(release));
    expect(finding?.title).toBe('The tag has integrity without crossorigin');
    expect(others).toEqual([]);
    expect(titles(tagFindings(finding?.code ?? ''))).toEqual([]);
    expect(finding?.code).toContain('integrity="sha384-x"');
  });

  test.each([
    ['https://www.example.com/', 'http://evi.example.com', 'The page is on HTTPS, the widget is not'],
    ['http://www.example.com/', 'https://evi.example.com', 'Visitors cannot talk without HTTPS'],
    ['http://www.example.com/', 'http://evi.example.com', 'Visitors cannot talk without HTTPS'],
    ['http://localhost:8080/', 'http://127.0.0.1:8790', undefined],
    ['https://www.example.com/', 'http://localhost:8790', undefined],
    ['http://localhost.example.com/', 'https://evi.example.com', 'Visitors cannot talk without HTTPS'],
  ])('%s with a widget of %s', (url, origin, title) => {
    expect(titles(tagFindings(`<script src="${origin}/loader.js" async></script>`, url))).toEqual(
      title ? [title] : [],
    );
  });

  test('its address is that of <base>, as in a browser', () => {
    const page = pageOf('<base href="https://evi.example.com/a/"><script src="loader.js"></script>');
    expect(loaderTags(page)[0]?.url.href).toBe('https://evi.example.com/a/loader.js');
  });

  test('a slip of the pen gets the right name', () => {
    for (const [slip, right] of [
      ['data-titel', 'data-title'],
      ['data-color-accent', undefined],
      ['data-accentcolor', 'data-accent-color'],
      ['data-accent-colour', 'data-accent-color'],
      ['data-zindex', 'data-z-index'],
      ['data-configid', 'data-config-id'],
    ] as const) {
      const [finding] = wrongs(tagFindings(TAG.replace('async', `async ${slip}="1"`)));
      expect(finding?.cure).toBe(right ? `Did you mean ${right}?` : 'Leave it out.');
    }
  });

  test('what only a browser can judge is left to it', () => {
    const page = pageOf(TAG.replace('async', 'async data-context-exclude="nav, .x"'));
    const { findings, inBrowser } = judgeTags(loaderTags(page), page, TAG);
    expect(titles(findings)).toEqual([]);
    expect(inBrowser).toMatchObject([{ selectors: 'nav, .x', finding: { level: 'warning' } }]);
  });

  test('all defaults are understood, whatever is in the table', () => {
    for (const [name, { default: value }] of Object.entries(OPTIONS)) {
      const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(titles(tagFindings(TAG.replace('async', `async data-${attribute}="${value}"`)))).toEqual([]);
    }
  });

  test('with the tag that is proposed, nothing is wrong with the tag', () => {
    const attributes = fc.subarray([
      'type="module"',
      'type=text/plain',
      'nomodule',
      'defer',
      'integrity="sha256-x"',
      'crossorigin',
      'data-title="a &quot;b&quot; &amp;amp; <script>"',
      'data-position="top-left"',
    ]);
    const address = fc.constantFrom(
      'https://evi.example.com/loader.js',
      'http://evi.example.com/loader.js',
      'https://evi.example.com/1.2.3/loader.js',
    );
    fc.assert(
      fc.property(address, attributes, (src, given) => {
        const found = wrongs(tagFindings(`<script src="${src}" ${given.join(' ')}></script>`));
        for (const { code = '' } of found) {
          expect(titles(tagFindings(code))).toEqual([]);
          const [tag] = loaderTags(pageOf(code));
          expect(tag?.attributes['data-title']).toBe(
            given.some((each) => each.startsWith('data-title')) ? 'a "b" &amp; <script>' : undefined,
          );
        }
      }),
    );
  });
});

describe('the page’s policies', () => {
  const CSP = 'Content-Security-Policy';

  test('without any, and with good ones, all is fine', () => {
    expect(titles(policyFindings({}))).toEqual([]);
    const headers = {
      [CSP]:
        "default-src 'none'; script-src 'self' https://evi.example.com; frame-src https://evi.example.com; require-trusted-types-for 'script'",
      'Permissions-Policy': 'microphone=(self "https://evi.example.com"), camera=()',
      'X-Frame-Options': 'DENY',
    };
    expect(titles(policyFindings(headers))).toEqual([]);
  });

  test.each([
    ["script-src 'self'", ['The Content-Security-Policy blocks the loader']],
    ["frame-src 'none'", ['The Content-Security-Policy blocks the widget’s frame']],
    ["default-src https:; child-src 'self'", ['The Content-Security-Policy blocks the widget’s frame']],
    ['sandbox allow-scripts', ['The Content-Security-Policy puts the page into a sandbox']],
    ['sandbox allow-scripts allow-same-origin', []],
    ["script-src *, script-src 'self'", ['The Content-Security-Policy number 2 blocks the loader']],
    ["img-src 'none'; connect-src 'none'; style-src 'self'", []],
  ])('%s', (policy, expected) => {
    expect(titles(policyFindings({ [CSP]: policy }))).toEqual(expected);
  });

  test.each([
    ["frame-src 'none'", 'frame-src https://evi.example.com'],
    ["script-src 'self'; frame-src *", "script-src 'self' https://evi.example.com"],
    // To the default nothing is added: it holds for everything else, too.
    ["default-src 'self'; frame-src *", "script-src 'self' https://evi.example.com"],
    ['default-src data:; script-src *', 'frame-src data: https://evi.example.com'],
  ])('%s is put right by %s', (policy, code) => {
    expect(wrongs(policyFindings({ [CSP]: policy })).map((finding) => finding.code)).toEqual([code]);
  });

  test('a <meta> counts in the head only, and cannot sandbox', () => {
    const meta = (content: string) => `<meta http-equiv="${CSP}" content="${content}">`;
    const inHead = `<head>${meta("frame-src 'self'; sandbox")}</head><body>${TAG}`;
    expect(titles(policyFindings({}, inHead))).toEqual([
      'The Content-Security-Policy in a <meta> tag blocks the widget’s frame',
    ]);
    expect(titles(policyFindings({}, `<body><p>${meta("frame-src 'self'")}${TAG}`))).toEqual([]);
  });

  test('what only reports is a warning', () => {
    const findings = wrongs(policyFindings({ [`${CSP}-Report-Only`]: "frame-src 'self'; sandbox" }));
    expect(findings).toMatchObject([{ level: 'warning', title: expect.stringContaining('would block') }]);
  });

  test('a nonce that the tag lacks is asked for, and one that developer tools hide is not called wrong', () => {
    const headers = { [CSP]: "script-src 'nonce-abc' 'strict-dynamic'" };
    const [finding] = wrongs(policyFindings(headers));
    expect(finding?.code).toContain('nonce="');
    expect(titles(policyFindings(headers, TAG.replace('async', 'async nonce=abc')))).toEqual([]);
    const empty = TAG.replace('async', 'async nonce=""');
    expect(wrongs(policyFindings(headers, empty))).toMatchObject([{ level: 'wrong' }]);
    const hidden = { ...pageOf(empty, headers), pasted: true };
    const [tag] = loaderTags(hidden);
    expect(tag && wrongs(judgePolicies(hidden, tag, WIDGET))).toMatchObject([{ level: 'warning' }]);
  });

  test.each([
    [{ 'Permissions-Policy': 'microphone=()' }, ['wrong']],
    [{ 'Permissions-Policy': 'autoplay=(self)' }, ['warning']],
    [{ 'Permissions-Policy': "microphone 'none'" }, ['warning']],
    [{ 'Feature-Policy': "microphone 'none'" }, ['wrong']],
    [{ 'Feature-Policy': "microphone 'none'", 'Permissions-Policy': 'microphone=*' }, []],
    [{ 'Feature-Policy': "microphone 'none'", 'Permissions-Policy': 'camera=*' }, ['wrong']],
  ])('%o', (headers, levels) => {
    expect(wrongs(policyFindings(headers as Record<string, string>)).map(({ level }) => level)).toEqual(
      levels,
    );
  });

  test('with the directives and headers that are proposed, all is fine', () => {
    const source = fc.constantFrom(
      "'self'",
      "'none'",
      'https://a.example',
      '*.example.com',
      'data:',
      "'unsafe-inline'",
    );
    const name = fc.constantFrom(
      'default-src',
      'script-src',
      'script-src-elem',
      'frame-src',
      'child-src',
      'img-src',
    );
    const sandbox = fc.option(fc.subarray(['allow-scripts', 'allow-same-origin', 'allow-forms']));
    const microphone = fc.option(fc.constantFrom('()', '(self)', '*', '("https://a.example")'));
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.array(source)),
        sandbox,
        microphone,
        (sources, tokens, listeners) => {
          const directives: Record<string, string> = {};
          for (const [key, list] of Object.entries(sources)) directives[key] = [key, ...list].join(' ');
          if (tokens) directives.sandbox = ['sandbox', ...tokens].join(' ');
          let permissions = listeners ? `microphone=${listeners}` : '';
          const judge = () =>
            wrongs(
              policyFindings({
                [CSP]: Object.values(directives).join('; '),
                'Permissions-Policy': permissions,
              }),
            );
          for (const { code = '' } of judge()) {
            const header = /^Permissions-Policy: (.*)$/.exec(code)?.[1];
            if (header) permissions = header;
            else directives[code.split(' ')[0] ?? ''] = code;
          }
          expect(judge()).toEqual([]);
        },
      ),
    );
  });
});

describe('the widget’s server', () => {
  const answer = (headers: Record<string, string>, body = '', status = 200) => ({
    url: WIDGET,
    status,
    headers: new Headers(headers),
    bytes: new TextEncoder().encode(body),
    text: body,
    redirects: [],
    cut: false,
  });

  test.each([
    ['https://www.example.com', []],
    ['https://*.example.com', []],
    ['https://example.com', ['The server does not let this page show the widget']],
    [
      'http://www.example.com:8080 https://shop.example.com',
      ['The server does not let this page show the widget'],
    ],
    ["'none'", ['The server does not let this page show the widget']],
  ])('frame-ancestors %s', (ancestors, expected) => {
    const findings = judgeFrame(
      answer({ 'Content-Security-Policy': `frame-ancestors ${ancestors}` }),
      pageOf(TAG),
    );
    expect(titles(findings)).toEqual(expected);
    if (expected.length) expect(findings[0]?.code).toBe('EVI_ALLOWED_SITES=https://www.example.com');
  });

  test('headers that a proxy took away or added', () => {
    expect(judgeFrame(answer({}), pageOf(TAG))).toMatchObject([{ level: 'warning' }]);
    expect(judgeFrame(answer({ 'X-Frame-Options': 'SAMEORIGIN' }), pageOf(TAG))).toMatchObject([
      { level: 'wrong', title: 'The widget’s frame comes with X-Frame-Options' },
    ]);
  });

  test.each(['require-corp', 'credentialless'])('under Cross-Origin-Embedder-Policy: %s', (embedder) => {
    const page = pageOf(TAG, { 'Cross-Origin-Embedder-Policy': embedder });
    const ancestors = { 'Content-Security-Policy': 'frame-ancestors https://www.example.com' };
    const kept = {
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': 'text/javascript',
    };
    const [tag] = loaderTags(page);
    if (!tag) throw new Error('The page has no tag.');
    expect(titles(judgeFrame(answer({ ...ancestors, ...kept }), page))).toEqual([]);
    expect(wrongs(judgeFrame(answer(ancestors), page))[0]?.code).toBe(
      'Cross-Origin-Embedder-Policy: require-corp',
    );
    expect(titles(judgeLoader(answer(kept), tag, page))).toEqual([]);
    const bare = judgeLoader(answer({ 'Content-Type': 'text/javascript' }), tag, page);
    expect(titles(bare)).toHaveLength(embedder === 'require-corp' ? 1 : 0);
  });

  test('a loader that is none, and a hash that is another’s', () => {
    const page = pageOf(
      '<script src="https://evi.example.com/1.0.0/loader.js" crossorigin integrity="sha256-x sha384-x"></script>',
    );
    const [tag] = loaderTags(page);
    if (!tag) throw new Error('The page has no tag.');
    const script = { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' };
    expect(titles(judgeLoader(answer(script, 'x'), tag, page))).toEqual([
      'The tag’s integrity is of another file',
    ]);
    const right = createHash('sha384').update('x').digest('base64');
    tag.attributes = { ...tag.attributes, integrity: `sha256-x sha384-${right}` };
    expect(titles(judgeLoader(answer(script, 'x'), tag, page))).toEqual([]);
    expect(titles(judgeLoader(answer({ 'Content-Type': 'text/html' }, 'x'), tag, page))).toContain(
      'The loader’s address does not answer with JavaScript',
    );
    expect(titles(judgeLoader(answer({}, '', 404), tag, page))).toEqual(['The loader is not there']);
  });

  test('tokens: the server’s own words are passed on, as far as they are words', () => {
    expect(judgeToken(answer({}, '{"access_token":"x"}'), '').level).toBe('fine');
    expect(judgeToken(answer({}, '{"error":"No such config."}', 400), 'shop')).toMatchObject({
      level: 'wrong',
      title: expect.stringContaining('"shop"'),
      cause: 'No such config.',
    });
    for (const body of ['<h1>', 'null', '{"error":{"a":1}}'])
      expect(judgeToken(answer({}, body, 500), '').cause).toBe('The answer to POST /token has status 500.');
    expect(judgeToken(answer({}, '', 403), '').code).toBe('EVI_PUBLIC_ORIGIN=https://evi.example.com');
    expect(judgeToken(answer({}, '', 429), '').level).toBe('warning');
  });
});
