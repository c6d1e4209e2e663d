import type { IncomingHttpHeaders } from 'node:http';
import { isIP, isIPv6, SocketAddress } from 'node:net';

interface Addressed {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (text: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

/**
 * Who asks, as an IP address; empty when the connection is gone already.
 * @param trustedProxies How many proxies stand in front. Each adds to `X-Forwarded-For` whom it was asked by; what stands
 * before those entries is the client's own claim.
 */
export function addressOf({ headers, socket }: Addressed, trustedProxies: number): string {
  const direct = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'] ?? '';
  const claimed = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded).split(',').filter(Boolean);
  const chain = [...claimed.map((entry) => withoutPort(entry.trim())), direct];
  const address = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? '';
  return isIP(address) ? address : direct;
}

/**
 * What counts as one client: an IPv4 address, or the 64 bits that a provider gives to one customer, who has all addresses
 * within them.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const written = new SocketAddress({ address, family: 'ipv6' }).address;
  const mapped = /^::ffff:([\d.]+)$/.exec(written)?.[1];
  if (mapped) return mapped;
  const [start = [], end = []] = written.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - start.length - end.length).fill('0');
  return `${[...start, ...zeros, ...end].slice(0, 4).join(':')}::/64`;
}
