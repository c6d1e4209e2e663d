import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const isLoopback = (host: string): boolean => {
  const version = isIP(host);
  return version ? LOOPBACK.check(host, version === 6 ? 'ipv6' : 'ipv4') : host === 'localhost';
};

/**
 * Where to listen, and what to tell the operator about it.
 * @param wanted The host that the operator asked for.
 * @param usableKeys Keys that are not revoked. While there is none, nobody but this machine is served.
 */
export function listeningHost(wanted: string, usableKeys: number): { host: string; notice?: string } {
  if (usableKeys > 0) return { host: wanted };
  const host = isLoopback(wanted) ? wanted : '127.0.0.1';
  const instead = host === wanted ? '' : `, on ${host} instead of ${wanted}`;
  return {
    host,
    notice: `No API key has been made, so only this machine is served${instead}. Make one with npm run key -- create <name>, and start the server again.`,
  };
}
