/** What the loader does with a page's calls, listeners and tools before the frame hears of them. */
import { afterEach, expect, test, vi } from 'vitest';
import { createEvents } from '../../loader/api/events.ts';
import { takeQueue } from '../../loader/api/queue.ts';
import { createHostTools } from '../../loader/api/tools.ts';
import type { EviTool, EviWidgetGlobal } from '../../loader/api/types.ts';
import type { OfferedTool } from '../../loader/page/part.ts';
import type { ToolDeclaration } from '../../shared/bridge/contract.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function widget() {
  const done: unknown[] = [];
  const note =
    (method: string) =>
    (...args: unknown[]) => {
      done.push([method, ...args]);
      return Promise.resolve();
    };
  const api: Partial<EviWidgetGlobal> = {
    name: 'default',
    open: note('open'),
    setContext: note('setContext'),
  };
  return { api: api as EviWidgetGlobal, done };
}

test('what waits in the queue is done in its order, and what is pushed later at once', () => {
  const { api, done } = widget();
  const queue = takeQueue(api, [
    ['setContext', 'gold'],
    (given: unknown) => done.push(given === api),
    ['open'],
  ]);
  expect(done).toEqual([['setContext', 'gold'], true, ['open']]);
  queue.push(['setContext', 'silver'], ['open']);
  expect(done.slice(3)).toEqual([['setContext', 'silver'], ['open']]);
});

test.each([undefined, null, {}, 'open', { length: 1, 0: ['open'] }])(
  'a queue that is none holds nothing: %j',
  (none) => {
    const { api, done } = widget();
    takeQueue(api, none).push(['open']);
    expect(done).toEqual([['open']]);
  },
);

test('what is no method is warned of, and neither that nor one that throws stops the others', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const unhandled: unknown[] = [];
  const keep = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', keep);
  const { api, done } = widget();
  const broken = new Error('page');
  takeQueue(api, [
    ['opne'],
    ['constructor'],
    ['name'],
    [],
    7,
    () => {
      throw broken;
    },
    ['open'],
  ]);
  expect(done).toEqual([['open']]);
  expect(warn.mock.calls.map(([text]) => text)).toEqual([
    'evi-widget: there is no method opne',
    'evi-widget: there is no method constructor',
    'evi-widget: there is no method name',
    'evi-widget: there is no method undefined',
    'evi-widget: there is no method 7',
  ]);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', keep);
  expect(unhandled).toEqual([broken]);
});

test('the queue goes on with the widget that took the place of the first', () => {
  const { api, done } = widget();
  const queue = takeQueue(api, []);
  const next = widget();
  Object.assign(api, next.api);
  queue.push(['open']);
  expect(done).toEqual([]);
  expect(next.done).toEqual([['open']]);
});

const START = { spoken: true };

test('an event reaches its listeners and the element, until they are taken back', async () => {
  const element = new EventTarget();
  const events = createEvents(() => element);
  const heard: unknown[] = [];
  element.addEventListener('evi:state', (event) => heard.push((event as CustomEvent).detail));
  const listener = (detail: unknown) => heard.push(detail);
  const state = { state: 'live', activity: 'listening', spoken: true, muted: false };
  events.on('state', listener);
  events.on('state', listener);
  const back = events.on('state', listener);
  await events.emit('state', state);
  expect(heard).toEqual([state, state]);
  back();
  await events.emit('state', state);
  expect(heard).toHaveLength(3);
  events.on('state', listener);
  events.off('state', listener);
  events.off('open', listener);
  await events.emit('state', state);
  expect(heard).toHaveLength(4);
});

test('ready comes also to those who listen later', async () => {
  const events = createEvents(() => new EventTarget());
  const listener = vi.fn();
  events.on('ready', listener);
  await events.emit('ready', {});
  events.on('ready', listener);
  events.on('open', listener);
  expect(listener).toHaveBeenCalledTimes(2);
});

test.each<[string, (() => unknown) | undefined, boolean]>([
  ['nobody listens', undefined, true],
  ['it answers nothing', () => undefined, true],
  ['it answers true later', async () => true, true],
  ['it answers false', () => false, false],
  ['it answers false later', async () => false, false],
])('before-start goes on or not: %s', async (_, listener, allowed) => {
  const events = createEvents(() => new EventTarget());
  events.on('before-start', () => undefined);
  if (listener) events.on('before-start', listener);
  expect(await events.emit('before-start', START)).toBe(allowed);
});

test('before-start is prevented by the DOM event, and by a listener that fails; all are asked', async () => {
  const element = new EventTarget();
  const events = createEvents(() => element);
  const other = vi.fn();
  element.addEventListener('evi:before-start', (event) => event.preventDefault(), { once: true });
  expect(await events.emit('before-start', START)).toBe(false);
  expect(await events.emit('before-start', START)).toBe(true);
  events.on('before-start', () => {
    throw new Error('consent');
  });
  events.on('before-start', other);
  await expect(events.emit('before-start', START)).rejects.toThrow('consent');
  expect(other).toHaveBeenCalledExactlyOnceWith(START);
});

const price = (change: Partial<EviTool> = {}): EviTool => ({
  name: 'price',
  description: 'The price.',
  run: () => 12,
  ...change,
});

test('tools are declared as text, all of them with each that comes or goes', () => {
  const declared: ToolDeclaration[][] = [];
  const tools = createHostTools((all) => declared.push(all));
  const parameters = { type: 'object', properties: { id: { type: 'string' } } };
  const back = tools.register(price());
  const again = tools.register(price({ description: 'Newer.' }));
  const other = tools.register(price({ name: 'stock', parameters, timeout: 500 }));
  // Another one stands in its place.
  back();
  expect(declared).toHaveLength(3);
  expect(declared[0]).toEqual([
    {
      name: 'price',
      description: 'The price.',
      parameters: '{"type":"object","properties":{}}',
      timeout: 30_000,
    },
  ]);
  expect(declared[2]?.map(({ name, description }) => [name, description])).toEqual([
    ['price', 'Newer.'],
    ['stock', 'The price.'],
  ]);
  expect(declared[2]?.[1]).toMatchObject({ parameters: JSON.stringify(parameters), timeout: 500 });
  other();
  other();
  again();
  expect(declared.slice(3).map((all) => all.map(({ name }) => name))).toEqual([['price'], []]);
});

test.each([
  [{}, undefined],
  [{ confirm: true }, undefined],
  [{ confirm: false }, ''],
  [{ confirm: 'Order a bowl?' }, 'Order a bowl?'],
  // A translation that is missing is no wish to ask nothing.
  [{ confirm: '' }, undefined],
  [JSON.parse('{ "confirm": null }'), undefined],
])('what the visitor is asked before a call: %j', (given, confirm) => {
  const declare = vi.fn();
  createHostTools(declare).register(price(given));
  const declared: ToolDeclaration = declare.mock.lastCall?.[0][0];
  expect(declared.confirm).toBe(confirm);
  expect('confirm' in declared).toBe(confirm !== undefined);
});

test('tools from elsewhere stand beside the registered ones, which go before those of the same name', async () => {
  const declare = vi.fn();
  const tools = createHostTools(declare);
  const offer = (name: string): OfferedTool => [
    { name, description: 'Offered.', parameters: '{}', timeout: 1, confirm: '' },
    () => `offered ${name}`,
  ];
  const back = tools.register(price());
  tools.offer([offer('price'), offer('stock')]);
  const declared = () =>
    declare.mock.lastCall?.[0].map(({ name, description }: ToolDeclaration) => [name, description]);
  expect(declared()).toEqual([
    ['price', 'The price.'],
    ['stock', 'Offered.'],
  ]);
  expect([await tools.run('price', {}), await tools.run('stock', {})]).toEqual(['12', 'offered stock']);
  back();
  expect(await tools.run('price', {})).toBe('offered price');
  tools.offer([]);
  expect(declared()).toEqual([]);
});

test('a tool answers with text, or with JSON of anything else', async () => {
  const tools = createHostTools(() => undefined);
  const answer = async (run: EviTool['run']) => {
    tools.register(price({ run }));
    return tools.run('price', { id: 'bowl' });
  };
  expect(await answer(() => 'twelve')).toBe('twelve');
  expect(await answer(async (args) => ({ args }))).toBe('{"args":{"id":"bowl"}}');
  expect(await answer(() => null)).toBe('null');
  expect(await answer(() => undefined)).toBe('done');
  await expect(answer(() => Promise.reject(new Error('sold out')))).rejects.toThrow('sold out');
  await expect(answer(() => 1n)).rejects.toThrow(/BigInt/);
  await expect(tools.run('toString', {})).rejects.toThrow('no tool toString');
});

test.each([{}, { name: 'x', description: 'y', run: 'alert()' }])(
  'what has no function to run is refused at once: %j',
  (tool) => {
    const declare = vi.fn();
    const tools = createHostTools(declare);
    expect(() => tools.register(tool as EviTool)).toThrow('registerTool: the tool needs a function run');
    expect(declare).not.toHaveBeenCalled();
  },
);

test('parameters that are no JSON are refused at once, and the others stay', () => {
  const declare = vi.fn();
  const tools = createHostTools(declare);
  tools.register(price({ name: 'stock' }));
  const parameters: Record<string, unknown> = {};
  parameters.self = parameters;
  expect(() => tools.register(price({ parameters }))).toThrow(/circular/);
  tools.register(price());
  expect(declare.mock.lastCall?.[0]).toHaveLength(2);
});
