import { expect, test } from 'vitest';
import { createCallerCount } from '../../server/chat/caller-count.ts';

const KEY = { kind: 'key', keyId: 'one' } as const;
const VISITOR = { kind: 'widget', configId: 'default' } as const;
const HOME = '192.0.2.1';
const OFFICE = '2001:db8:0:0::/64';

const create = () =>
  createCallerCount({ connectionsPerKey: 3, widgetConnections: 3, widgetConnectionsPerAddress: 2 });

test('S32: one network cannot take all lines of the widget', () => {
  const { enter } = create();
  expect([enter(VISITOR, HOME), enter(VISITOR, HOME)]).toEqual([undefined, undefined]);
  expect(enter(VISITOR, HOME)).toMatch(/^Your network has 2 conversations open here/);
  expect(enter(VISITOR, OFFICE)).toBeUndefined();
  expect(enter(VISITOR, OFFICE)).toMatch(/^All lines are taken/);
});

test('who was refused takes no place, who leaves frees one of each', () => {
  const { enter, leave } = create();
  for (let count = 0; count < 5; count += 1) enter(VISITOR, HOME);
  leave(VISITOR, HOME);
  expect(enter(VISITOR, HOME)).toBeUndefined();
  leave(VISITOR, HOME);
  leave(VISITOR, HOME);
  for (const network of [OFFICE, OFFICE, HOME]) expect(enter(VISITOR, network)).toBeUndefined();
});

test('a key’s holder may have all of its connections from one network', () => {
  const { enter } = create();
  for (let count = 0; count < 3; count += 1) expect(enter(KEY, HOME)).toBeUndefined();
  expect(enter(KEY, OFFICE)).toContain('EVI_MAX_CONNECTIONS_PER_KEY');
  expect(enter({ kind: 'key', keyId: 'two' }, HOME)).toBeUndefined();
  expect(enter(VISITOR, HOME)).toBeUndefined();
});
