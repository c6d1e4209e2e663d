import { expect, test } from 'vitest';
import { isSnapshot } from '../../widget/page/snapshot.ts';
import { part, snapshot } from './support/snapshot.ts';

const full = {
  ...snapshot([part('Hours', ['t Monday | 9'])]),
  selection: 'Monday',
  inView: 'key-Hours',
  meta: [['description', 'Pots']],
  data: ['{"@type":"Store"}'],
  fields: [{ key: 'f', label: 'Name', kind: 'text', choices: [] }],
  buttons: [{ key: 'b', label: 'Send' }],
  links: [{ label: 'Shop', url: 'https://a.com/shop' }],
};

test('a snapshot of this version, and one of a loader before it', () => {
  expect(isSnapshot(full)).toBe(true);
  const { key: _key, kinds: _kinds, ...section } = part('Hours', ['Monday']);
  expect(isSnapshot(snapshot([section]))).toBe(true);
});

test.each<[string, unknown]>([
  ['sections', [{ ...part('Hours'), kinds: 7 }]],
  ['sections', [{ ...part('Hours'), key: 'k'.repeat(2000) }]],
  ['selection', { toString: 'x' }],
  ['inView', 7],
  ['meta', [['description']]],
  ['meta', new Array(2)],
  ['data', ['x'.repeat(200_000)]],
  ['data', 'text'],
  ['fields', [{ key: 'f', label: 'Name', kind: 'text', choices: [7] }]],
  ['fields', [{ key: 'f', label: 'Name', kind: 'text' }]],
  ['buttons', [{ key: 'b' }]],
  ['links', [{ label: 'Shop', url: 7 }]],
  ['links', Array(5000).fill({ label: 'Shop', url: '' })],
])('no snapshot: %s is %j', (name, value) => expect(isSnapshot({ ...full, [name]: value })).toBe(false));
