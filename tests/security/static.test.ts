/** Security cases that are read off the sources, the built files and the lockfile. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesOf = (folder: string, kinds: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => kinds.test(name))
    .map((name) => `${folder}/${name}`);

const browserSources = ['loader', 'widget', 'shared'].flatMap((folder) => filesOf(folder, /\.tsx?$/));
const built = [...filesOf('dist/loader', /\.js$/), ...filesOf('dist/widget', /\.(js|html)$/)];

test('there are sources and built files to judge', () => {
  expect(browserSources.length).toBeGreaterThan(30);
  expect(built).toContain('dist/loader/loader.js');
  expect(built.length).toBeGreaterThan(3);
});

test.each([...browserSources, ...filesOf('demo-site/pages', /\.html$/), ...built])(
  'S4: %s posts nothing to any origin whatever',
  (path) => {
    // All arguments of a call stand before the statement's end.
    for (const [call] of read(path).matchAll(/postMessage\([^;]*/g))
      expect(call.slice(0, 300)).not.toMatch(/postMessage\([^)]*(['"`]\*['"`]|targetOrigin)/);
  },
);

/** Every place where a window's messages are listened to, with what the listener does first. */
function windowListeners(source: string): string[] {
  const found: string[] = [];
  const added =
    /(?<!port\.)(?<![\w.])(?:(?:window|self|globalThis|top|parent)\.)?addEventListener\(\s*'message',\s*/g;
  for (const match of source.matchAll(added)) {
    const rest = source.slice(match.index + match[0].length);
    const name = /^\w+(?=\s*[,)])/.exec(rest)?.[0];
    const at = name ? source.indexOf(`const ${name} =`) : -1;
    found.push((name ? source.slice(Math.max(at, 0)) : rest).slice(0, 400));
  }
  return found;
}

describe('S42: no listener without a check of the sender', () => {
  test('S42: each one on a window asks isFrom before it does anything with the event', () => {
    // A thread has no window: only who started it can send to it.
    const withWindow = browserSources.filter((path) => !path.endsWith('.thread.ts'));
    const listeners = withWindow.flatMap((path) =>
      windowListeners(read(path)).map((code) => ({ path, code })),
    );
    expect(listeners.map(({ path }) => path).sort()).toEqual([
      'loader/frame/connect.ts',
      'widget/host/hello.ts',
    ]);
    for (const { path, code } of listeners)
      expect(code, path).toMatch(
        /^[^;]*?=> \{\s*(const [^;=]+ = event[\w.[\]]*;\s*|\/\/.*\s*)*if \(!isFrom\(event, /,
      );
  });

  test.each(browserSources)(
    'S42: %s sets onmessage on ports, sockets and threads of its own only',
    (path) => {
      // A BroadcastChannel is heard and spoken to by the frame's own origin alone.
      const own = /new BroadcastChannel/.test(read(path)) ? /(port|channel)\./ : /(port|socket|worker)\./;
      for (const [before] of read(path).matchAll(/[\w.]*\bonmessage\s*=/g)) expect(before).toMatch(own);
    },
  );

  test('S42: the rule finds what it is for', () => {
    expect(windowListeners("addEventListener('message', (event) => { run(event.data); });")).toHaveLength(1);
    expect(windowListeners("window.addEventListener('message', listener);")).toHaveLength(1);
    expect(windowListeners("port.addEventListener('message', listener);")).toHaveLength(0);
  });
});

/** What turns a text into markup, code or a navigation. */
const SINKS = [
  /\beval\b/,
  /\bFunction\(/,
  /\.constructor\(/,
  /\bset(?:Timeout|Interval)\(\s*['"`]/,
  /innerHTML/,
  /outerHTML|insertAdjacentHTML|createContextualFragment|setHTML|parseHTML|DOMParser|parseFromString/,
  /document\.write|execCommand|srcdoc/,
  /javascript:/,
  /importScripts|new (?:Shared)?Worker\(|serviceWorker/,
  /\bimport\(/,
  /createPolicy\(/,
  /createElement(?:NS)?\([^)]*script/,
  /\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\(/,
  /\bopen\(\s*['"`]/,
  /sourceMappingURL/,
];

/** Where a built file has one of them, with a little of what follows. Its hash is left out: it changes with every build. */
const sinksOf = (path: string): string[] =>
  SINKS.flatMap((sink) =>
    [...read(path).matchAll(new RegExp(sink, 'g'))].map(({ index }) =>
      read(path)
        .slice(index, index + 40)
        .replace(/-[\w-]{8}\.js.*/, ''),
    ),
  );

describe('S20: the built files turn no text into markup, code or a navigation', () => {
  const scripts = built.filter((path) => path.endsWith('.js'));

  test('S20: the rules find what they are for', () => {
    const samples = [
      'eval(x)',
      'new Function(x)',
      'f.constructor(x)',
      'setTimeout("x",1)',
      'e.innerHTML=x',
      'e.insertAdjacentHTML(x)',
      'document.write(x)',
      'a="javascript:x"',
      'new Worker(x)',
      'import(x)',
      'createPolicy("x")',
      'createElement("script")',
      'location.href=x',
      'open("x")',
      '//# sourceMappingURL=x',
    ];
    expect(SINKS.map((sink, at) => sink.test(samples[at] ?? ''))).toEqual(SINKS.map(() => true));
  });

  /** By its beginning, and how often it may be there at all. */
  const known: [RegExp, number][] = [
    // Parts of the app that are fetched later, each a file of the build's own.
    [/^import\(['"`]\.\/[\w.-]+$/, 20],
    // The one thread, and the one Trusted Types policy, which knows no other address.
    [/^new Worker\(/, 1],
    [/^createPolicy\(['"`]evi-thread['"`],/, 1],
    // Preact's own `dangerouslySetInnerHTML`, compared and set: no component uses it (S24), and the frame's Trusted
    // Types would refuse it. And how it calls a component, which it keeps in a property of that name.
    [/^innerHTML/, 2],
    [/^\.constructor\(\w,\w\)/, 1],
  ];

  /** The page part, by an address that the build made, and the one way to another page, which is judged before. */
  const OF_LOADER: Record<string, RegExp[]> = {
    'dist/loader/loader.js': [/^import\(\w\)/],
    'dist/loader/page.js': [/^location\.assign\(\w\)/],
  };

  test.each(scripts)('S20: %s', (path) => {
    const allowed = path.startsWith('dist/widget/') ? known.map(([sink]) => sink) : (OF_LOADER[path] ?? []);
    expect(sinksOf(path).filter((found) => !allowed.some((sink) => sink.test(found)))).toEqual([]);
    if (path in OF_LOADER) expect(sinksOf(path)).toHaveLength(1);
  });

  test('S20: what the frame’s files may have is there that often', () => {
    const all = scripts.flatMap(sinksOf);
    for (const [sink, most] of known) {
      const found = all.filter((one) => sink.test(one)).length;
      expect(found, `${sink}`).toBeGreaterThan(0);
      expect(found, `${sink}`).toBeLessThanOrEqual(most);
    }
  });

  test('S20: the one policy gives one address, whatever it is asked for', () => {
    const policies = scripts.filter((path) => read(path).includes('createPolicy('));
    expect(policies).toHaveLength(1);
    expect(read(policies[0] ?? '')).toMatch(
      /createScriptURL:\(\)=>(\w+)\}\)\.createScriptURL\(['"`]{2}\):\1/,
    );
  });

  test('S20: the frame’s document has no code of its own', () => {
    const html = read('dist/widget/index.html');
    expect(html.match(/<script/g)?.length).toBe(
      html.match(/<script[^>]* src="\.\/[^"]+"><\/script>/g)?.length,
    );
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|srcdoc|<base|http-equiv/);
  });

  test.each([
    /document\.currentScript/,
    /baseURI/,
    /createElement\(.style|stylesheet/,
    /localStorage|sessionStorage|indexedDB|\.cookie/,
    /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/,
    /getUserMedia|mediaDevices/,
  ])('S20: nothing like %s in the loader and its page part', (gadget) => {
    expect(read('dist/loader/loader.js')).not.toMatch(gadget);
    expect(read('dist/loader/page.js')).not.toMatch(gadget);
  });

  test('S20: the one element that fetches is a preload with an integrity', () => {
    const made = [
      ...read('dist/loader/loader.js').matchAll(
        /createElement\("link"\),\{rel:"modulepreload",integrity:"sha384-/g,
      ),
    ];
    expect(made).toHaveLength(1);
    expect(read('dist/loader/loader.js').match(/createElement\(.link/g)).toHaveLength(1);
  });
});

test('S15, S24: the frame’s sources make no markup, no code and no navigation out of text', () => {
  // Going to another page is what this one is for; where to, it judges first.
  for (const path of browserSources)
    expect(
      path === 'loader/page/act/go.ts' ? read(path).replace('location.assign(href)', '') : read(path),
      path,
    ).not.toMatch(
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|\beval\(|new Function|window\.open|location\.(href|assign|replace)\s*[=(]/,
    );
});

describe('S40: the supply chain ends at what we import', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    lockfileVersion: number;
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

  test('S40: packages run nothing when they are installed', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });

  test('S40: every package is from the registry and has its hash', () => {
    expect(packages.length).toBeGreaterThan(50);
    // Without an address of its own a package comes from the registry that npm is set to.
    const loose = packages.filter(
      ([, { resolved = 'https://registry.npmjs.org/', integrity = '', link }]) =>
        link || !/^sha512-/.test(integrity) || !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  test('S40: no dependency comes from an address, a branch or a folder', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    // `npm:` is another name for a package of the registry.
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^(?:npm:@?[\w./-]+@)?[\^~]?\d+\.\d+\.\d+(?:-[\w.]+)?$/);
  });
});
