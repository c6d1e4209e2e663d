/** Security cases S9 to S12: what a hostile peer can say on the port between host page and frame. */
import { expose, proxy, type Remote, wrap } from 'comlink';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Guards, guardedEndpoint } from '../../shared/bridge/guard.ts';

interface Api {
  greet(name: string): string;
  fail(): never;
  secret(): string;
}

const GUARDS: Guards<Pick<Api, 'greet' | 'fail'>> = {
  greet: (name) => typeof name === 'string' && name.length < 100,
  fail: () => true,
};

/** A victim that offers an API behind the guard, and the bare other end of its port. */
function victim() {
  const calls: unknown[][] = [];
  const api: Api = {
    greet(...args: [string]) {
      calls.push(args);
      return `Hello ${args[0]}`;
    },
    fail() {
      throw new RangeError('on purpose');
    },
    // Offered, but without a guard: nobody may call it.
    secret: () => 'secret',
  };
  const { port1, port2 } = new MessageChannel();
  const endpoint = guardedEndpoint(port1, GUARDS);
  expose(api, endpoint);
  port2.start();
  const replies: unknown[] = [];
  port2.addEventListener('message', ({ data }) => replies.push(data));
  const close = (): void => port1.close();
  open.push(close);
  return { api, calls, replies, port: port2, peer: wrap<Api>(port2), endpoint };
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

/** Walks a comlink proxy by names that its type does not have. */
const at = (remote: object, ...path: string[]): object =>
  path.reduce<object>((object, name) => Reflect.get(object, name), remote);

const raw = (value: unknown) => ({ type: 'RAW', value });

/** Messages keep their order: once an ordinary call is answered, all that was sent before has been judged. */
async function settle(peer: Remote<Api>): Promise<void> {
  expect(await peer.greet('marker')).toBe('Hello marker');
}

describe('S12: comlink itself as the attacker', () => {
  const attacks: Record<string, (peer: Remote<Api>) => unknown> = {
    GET: (peer) => at(peer, 'greet'),
    'GET of a result by then': (peer) => Reflect.get(at(peer, 'secret'), 'then'),
    SET: (peer) => Reflect.set(peer, 'greet', 'gone'),
    'SET of a prototype': (peer) => Reflect.set(at(peer, '__proto__'), 'polluted', 1),
    'SET by the constructor': (peer) => Reflect.set(at(peer, 'constructor', 'prototype'), 'polluted', 1),
    'CONSTRUCT of new code': (peer) =>
      Reflect.construct(at(peer, 'greet', 'constructor') as new (code: string) => object, [
        'globalThis.polluted = 1',
      ]),
    'APPLY of new code': (peer) =>
      (at(peer, 'greet', 'constructor') as (code: string) => unknown)('globalThis.polluted = 1'),
    'APPLY of call': (peer) => (at(peer, 'greet', 'call') as (...args: unknown[]) => unknown)(null, 'x'),
    'an inherited method': (peer) => (at(peer, 'toString') as () => unknown)(),
    'an offered method without a guard': (peer) => peer.secret(),
    'an argument of the wrong type': (peer) => (at(peer, 'greet') as (one: number) => unknown)(1),
    'a callback as an argument': (peer) =>
      (at(peer, 'greet') as (callback: () => void) => unknown)(proxy(() => undefined)),
    'no argument': (peer) => (at(peer, 'greet') as () => unknown)(),
    'one argument more': (peer) => (at(peer, 'greet') as (...args: string[]) => unknown)('a', 'b'),
    'arguments to a method without any': (peer) => (at(peer, 'fail') as (one: string) => unknown)('a'),
  };
  test.each(Object.entries(attacks))('S12: %s is dropped', async (_name, attack) => {
    const { peer, calls, api } = victim();
    const { greet } = api;
    const attacked = attack(peer);
    let answered = false;
    if (typeof attacked === 'object' && attacked instanceof Promise)
      attacked.then(
        () => {
          answered = true;
        },
        () => {
          answered = true;
        },
      );
    await settle(peer);
    expect(answered).toBe(false);
    expect(calls).toEqual([['marker']]);
    expect(api.greet).toBe(greet);
    expect('polluted' in globalThis).toBe(false);
  });

  test('S12: its RELEASE does not close the port', async () => {
    const { port, peer } = victim();
    port.postMessage({ id: '1', type: 'RELEASE' });
    port.postMessage({ id: '2', type: 'RELEASE', path: ['greet'], argumentList: [] });
    await settle(peer);
  });
});

describe('S9 to S12: raw messages', () => {
  const call = { id: 'x', type: 'APPLY', path: ['greet'], argumentList: [raw('Eve')] };
  const evil: Record<string, unknown> = {
    null: null,
    'a text': 'APPLY',
    'a number': 7,
    'an array': [call],
    'no id': { ...call, id: undefined },
    'an id that is no text': { ...call, id: { toString: 1 } },
    'no type': { ...call, type: undefined },
    'an unknown type': { ...call, type: 'EVAL' },
    'a type in a list': { ...call, type: ['APPLY'] },
    'a prototype name as type': { ...call, type: 'constructor' },
    GET: { ...call, type: 'GET' },
    SET: { ...call, type: 'SET', value: raw(1) },
    CONSTRUCT: { ...call, type: 'CONSTRUCT' },
    ENDPOINT: { ...call, type: 'ENDPOINT' },
    'no path': { ...call, path: undefined },
    'an empty path': { ...call, path: [] },
    'a path of holes': { ...call, path: new Array(1) },
    'a path that is a text': { ...call, path: 'greet' },
    'a path like a list': { ...call, path: { 0: 'greet', length: 1 } },
    'a path of two': { ...call, path: ['greet', 'call'] },
    'a path in a path': { ...call, path: [['greet']] },
    'a long path': { ...call, path: Array(10_000).fill('__proto__') },
    constructor: { ...call, path: ['constructor'] },
    'the name __proto__': { ...call, path: ['__proto__'] },
    toString: { ...call, path: ['toString'] },
    hasOwnProperty: { ...call, path: ['hasOwnProperty'] },
    'no arguments': { ...call, argumentList: undefined },
    'arguments that are a text': { ...call, argumentList: 'x' },
    'arguments of holes': { ...call, argumentList: new Array(1) },
    'a bare argument': { ...call, argumentList: ['Eve'] },
    'a null argument': { ...call, argumentList: [null] },
    'half a million arguments': { ...call, argumentList: Array(500_000).fill(raw('x')) },
    'an argument without a value': { ...call, argumentList: [{ type: 'RAW' }] },
    'an argument by a handler': { ...call, argumentList: [{ type: 'HANDLER', name: 'throw', value: {} }] },
    'an argument by no handler': { ...call, argumentList: [{ type: 'HANDLER', name: 'none', value: {} }] },
    'a million characters': { ...call, argumentList: [raw('x'.repeat(1_000_000))] },
    'a reply that is a call too': { id: 'x', type: 'RAW', value: 1, path: ['greet', 'constructor'] },
    'a reply with arguments': { id: 'x', type: 'RAW', value: 1, argumentList: [{ type: 'HANDLER' }] },
    'a reply with broken arguments': { id: 'x', type: 'RAW', value: 1, argumentList: 5 },
    'a reply by the proxy handler': { id: 'x', type: 'HANDLER', name: 'proxy', value: null },
    'a reply to nothing': { id: 'x', type: 'RAW', value: 1 },
    'an error without a cause': { id: 'x', type: 'HANDLER', name: 'throw', value: null },
    'an own __proto__': JSON.parse('{"id":"x","type":"SET","path":["__proto__"],"__proto__":{"polluted":1}}'),
  };
  test.each(Object.entries(evil))('S9, S10, S11, S12: %s does nothing', async (_name, message) => {
    const { port, peer, calls, replies } = victim();
    port.postMessage(message);
    await settle(peer);
    expect(calls).toEqual([['marker']]);
    // Not even an error is told.
    expect(replies).toHaveLength(1);
  });

  test('S9: a message that holds itself, a blob and bytes do nothing', async () => {
    const { port, peer, calls } = victim();
    const cyclic: Record<string, unknown> = { id: 'x', type: 'APPLY', path: ['greet'] };
    cyclic.argumentList = [raw(cyclic)];
    port.postMessage(cyclic);
    port.postMessage(new Blob(['x']));
    port.postMessage(new Uint8Array(1000));
    port.postMessage(new Map([['type', 'APPLY']]));
    await settle(peer);
    expect(calls).toEqual([['marker']]);
  });
});

describe('what may pass', () => {
  test('ordinary calls, both ways over one port', async () => {
    const { port1, port2 } = new MessageChannel();
    const guards: Guards<Pick<Api, 'greet'>> = { greet: GUARDS.greet };
    const remotes = [port1, port2].map((port) => {
      const endpoint = guardedEndpoint(port, guards);
      expose({ greet: (name: string) => `Hello ${name}` }, endpoint);
      return wrap<Api>(endpoint);
    });
    const answers = remotes.flatMap((remote) => [remote.greet('a'), remote.greet('b')]);
    expect(await Promise.all(answers)).toEqual(['Hello a', 'Hello b', 'Hello a', 'Hello b']);
    port1.close();
  });

  test('an error thrown by the peer', async () => {
    const { peer } = victim();
    await expect(peer.fail()).rejects.toMatchObject({ name: 'RangeError', message: 'on purpose' });
    await settle(peer);
  });

  test('a forged error cannot change a prototype', async () => {
    const { port1, port2 } = new MessageChannel();
    const remote = wrap<Api>(guardedEndpoint(port1, GUARDS));
    port2.addEventListener('message', ({ data }) => {
      const value = JSON.parse('{"isError":true,"value":{"message":"m","__proto__":{"polluted":1}}}');
      port2.postMessage({ id: data.id, type: 'HANDLER', name: 'throw', value });
    });
    port2.start();
    await expect(remote.greet('a')).rejects.toThrow();
    port1.close();
  });
});

test('S9, S11: no message makes the guard or comlink throw, call wrongly, or change a prototype', () => {
  const { port1 } = new MessageChannel();
  const listeners: EventListener[] = [];
  // Called directly, so that an exception is seen here and not as an error of the process.
  vi.spyOn(port1, 'addEventListener').mockImplementation((_type: string, listener: unknown) => {
    if (typeof listener === 'function') listeners.push((event) => listener(event));
  });
  const posted = vi.spyOn(port1, 'postMessage').mockImplementation(() => undefined);
  const greet = vi.fn((name: string) => `Hello ${name}`);
  const endpoint = guardedEndpoint(port1, GUARDS);
  expose({ greet, fail: () => 1 }, endpoint);
  wrap(endpoint);
  expect(listeners).toHaveLength(2);

  const word = fc.constantFrom(
    ...[
      'APPLY',
      'GET',
      'SET',
      'CONSTRUCT',
      'ENDPOINT',
      'RELEASE',
      'RAW',
      'HANDLER',
      'throw',
      'proxy',
      'then',
    ],
    ...['greet', 'fail', 'constructor', '__proto__', 'prototype', 'toString', 'value', 'polluted', 'x', ''],
  );
  const { value: odd } = fc.letrec<{ value: unknown; wire: unknown }>((tie) => ({
    wire: fc.record(
      {
        id: fc.oneof(word, tie('value')),
        type: fc.oneof(word, tie('value')),
        name: fc.oneof(word, tie('value')),
        path: fc.oneof(fc.array(word, { maxLength: 3 }), tie('value')),
        argumentList: fc.oneof(fc.array(tie('wire'), { maxLength: 3 }), tie('value')),
        value: tie('value'),
      },
      { requiredKeys: [] },
    ),
    value: fc.oneof({ depthSize: 'small' }, word, fc.jsonValue(), tie('wire'), fc.sparseArray(word)),
  }));
  fc.assert(
    fc.property(odd, (message) => {
      greet.mockClear();
      const data: unknown = structuredClone(message);
      for (const listener of listeners) listener(new MessageEvent('message', { data }));
      for (const args of greet.mock.calls) {
        expect(args).toHaveLength(1);
        expect(typeof args[0]).toBe('string');
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    }),
    { numRuns: 3000 },
  );
  posted.mockRestore();
  port1.close();
});
