/** The table of security cases in docs/security.md against the tests that there are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const ROW = /^\| (S\d+) \| [^|]+ \| ([^|]+) \|$/gm;
const table = [...read('docs/security.md').matchAll(ROW)].map(([, id = '', where = '']) => ({ id, where }));

/** Files of tests by the ids that names of tests begin with, as in `'S1, S8: hears nobody else'`. */
const tests = new Map<string, string[]>();
for (const name of readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })) {
  if (!/\.(test|spec)\.ts$/.test(name)) continue;
  for (const [, ids = ''] of read(`tests/${name}`).matchAll(/['"`]((?:S\d+, )*S\d+): /g))
    for (const id of ids.split(', ')) tests.set(id, [...(tests.get(id) ?? []), name.replaceAll('\\', '/')]);
}

const inBothBrowsers = (file: string): boolean => file.startsWith('security/browsers/');

describe('the security cases', () => {
  it('are 42, each listed once', () => {
    expect(table.map(({ id }) => id)).toEqual(Array.from({ length: 42 }, (_, index) => `S${index + 1}`));
  });

  it('are what the names of tests speak of', () => {
    expect([...tests.keys()].filter((id) => !table.some((row) => row.id === id))).toEqual([]);
  });

  it.each(table)('$id is tested in: $where', ({ id, where }) => {
    const files = tests.get(id) ?? [];
    expect(['Chromium, Firefox', 'no browser']).toContain(where);
    if (where === 'no browser') expect(files.some((file) => file.endsWith('.test.ts'))).toBe(true);
    else expect(files.some(inBothBrowsers)).toBe(true);
  });
});
