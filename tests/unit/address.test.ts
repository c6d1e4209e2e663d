import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, networkOf } from '../../server/http/address.ts';

const asked = (remoteAddress: string | undefined, forwarded?: string | string[]) => ({
  // Node joins the lines of this header; a proxy's own request may still hold several.
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded as string },
  socket: { remoteAddress },
});

describe('who asks', () => {
  test('S30: nobody can claim an address when no proxy is trusted', () => {
    expect(addressOf(asked('192.0.2.1', '198.51.100.7'), 0)).toBe('192.0.2.1');
    expect(addressOf(asked('::1', '198.51.100.7, 198.51.100.8'), 0)).toBe('::1');
  });

  test.each([
    ['one proxy', 1, '198.51.100.7'],
    ['two proxies', 2, '203.0.113.9'],
    ['more proxies than there are entries', 5, '10.9.9.9'],
  ])(
    'S30: behind %s, what stands before their entries is a claim and does not count',
    (_, proxies, address) => {
      expect(addressOf(asked('127.0.0.1', '10.9.9.9, 203.0.113.9, 198.51.100.7'), proxies)).toBe(address);
    },
  );

  test.each([
    ['198.51.100.7:4711', '198.51.100.7'],
    ['[2001:db8::7]:4711', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    [' 198.51.100.7 ', '198.51.100.7'],
    ['unknown', '127.0.0.1'],
    ['', '127.0.0.1'],
    [',', '127.0.0.1'],
    ['999.1.1.1', '127.0.0.1'],
    ['x'.repeat(10_000), '127.0.0.1'],
  ])('a proxy that wrote %.30j', (forwarded, address) => {
    expect(addressOf(asked('127.0.0.1', forwarded), 1)).toBe(address);
  });

  test('several lines of the header are one list', () => {
    expect(addressOf(asked('127.0.0.1', ['203.0.113.9', '198.51.100.7']), 1)).toBe('198.51.100.7');
  });

  test('a connection that is gone has no address', () => {
    expect(addressOf(asked(undefined), 0)).toBe('');
  });
});

describe('what counts as one client', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001::', '2001:db8:1:0::/64'],
    ['2001:db8::5:6:7:8:9', '2001:db8:0:5::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('S30: IPv6 addresses are one client exactly when their first 64 bits are the same', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const half = fc.tuple(group, group, group, group);
    const written = (groups: number[]) => groups.map((value) => value.toString(16)).join(':');
    // Addresses of this one network stand for IPv4.
    const customer = half.filter((groups) => groups.some((value) => value !== 0));
    fc.assert(
      fc.property(customer, customer, half, half, (one, other, a, b) => {
        const network = networkOf(written([...one, ...a]));
        expect(networkOf(written([...one, ...b]))).toBe(network);
        expect(networkOf(written([...other, ...b])) === network).toBe(written(one) === written(other));
      }),
    );
  });
});
