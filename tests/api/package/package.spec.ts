/** The npm package, as somebody gets it who installs it. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { watchHost } from '../../browser/support/host.ts';
import { expect, root, test } from '../../browser/support/visit.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'evi-package-'));
const consumer = join(folder, 'consumer');
const npm = (...args: string[]) =>
  run('npm', [...args, '--offline', '--no-audit', '--no-fund'], { cwd: consumer });

let packed: string[];

test.beforeAll(async () => {
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "type": "module", "private": true }');
  const { stdout } = await npm('pack', join(root, 'dist/package'), '--json');
  const [{ filename, files }] = JSON.parse(stdout);
  packed = files.map(({ path }: { path: string }) => path);
  await npm('install', `./${filename}`);
});

test.afterAll(() => rmSync(folder, { recursive: true }));

test('holds its code, its types, README and licence, and needs nothing else', async () => {
  expect(packed.filter((path) => !/^types\/.*\.d\.ts$/.test(path)).sort()).toEqual([
    'LICENSE',
    'README.md',
    'index.js',
    'package.json',
    'page.js',
  ]);
  const manifest = JSON.parse(readFileSync(join(consumer, 'node_modules/evi-widget/package.json'), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'evi-widget', version, type: 'module', sideEffects: false });
  expect(Object.keys(manifest).filter((key) => /dependencies|scripts|private/i.test(key))).toEqual([]);
  const code = readFileSync(join(consumer, 'node_modules/evi-widget/index.js'), 'utf8');
  expect(code.match(/\bimport\b.{13}/g)).toEqual(['import("./page.js")']);
});

test('type-checks in a strict project, and catches what is wrong', async () => {
  writeFileSync(
    join(consumer, 'right.ts'),
    `import { type EviTool, type EviWidgetApi, mount } from 'evi-widget';
     const price: EviTool = { name: 'price', description: 'What it costs.', run: async () => ({ pounds: 12 }) };
     const widget: EviWidgetApi = mount({ server: 'https://evi.example.com', theme: 'dark', offset: 20, title: undefined });
     widget.on('transcript', ({ speaker, text }) => console.log(speaker.trim(), text.trim()));
     widget.on('metrics', ({ name, value }) => console.log(name.trim(), value.toFixed()));
     widget.on('before-start', async ({ spoken }) => !spoken);
     widget.registerTool(price)();
     widget.update({ title: undefined, accentColor: '#123456' });
     const outcome: string = await widget.sendText('hello');
     export { outcome };`,
  );
  const wrong = [
    "mount({ server: 'https://evi.example.com', theme: 'pink' });",
    'mount({});',
    "widget.on('closed', () => undefined);",
    'widget.update({ colour: 1 });',
    "widget.setVariables({ plan: { name: 'gold' } });",
    "widget.registerTool({ name: 'x', description: 'y' });",
  ];
  writeFileSync(
    join(consumer, 'wrong.ts'),
    `import { mount } from 'evi-widget';\nconst widget = mount({ server: '' });\n${wrong.join('\n')}\n`,
  );
  const check = async (file: string, module: string, moduleResolution: string): Promise<string> => {
    const compilerOptions = {
      ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
      ...{ target: 'es2022', lib: ['es2022', 'dom'], types: [], module, moduleResolution },
    };
    writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    return run(process.execPath, [tsc, '--pretty', 'false'], { cwd: consumer }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
  };
  expect(await check('right.ts', 'esnext', 'bundler')).toBe('');
  expect(await check('right.ts', 'nodenext', 'nodenext')).toBe('');
  const lines = [...(await check('wrong.ts', 'esnext', 'bundler')).matchAll(/^wrong\.ts\((\d+),/gm)].map(
    ([, line]) => Number(line),
  );
  expect([...new Set(lines)]).toEqual(wrong.map((_, index) => index + 3));
});

test('can be imported on a server, where mount() says that it needs a page', async () => {
  const script = `
    const before = Object.keys(globalThis).length;
    const { mount, ...others } = await import('evi-widget');
    try { mount({ server: 'https://evi.example.com' }); } catch (error) {
      console.log(JSON.stringify([error.message, Object.keys(others), Object.keys(globalThis).length - before]));
    }`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: consumer });
  expect(JSON.parse(stdout)).toEqual([
    'evi-widget: mount() needs a page. Call it in the browser, after the page is rendered, not on the server.',
    [],
    0,
  ]);
});

test('bundled into a page: floats or stands in an element, live options, events, and away again', async ({
  page,
  demo,
  stage,
}) => {
  writeFileSync(
    join(consumer, 'main.js'),
    `import { mount } from 'evi-widget';
     imported = document.querySelectorAll('iframe').length + Object.keys(window).filter((name) => /^evi/i.test(name)).length;
     heard = [];
     start = (options) => {
       widget = mount({ server: '${demo.widget}', ...options });
       for (const name of ['ready', 'open']) widget.on(name, () => heard.push(name));
     };
     problem = (options) => { try { mount(options); } catch (error) { return error.message; } };`,
  );
  const output = await build({
    root: consumer,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: { input: join(consumer, 'main.js'), output: { format: 'iife' } },
    },
  });
  const bundle = [output].flat().flatMap((one) => ('output' in one ? one.output : []))[0];
  const code = bundle && 'code' in bundle ? bundle.code : '';
  const host = watchHost(page, demo);
  await page.goto(
    stage.page(`<script>var imported, heard, start, widget, problem</script>
      <div id="here" style="width: 600px; height: 500px"></div><script>${code}</script>`),
  );
  const get = (name: string) => page.evaluate((wanted) => Reflect.get(window, wanted), name);
  expect(await get('imported')).toBe(0);
  expect(
    await page.evaluate(() => {
      const problem = Reflect.get(window, 'problem');
      return [problem({}), problem({ server: location.origin })];
    }),
  ).toEqual([
    'evi-widget: mount() needs server, an address like https://evi.example.com.',
    'evi-widget: the server must be of another origin than the page.',
  ]);

  await page.evaluate(() =>
    Reflect.get(window, 'start')({ title: 'Ask us', position: 'top-left', greeting: undefined }),
  );
  await host.widget.getByRole('button', { name: 'Ask us' }).waitFor();
  await expect(host.iframe).toHaveCSS('position', 'fixed');
  await page.evaluate(() => Reflect.get(window, 'widget').update({ title: 'Ask Ada' }));
  await host.widget.getByRole('button', { name: 'Ask Ada' }).waitFor();
  expect(await page.evaluate(() => Reflect.get(window, 'widget').sendText('hello'))).toBe('started');
  await expect(host.widget.getByRole('log')).toContainText('hello');
  await expect(host.widget.getByRole('button', { name: 'Reading this page' })).toBeVisible();
  await page.evaluate(() => Reflect.get(window, 'widget').destroy());
  await expect(host.iframe).toHaveCount(0);

  await page.evaluate(() =>
    Reflect.get(window, 'start')({ target: document.getElementById('here'), title: undefined }),
  );
  await expect(page.locator('#here iframe')).toHaveCSS('position', 'static');
  await host.widget.getByRole('button', { name: 'Ask about this page' }).waitFor();
  await page.evaluate(() => Reflect.get(window, 'widget').open());
  await expect(page.locator('#here iframe')).toHaveCSS('height', '500px');
  await expect.poll(() => get('heard')).toEqual(['ready', 'open', 'ready', 'open']);
  expect(await page.evaluate(() => 'EviWidget' in window)).toBe(false);
  expect(host.complaints).toEqual([]);
});
