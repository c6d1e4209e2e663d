import fc from 'fast-check';
import { messageText } from './frames.ts';
import { anyName, anyShortText } from './mutate.ts';

/** What stands in the generated requests for things that are known only when a server runs. */
export const PLACEHOLDERS = ['{chat}', '{key}', '{basic}', '{origin}'] as const;
export type Known = Record<(typeof PLACEHOLDERS)[number], string>;

/** A request as it goes over the wire. */
export interface RawRequest {
  /** Latin-1: one character a byte. Placeholders are in it. */
  text: string;
  /** HTTP's grammar wants an answer with a status, not just a close. */
  wellFormed: boolean;
  /** WebSocket frames, for when it is answered with 101. */
  frames: readonly string[];
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
/** Runs of what HTTP allows in an address, and in a header's value. */
const runOf = (from: string, to: string, maxLength: number) =>
  fc.string({
    unit: fc
      .integer({ min: from.charCodeAt(0), max: to.charCodeAt(0) })
      .map((code) => String.fromCharCode(code)),
    maxLength,
  });

/** `good` most of the time, so that what is wrong elsewhere is met, too. */
const mostly = <Value>(good: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: other });

const anyPath = fc
  .tuple(
    fc.constantFrom(
      '/',
      '//',
      '*',
      '/widget',
      '/widget/assets/',
      '/v0/evi/chat/x/send',
      'http://{origin}/token',
    ),
    fc.oneof(
      fc.constantFrom('', '/', '/..', '/%2e%2e', '%', '%ff', '%00', '?', '#', '/x'.repeat(3000)),
      runOf('!', '~', 30),
    ),
  )
  .map((parts) => parts.join(''));

const anyQuery = fc.oneof(
  fc.constantFrom('?api_key={key}', '?access_token={key}', '?api_key=', '?%', '?&=&', '??'),
  fc
    .array(fc.tuple(anyName, anyShortText))
    .map(
      (pairs) =>
        `?${new URLSearchParams(pairs.map((pair) => pair.map((text) => Buffer.from(text).toString())))}`,
    ),
);

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'M-SEARCH'];

const VALUES = [
  '{key}',
  'Basic {basic}',
  'Basic ====',
  'Bearer {key}',
  'http://{origin}',
  'null',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'gzip, deflate, br',
  '*',
  'bytes=0-,5-,-1',
  'W/"x", *',
  '1.2.3.4, ::1, [::1]:9, x',
  '10.0.0.1',
  '9'.repeat(400),
  ',,,,',
  'x'.repeat(5000),
];

const header = fc.tuple(
  fc.oneof(
    fc.constantFrom(
      'Origin',
      'Content-Type',
      'Authorization',
      'X-Hume-Api-Key',
      'X-Forwarded-For',
      'Accept-Encoding',
      'Content-Encoding',
      'If-None-Match',
      'Range',
      'Cookie',
      'Referer',
      '__proto__',
      'constructor',
    ),
    fc.stringMatching(/^X-[\w!#$%&'*+.^`|~-]{1,20}$/),
  ),
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
    runOf(' ', '~', 40),
    runOf('\x80', '\xff', 20),
  ),
);
type Header = readonly [name: string, value: string];

const anyHeaders = fc.array(header, { minLength: 1, maxLength: 4 });

interface Asked {
  method: string;
  path: string;
  headers: readonly Header[];
  body: string;
}

const FORM: Header = ['Content-Type', 'application/x-www-form-urlencoded'];
const KEY: Header = ['X-Hume-Api-Key', '{key}'];

/** What good clients ask for. */
const GOOD: Asked[] = [
  ...['/loader.js', '/widget/', '/widget/config.json', '/widget/assets/index-abc.js', '/nothing'].map(
    (path) => ({
      method: 'GET',
      path,
      headers: [],
      body: '',
    }),
  ),
  {
    method: 'POST',
    path: '/token',
    headers: [['Origin', 'http://{origin}'], FORM],
    body: 'config_id=default',
  },
  {
    method: 'POST',
    path: '/oauth2-cc/token',
    headers: [['Authorization', 'Basic {basic}'], FORM],
    body: 'grant_type=client_credentials',
  },
  ...['{"type":"assistant_input","text":"Hello"}', '{"type":"audio_input","data":"AAAA"}'].map((body) => ({
    method: 'POST',
    path: '/v0/evi/chat/{chat}/send',
    headers: [KEY],
    body,
  })),
];

/** Limits count each address apart, and there are not so many that counting them would look like a leak. */
const address: fc.Arbitrary<Header> = fc
  .nat({ max: 255 })
  .map((last) => ['X-Forwarded-For', `10.0.0.${last}`]);

const headOf = (method: string, address: string, fields: readonly Header[]): string =>
  `${[`${method} ${address} HTTP/1.1`, 'Host: {origin}', ...fields.map((field) => field.join(': '))].join('\r\n')}\r\n\r\n`;

const anyBody = fc.oneof(
  fc.constantFrom('', 'grant_type=password', 'config_id=%', '&=&', '{}', 'x'.repeat(5000)),
  messageText.map((text) => Buffer.from(text).toString('latin1')),
  fc.uint8Array({ maxLength: 300 }).map(latin1),
);

const request: fc.Arbitrary<RawRequest> = fc
  .constantFrom(...GOOD)
  .chain((good) =>
    fc.record({
      method: mostly(good.method, fc.constantFrom(...METHODS)),
      path: mostly(good.path, anyPath),
      query: mostly('', anyQuery),
      address,
      headers: mostly(good.headers, anyHeaders),
      more: mostly([], anyHeaders),
      body: mostly(good.body, anyBody),
      chunked: fc.boolean(),
      expects: mostly([], fc.constant<readonly Header[]>([['Expect', '100-continue']])),
    }),
  )
  .map(({ method, path, query, address, headers, more, body, chunked, expects }) => {
    const framing: Header = chunked
      ? ['Transfer-Encoding', 'chunked']
      : ['Content-Length', String(body.length)];
    const fields = [address, ...headers, ...more, framing, ['Connection', 'close'] as const, ...expects];
    const chunk = body && `${body.length.toString(16)}\r\n${body}\r\n`;
    const text = headOf(method, path + query, fields) + (chunked ? `${chunk}0\r\n\r\n` : body);
    return { text, wellFormed: true, frames: [] };
  });

/** One frame of the WebSocket protocol, good or not: https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
const socketFrame: fc.Arbitrary<string> = fc
  .record({
    first: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(0x81, 0x82, 0x01, 0x80, 0x00, 0x89, 0x8a) },
      { weight: 1, arbitrary: fc.constant(0x88) },
      { weight: 1, arbitrary: fc.nat({ max: 255 }) },
    ),
    masked: fc.nat({ max: 19 }).map((dice) => dice > 0),
    payload: fc.oneof(
      messageText.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 130 }).map((bytes) => Buffer.from(bytes)),
    ),
    claims: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) },
    ),
  })
  .map(({ first, masked, payload, claims }) => {
    const length = claims ?? BigInt(payload.length);
    const mask = masked ? 0x80 : 0;
    const long = Buffer.alloc(8);
    long.writeBigUInt64BE(length);
    const size =
      length < 126n
        ? [mask | Number(length)]
        : length < 65_536n
          ? [mask | 126, ...long.subarray(6)]
          : [mask | 127, ...long];
    // Masked with zeros, which changes nothing.
    return latin1(Buffer.concat([Buffer.from([first, ...size, ...(masked ? [0, 0, 0, 0] : [])]), payload]));
  });

const upgrade: fc.Arbitrary<RawRequest> = fc
  .record({
    path: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('/v0/evi/chat') },
      { weight: 1, arbitrary: fc.constantFrom('/v0/evi/chat/{chat}/connect') },
      { weight: 1, arbitrary: anyPath },
    ),
    query: mostly('', anyQuery),
    address,
    headers: mostly([KEY], anyHeaders),
    protocol: mostly('websocket', fc.constantFrom('WebSocket', 'h2c', '')),
    version: mostly('13', fc.constantFrom('8', '', '99999999999', 'x')),
    key: mostly('dGhlIHNhbXBsZSBub25jZQ==', runOf(' ', '~', 30)),
    more: mostly(
      [],
      fc.array(
        fc.tuple(
          fc.constantFrom('Sec-WebSocket-Protocol', 'Sec-WebSocket-Extensions'),
          fc.oneof(fc.constantFrom('permessage-deflate', 'a, a', 'a; b="', ';;'), runOf(' ', '~', 30)),
        ),
        { maxLength: 2 },
      ),
    ),
    frames: fc.array(socketFrame, { maxLength: 12 }),
  })
  .map(({ path, query, address, headers, protocol, version, key, more, frames }) => ({
    text: headOf('GET', path + query, [
      address,
      ...headers,
      ['Connection', 'Upgrade'],
      ['Upgrade', protocol],
      ['Sec-WebSocket-Version', version],
      ['Sec-WebSocket-Key', key],
      ...more,
    ]),
    // Without a protocol it is an ordinary request, whose connection stays open for the next one.
    wellFormed: protocol !== '',
    frames,
  }));

/** The text of a request with pieces cut out, put in or doubled, so that it may be HTTP no longer. */
const malformed: fc.Arbitrary<RawRequest> = fc
  .tuple(
    fc.oneof(request, upgrade),
    fc.array(
      fc.record({
        at: fc.nat({ max: 1000 }),
        length: fc.nat({ max: 40 }),
        instead: fc.oneof(
          fc.constantFrom(
            '',
            '\r\n',
            '\n',
            '\r\n\r\n',
            ' ',
            ':',
            '\0',
            'HTTP/9.9',
            'CONNECT x:1 ',
            ' folded',
            '\r',
          ),
          fc.constantFrom(
            'Content-Length: 5\r\n',
            'Content-Length: -1\r\n',
            'Transfer-Encoding: x\r\n',
            'Expect: y\r\n',
          ),
          fc.uint8Array({ maxLength: 30 }).map(latin1),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([{ text, frames }, cuts]) => ({
    text: cuts.reduce((left, { at, length, instead }) => {
      const from = at % (left.length + 1);
      return left.slice(0, from) + instead + left.slice(from + length);
    }, text),
    wellFormed: false,
    frames,
  }));

export const rawRequest: fc.Arbitrary<RawRequest> = fc.oneof(
  { weight: 5, arbitrary: request },
  { weight: 4, arbitrary: upgrade },
  { weight: 2, arbitrary: malformed },
);
