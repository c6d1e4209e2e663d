import { expect, test } from 'vitest';
import { createChatGroups } from '../../server/store/chat-groups.ts';

const said = (content: string) => ({ role: 'user' as const, content });

test('a new group is empty and known, another one is not known', () => {
  const groups = createChatGroups();
  const id = groups.create();
  expect(groups.history(id)).toEqual([]);
  expect(groups.create()).not.toBe(id);
  for (const unknown of ['', 'nope', '__proto__', 'constructor']) {
    expect(groups.history(unknown)).toBeUndefined();
    groups.append(unknown, said('lost'));
    expect(groups.history(unknown)).toBeUndefined();
  }
});

test('turns are kept in their order, apart for each group', () => {
  const groups = createChatGroups();
  const [one, other] = [groups.create(), groups.create()];
  groups.append(one, said('first'));
  groups.append(other, said('elsewhere'));
  groups.append(one, { role: 'assistant', content: 'second' });
  expect(groups.history(one)).toEqual([said('first'), { role: 'assistant', content: 'second' }]);
  expect(groups.history(other)).toEqual([said('elsewhere')]);
});

test('of too many groups, the one longest without a turn goes first', () => {
  const groups = createChatGroups();
  const [busy, idle] = [groups.create(), groups.create()];
  for (let count = 0; count < 998; count += 1) groups.create();
  groups.append(busy, said('still here'));
  groups.create();
  expect(groups.history(busy)).toEqual([said('still here')]);
  expect(groups.history(idle)).toBeUndefined();
});
