import { expect, test } from 'vitest';
import { DEFAULT_SYSTEM_PROMPT, fillVariables } from '../../server/chat/default-prompt.ts';
import { LOOKUP_TOOLS } from '../../shared/tools/names.ts';

test('variables of any kind are put in, spaces or not', () => {
  expect(
    fillVariables('{{name}} is {{ age }}, member: {{ member }}.', { name: 'Jo', age: 30, member: true }),
  ).toBe('Jo is 30, member: true.');
});

test('a name without a value stays as it is, an inherited one too', () => {
  const prompt = '{{unknown}} {{toString}} {{__proto__}} {{constructor}}';
  expect(fillVariables(prompt, { name: 'Jo' })).toBe(prompt);
});

test('a value is text, whatever it looks like', () => {
  expect(fillVariables('Dear {{name}}!', { name: '$& {{other}} $1', other: 'no' })).toBe(
    'Dear $& {{other}} $1!',
  );
});

test('the default prompt has the assistant look things up before it says that the page does not tell', () => {
  const lookUp = DEFAULT_SYSTEM_PROMPT.indexOf(LOOKUP_TOOLS.searchPage);
  expect(lookUp).toBeGreaterThan(0);
  expect(DEFAULT_SYSTEM_PROMPT.indexOf(LOOKUP_TOOLS.searchSite)).toBeGreaterThan(lookUp);
  expect(DEFAULT_SYSTEM_PROMPT.indexOf('the page does not tell')).toBeGreaterThan(lookUp);
});

test('the default prompt has no variables, so that it is sent as it is written', () => {
  expect(fillVariables(DEFAULT_SYSTEM_PROMPT, { name: 'Jo' })).toBe(DEFAULT_SYSTEM_PROMPT);
  expect(DEFAULT_SYSTEM_PROMPT).not.toContain('{{');
});
