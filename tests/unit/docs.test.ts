import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, hasPart, PARTS, render } from '../../scripts/docs.mjs';
import { readEnvironment, VARIABLES } from '../../server/environment.ts';
import { TRANSITIONS } from '../../widget/call/machine.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const filesIn = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    : [];
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);
const unique = (items: string[]): string[] => [...new Set(items)].sort();

const DOCS = ['README.md', 'CHANGELOG.md', ...filesIn('docs').filter((file) => file.endsWith('.md'))];
const VARIABLE = /\b(?:EVI_[A-Z_]+|DATABASE_URL|CHROMIUM_PATH)\b/g;

/** As GitHub makes them of headings. */
const anchorsOf = (file: string): string[] =>
  all(read(file), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('what is made from the code', () => {
  const made = documents().flatMap((file) =>
    Object.keys(PARTS)
      .filter((name) => hasPart(read(file), name))
      .map((name) => [file, name] as const),
  );

  it.each(made)('stands in %s as the code has it: %s (if not: npm run docs)', async (file, name) => {
    expect(read(file)).toBe(await render(read(file), name));
  });

  it('stands somewhere', () => {
    expect(unique(made.map(([, name]) => name))).toEqual(Object.keys(PARTS).sort());
  });
});

describe('the README', () => {
  it('lists the limits of sizes that package.json sets', () => {
    const limits: { limit: string }[] = JSON.parse(read('package.json'))['size-limit'] ?? [];
    const part = read('README.md').split('<!-- sizes:begin -->')[1]?.split('<!-- sizes:end -->')[0] ?? '';
    expect(all(part, /^\|[^|]+\| ([\d.,]+ k?B) \|/gm)).toEqual(limits.map(({ limit }) => limit));
  });
});

describe('S39: the loader’s addresses', () => {
  const documented = DOCS.flatMap((file) => all(read(file), /<script\s[^>]*evi\.example\.com[^>]*>/g));
  const loader = readFileSync(join(root, 'dist/loader/loader.js'));
  const hash = (algorithm: string): Buffer => createHash(algorithm).update(loader).digest();

  it('S39: the evergreen one has no integrity', () => {
    const evergreen = documented.filter((tag) => tag.includes('/loader.js"'));
    expect(evergreen.length).toBeGreaterThan(2);
    expect(evergreen.filter((tag) => /integrity|crossorigin/.test(tag))).toEqual([]);
  });

  it('S39: the pinned one has the hashes of the file that is built', () => {
    const pinned = documented.filter((tag) => !tag.includes('/loader.js"'));
    expect(pinned).toHaveLength(1);
    expect(pinned[0]).toContain(`/loader/${hash('sha256').toString('hex').slice(0, 12)}.js"`);
    expect(pinned[0]).toContain(`integrity="sha384-${hash('sha384').toString('base64')}"`);
    expect(pinned[0]).toContain('crossorigin="anonymous"');
  });
});

describe('S39: the policy that lists hashes', () => {
  it('S39: has those of the two files that are built, the pinned tag’s first', () => {
    const hashes = ['loader.js', 'page.js'].map((name) =>
      createHash('sha384')
        .update(readFileSync(join(root, 'dist/loader', name)))
        .digest('base64'),
    );
    const policy =
      read('docs/options.md').split('<!-- policy:begin -->')[1]?.split('<!-- policy:end -->')[0] ?? '';
    expect(all(policy, /'sha384-([^']+)'/g)).toEqual(hashes);
  });
});

describe('the interface for scripts', () => {
  const text = read('docs/api.md');
  /** Of the table's rows beneath a heading: the first cell's code, and all code of the second cell. */
  const rows = (heading: string): [string, string[]][] =>
    [
      ...(text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` \|([^|]*)\|/gm),
    ].map(([, first = '', second = '']) => [first, all(second, /`([^`]+)`/g)]);
  const source = (file: string, begin: string): string =>
    read(file)
      .split(begin)[1]
      ?.split(/^\}|;$/m)[0] ?? '';
  const interfaceOf = (file: string, name: string): string =>
    read(file).match(new RegExp(`interface ${name}\\b[^{]*\\{\\n([^]*?)\\n\\}`))?.[1] ?? '';
  const TYPES = 'loader/api/types.ts';

  it('has every method, with its parameters', () => {
    const documented = rows('Methods').map(([method]) => method.replace(/ = [^,)]+/g, ''));
    const declared = [
      ...interfaceOf(TYPES, 'EviWidgetApi').matchAll(/^ {2}(\w+)(?:<[^(]*>)?\(([\s\S]*?)\): [^;]+;$/gm),
    ].map(([, name, parameters = '']) => {
      const names = all(parameters, /(\w+)\??: [^,]+/g);
      return `${name}(${names.join(', ').replace('name, listener', 'event, listener')})`;
    });
    expect(declared.length).toBeGreaterThan(10);
    expect(documented).toEqual(declared);
  });

  it('has every event, with what it tells', () => {
    const events = `${interfaceOf(TYPES, 'EviEvents')}\n${interfaceOf('shared/bridge/contract.ts', 'FrameEvents')}`;
    const declared = [...events.matchAll(/^ {2}'?([\w-]+)'?: (.*);$/gm)].map(([, name = '', detail = '']) => [
      name,
      all(detail, /(\w+): \w+/g),
    ]);
    expect(declared.length).toBeGreaterThan(7);
    expect(rows('Events').sort()).toEqual(declared.sort());
  });

  it('has every field of a tool', () => {
    const declared = all(interfaceOf(TYPES, 'EviTool'), /^ {2}(\w+\??(?:\(\w+|:))/gm);
    expect(rows('Tools').map(([field]) => field.replace(')', ''))).toEqual(
      declared.map((field) => field.replace(/[?:]/g, '')),
    );
  });

  it('has every reason of a failure, and every other outcome', () => {
    const reasons = all(source('widget/models.ts', 'export type FailureReason ='), /\| '([\w-]+)'/g);
    const outcomes = all(
      read('shared/bridge/contract.ts').split('How a start went: ')[1]?.split(', or')[0] ?? '',
      /`([\w-]+)`/g,
    );
    expect(reasons.length).toBeGreaterThan(10);
    expect(rows('Outcomes').map(([word]) => word)).toEqual([...outcomes, ...reasons]);
  });
});

describe('the table of variables', () => {
  it('has all of them with help, and the defaults that an empty environment gets', () => {
    const defaults = Object.entries(readEnvironment({})).map(([name, value]) => [name, String(value)]);
    expect(VARIABLES.map(({ name, default: value }) => [name, value])).toEqual(defaults);
    expect(VARIABLES.filter(({ help }) => !/^\S.*\.$/.test(help))).toEqual([]);
  });
});

describe.each(DOCS)('%s', (file) => {
  const text = read(file);

  it('links to files and headings that exist', () => {
    const broken = all(text, /\]\(([^)\s]+)\)/g)
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path ? join(dirname(file), path) : file;
        return (
          !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
        );
      });
    expect(broken).toEqual([]);
  });

  it('names files that exist', () => {
    const named = all(text, /`((?:loader|widget|shared|server|demo-site|scripts|docs)\/[\w./-]*)`/g);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('names variables that exist', () => {
    const scripts = filesIn('scripts').flatMap((script) => all(read(script), VARIABLE));
    const known = new Set([...VARIABLES.map(({ name }) => name), ...scripts]);
    expect(unique(all(text, VARIABLE)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    expect(all(text, /npm run ([\w:-]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the documentation', () => {
  it('draws the call as its table has it', () => {
    const drawn = [...read('docs/lifecycle.md').matchAll(/^ {2}(\w+) --> (\w+): (\w+)$/gm)];
    const table = Object.entries(TRANSITIONS).flatMap(([from, row]) =>
      Object.entries(row).map(([event, to]) => `${from} --> ${to}: ${event}`),
    );
    expect(drawn.map(([, from, to, event]) => `${from} --> ${to}: ${event}`).sort()).toEqual(table.sort());
  });

  it('draws without semicolons, which end a line in mermaid', () => {
    const drawings = DOCS.flatMap((file) => all(read(file), /```mermaid\n([\s\S]*?)```/g));
    expect(drawings).not.toEqual([]);
    expect(drawings.filter((drawing) => drawing.includes(';'))).toEqual([]);
  });

  it('explains every security case that code and tests name', () => {
    const explained = all(read('docs/security.md'), /^\| (S\d+) \|/gm);
    const named = ['loader', 'widget', 'shared', 'server', 'demo-site', 'tests']
      .flatMap(filesIn)
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => all(read(path), /\bS\d{1,2}\b/g));
    expect(unique(named).filter((id) => !explained.includes(id))).toEqual([]);
  });
});
