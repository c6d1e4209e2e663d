import { expect, test } from 'vitest';
import { createChatGroups } from '../../server/store/chat-groups.ts';

const said = (content: string) => ({ role: 'user' as const, content });

test('a new group is empty and known, another one is not known', () => {
  const groups = createChatGroups();
  const group = groups.create();
  expect(group.history).toEqual([]);
  expect(groups.find(group.id)).toBe(group);
  expect(groups.create().id).not.toBe(group.id);
  for (const unknown of ['', 'nope', '__proto__', 'constructor'])
    expect(groups.find(unknown)).toBeUndefined();
});

test('turns are kept in their order, apart for each group', () => {
  const groups = createChatGroups();
  const [one, other] = [groups.create(), groups.create()];
  one.append(said('first'));
  other.append(said('elsewhere'));
  one.append({ role: 'assistant', content: 'second' });
  expect(one.history).toEqual([said('first'), { role: 'assistant', content: 'second' }]);
  expect(other.history).toEqual([said('elsewhere')]);
});

test('of too many groups, the one longest without a turn goes first', () => {
  const groups = createChatGroups();
  const [busy, idle] = [groups.create(), groups.create()];
  for (let count = 0; count < 998; count += 1) groups.create();
  busy.append(said('still here'));
  groups.create();
  expect(groups.find(busy.id)?.history).toEqual([said('still here')]);
  expect(groups.find(idle.id)).toBeUndefined();
});

test('a group that had to go comes back whole when its chat goes on', () => {
  const groups = createChatGroups();
  const idle = groups.create();
  idle.append(said('my name is Jo'));
  for (let count = 0; count < 1000; count += 1) groups.create();
  expect(groups.find(idle.id)).toBeUndefined();
  idle.append(said('what is my name'));
  expect(idle.history).toEqual([said('my name is Jo'), said('what is my name')]);
  expect(groups.find(idle.id)).toBe(idle);
});

test('however many come back, no more are kept', () => {
  const groups = createChatGroups();
  const all = Array.from({ length: 1500 }, () => groups.create());
  for (const group of all) group.append(said('back'));
  expect(all.filter(({ id }) => groups.find(id))).toHaveLength(1000);
});

test('of a chat without end, the newest 300 turns are kept', () => {
  const group = createChatGroups().create();
  for (let count = 0; count < 301; count += 1) group.append(said(`turn ${count}`));
  expect(group.history).toHaveLength(300);
  expect(group.history[0]).toEqual(said('turn 1'));
  expect(group.history.at(-1)).toEqual(said('turn 300'));
});
