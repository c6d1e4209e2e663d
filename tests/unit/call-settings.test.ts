/** What a page sets, as the server is told of it: at the start, when it changes, and on each new line. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FunctionTool } from '../../shared/evi/messages.ts';
import { type CallWorld, callWorld, newestSocket, settle } from './support/call-world.ts';
import type { FakeSocket } from './support/frame-world.ts';

let world: CallWorld;

beforeEach(() => {
  vi.useFakeTimers();
  world = callWorld();
});

afterEach(async () => {
  world.call.end();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settings = (socket: FakeSocket, key: 'variables' | 'tools') =>
  socket.sent.flatMap((message) =>
    'type' in message && message.type === 'session_settings' && key in message ? [message[key]] : [],
  );

const TOOL: FunctionTool = { type: 'function', name: 'price', description: 'Price', parameters: '{}' };

test('without any, nothing is said of variables and tools', async () => {
  void world.call.send('hello');
  const socket = await world.connected();
  expect([...settings(socket, 'variables'), ...settings(socket, 'tools')]).toEqual([]);
});

test('variables are sent before the question; new ones take the place of those that the server has', async () => {
  world.variables.value = { plan: 'gold', visits: 3 };
  void world.call.send('hello');
  const socket = await world.connected();
  const kinds = socket.sent.flatMap((message) => ('type' in message ? [message.type] : []));
  expect(kinds.indexOf('user_input')).toBe(kinds.length - 1);
  world.variables.value = { plan: 'silver' };
  world.variables.value = {};
  world.variables.value = { plan: 'none' };
  // The server adds to those that it has, unless it is told to forget them.
  expect(settings(socket, 'variables')).toEqual([
    { plan: 'gold', visits: 3 },
    null,
    { plan: 'silver' },
    null,
    { plan: 'none' },
  ]);
});

test('tools are sent with each change, and none brings the config’s own back', async () => {
  void world.call.send('hello');
  const socket = await world.connected();
  world.declarations.value = [TOOL];
  world.declarations.value = [{ ...TOOL }];
  world.declarations.value = [];
  world.declarations.value = [];
  expect(settings(socket, 'tools')).toEqual([[TOOL], null]);
});

test('a new line is told all of it again, and nothing of before', async () => {
  world.variables.value = { plan: 'gold' };
  world.declarations.value = [TOOL];
  void world.call.send('hello');
  const first = await world.connected();
  first.drop(1006);
  await vi.advanceTimersByTimeAsync(2000);
  const second = await world.connected();
  expect(second).not.toBe(first);
  expect(newestSocket()).toBe(second);
  expect(settings(second, 'variables')).toEqual([{ plan: 'gold' }]);
  expect(settings(second, 'tools')).toEqual([[TOOL]]);
});
