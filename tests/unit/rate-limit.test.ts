import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimit } from '../../server/http/rate-limit.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('S30: so many may pass, then each is told how long to wait', async () => {
  const { take } = createRateLimit(3, 60);
  for (let count = 0; count < 3; count += 1) expect(await take('192.0.2.1')).toBe(0);
  expect(await take('192.0.2.1')).toBe(60);
  vi.advanceTimersByTime(59_500);
  expect(await take('192.0.2.1')).toBe(1);
  vi.advanceTimersByTime(500);
  expect(await take('192.0.2.1')).toBe(0);
});

test('S30: an address does not pay for another one, a customer’s IPv6 addresses count as one', async () => {
  const { take } = createRateLimit(1, 60);
  expect(await take('2001:db8::1')).toBe(0);
  expect(await take('2001:db8::ffff')).toBe(60);
  expect(await take('2001:db8:0:1::1')).toBe(0);
  expect(await take('192.0.2.1')).toBe(0);
});

test('what is given back does not count', async () => {
  const { take, giveBack } = createRateLimit(1, 60);
  for (let count = 0; count < 5; count += 1) {
    expect(await take('192.0.2.1')).toBe(0);
    await giveBack('192.0.2.1');
  }
  expect(await take('192.0.2.1')).toBe(0);
  expect(await take('192.0.2.1')).toBe(60);
});

/** The n-th of an attacker's networks. */
const network = (n: number) => `2001:db8:${(n >> 16).toString(16)}:${(n & 0xffff).toString(16)}::1`;

test('S32: however many addresses ask, the counters are only so many', async () => {
  const { take } = createRateLimit(1, 60);
  for (let n = 0; n < 100_000; n += 1) await take(network(n));
  // Each counter has the timer that ends it.
  expect(vi.getTimerCount()).toBeGreaterThan(30_000);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(65_536);
});

test('S32: nothing is kept of an address when its time is over', async () => {
  const { take } = createRateLimit(1, 60);
  for (let n = 0; n < 100; n += 1) await take(network(n));
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});
