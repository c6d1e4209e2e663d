import { expect, test } from 'vitest';
import { listeningHost } from '../../server/http/listening-host.ts';

test.each(['127.0.0.1', '0.0.0.0', '::', '192.0.2.1', 'evi.example.com'])(
  'with a key the operator decides: %s',
  (host) => {
    expect(listeningHost(host, 1)).toEqual({ host });
  },
);

test.each(['0.0.0.0', '::', '192.0.2.1', 'evi.example.com', '128.0.0.1'])(
  'S30: without a key only this machine is served, although EVI_HOST is %s',
  (wanted) => {
    const { host, notice } = listeningHost(wanted, 0);
    expect(host).toBe('127.0.0.1');
    expect(notice).toContain(`on 127.0.0.1 instead of ${wanted}`);
    expect(notice).toContain('npm run key -- create <name>');
  },
);

test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])(
  'S30: without a key this machine is served under the address that the operator chose: %s',
  (wanted) => {
    const { host, notice } = listeningHost(wanted, 0);
    expect(host).toBe(wanted);
    expect(notice).toContain('only this machine is served.');
  },
);
