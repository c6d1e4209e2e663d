/** `npm run docs`: rewrites the parts of the documentation that are made from the code. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { build, root } from './project.mjs';

/** @typedef {{ name?: string, path: string | string[], limit: string, gzip?: boolean, brotli?: boolean }} SizeLimit */

/** @param {readonly string[][]} rows The first one is the head. */
function table(rows) {
  const [head = [], ...body] = rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * @param {string} file
 * @returns {Promise<any>}
 */
const load = async (file) =>
  (await runnerImport(join(root, file), { configFile: false, root, logLevel: 'error' })).module;

async function options() {
  /** @type {{ OPTIONS: typeof import('../shared/options/table.ts').OPTIONS }} */
  const { OPTIONS } = await load('shared/options/table.ts');
  /** @type {{ HELP: typeof import('../shared/options/help.ts').HELP }} */
  const { HELP } = await load('shared/options/help.ts');
  /** @type {typeof import('../shared/options/attribute-name.ts')} */
  const { attributeName } = await load('shared/options/attribute-name.ts');
  const names = /** @type {(keyof typeof OPTIONS)[]} */ (Object.keys(OPTIONS));
  return table([
    ['Attribute', 'Default', 'Takes', ''],
    ...names.map((name) => {
      const { default: value, expected } = OPTIONS[name];
      return [`\`${attributeName(name)}\``, value === '' ? 'empty' : `\`${value}\``, expected, HELP[name]];
    }),
  ]);
}

function sizes() {
  /** @type {{ 'size-limit'?: SizeLimit[] }} */
  const { 'size-limit': limits = [] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (limits.length === 0) throw new Error('package.json sets no limits: its "size-limit" is missing.');
  return table([
    ['', 'At most', 'Measured'],
    ...limits.map(({ name, path, limit, gzip, brotli }) => [
      name ?? String(path),
      limit,
      gzip ? 'with gzip' : brotli === false ? 'uncompressed' : 'with brotli',
    ]),
  ]);
}

async function variables() {
  /** @type {Pick<typeof import('../server/environment.ts'), 'VARIABLES'>} */
  const { VARIABLES } = await load('server/environment.ts');
  return table([
    ['Variable', 'Default', ''],
    ...VARIABLES.map(({ name, default: value, help }) => [
      `\`${name}\``,
      value === '' ? 'empty' : `\`${value}\``,
      help,
    ]),
  ]);
}

/** @param {string} name Of a file of the loader that has been built; the same sources make the same bytes everywhere. */
function hashesOf(name) {
  const file = join(root, 'dist/loader', name);
  if (!existsSync(file)) throw new Error('Nothing is built yet. Run: npm run build');
  const content = readFileSync(file);
  return {
    name: createHash('sha256').update(content).digest('hex').slice(0, 12),
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
  };
}

function pinned() {
  const { name, integrity } = hashesOf('loader.js');
  return [
    '```html',
    `<script src="https://evi.example.com/loader/${name}.js"`,
    `  integrity="${integrity}"`,
    '  crossorigin="anonymous" async></script>',
    '```',
  ].join('\n');
}

/** For a policy that lists hashes: of the loader, and of what that fetches. */
function policy() {
  const hashes = ['loader.js', 'page.js'].map((name) => `'${hashesOf(name).integrity}'`);
  return ['```', `script-src ${hashes.join('\n  ')};`, 'frame-src https://evi.example.com', '```'].join('\n');
}

/** @type {Record<string, () => string | Promise<string>>} What stands between the marks of each name. */
export const PARTS = { options, pinned, policy, sizes, variables };

/** The files that may have parts, by their paths within the project. */
export const documents = () => [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** @param {string} document @param {string} name */
export const hasPart = (document, name) => document.includes(`<!-- ${name}:begin -->`);

/**
 * The document with one part as the code now has it.
 * @param {string} document
 * @param {string} name
 */
export async function render(document, name) {
  const [begin, end] = ['begin', 'end'].map((edge) => `<!-- ${name}:${edge} -->`);
  const [before, rest, ...others] = document.split(`${begin}\n`);
  const after = rest?.split(`${end}\n`)[1];
  if (after === undefined || others.length > 0)
    throw new Error(`A document with this part has one ${begin} … ${end}.`);
  return `${before}${begin}\n${await PARTS[name]?.()}\n${end}\n${after}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  build();
  for (const file of documents()) {
    const path = join(root, file);
    const given = readFileSync(path, 'utf8');
    let document = given;
    for (const name in PARTS) if (hasPart(document, name)) document = await render(document, name);
    if (document !== given) writeFileSync(path, document);
  }
}
