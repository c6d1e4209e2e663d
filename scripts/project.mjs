/** What `npm start` and `npm test` share. Plain Node: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the build is made of. */
const SOURCES = [
  'loader',
  'widget',
  'shared',
  'server',
  'demo-site/check',
  'demo-site/serve.ts',
  'vite.config.ts',
  'scripts/npm-package.mjs',
  'tsconfig.package.json',
  'package-lock.json',
];

export const isRoot = process.getuid?.() === 0;

/** @param {string} line */
export const say = (line) => console.log(line);

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or newer is needed; this is ${process.version}. See https://nodejs.org`);
  process.exit(1);
}

/**
 * Runs a command to its end, its output on the terminal. Answers whether it succeeded.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function run(command, args, options) {
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell, ...options }).status === 0;
}

/** @param {string[]} paths Files and folders within the project, in order. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    } else hash.update(path).update('\0').update(readFileSync(full)).update('\0');
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/**
 * Does the work unless it was done before for the same sources. The mark is written only when it succeeded.
 * @param {string} mark File that remembers the fingerprint.
 * @param {string[]} sources
 * @param {() => boolean} work
 * @returns {boolean} Whether the result is there.
 */
function onceFor(mark, sources, work) {
  const wanted = fingerprint(sources);
  const file = join(root, mark);
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return true;
  if (!work()) return false;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
  return true;
}

/** Installs what the lockfile says, when it says something new. */
export function install() {
  const done = onceFor('node_modules/.installed', ['package-lock.json'], () => {
    say('Installing packages …');
    return run('npm', ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']);
  });
  if (!done) {
    console.error(
      'npm could not install the packages; its message is above. Run the same command to try again.',
    );
    process.exit(1);
  }
}

/** Builds loader, widget and server, when their sources have changed. */
export function build() {
  const done = onceFor('dist/.built', SOURCES, () => {
    say('Building …');
    return run('npx', ['vite', 'build', '--app', '--logLevel', 'warn']);
  });
  if (!done) {
    console.error('The build failed; its message is above.');
    process.exit(1);
  }
}

/**
 * Installs Debian packages by name. Only as root; answers whether they are there.
 * @param {string[]} packages
 */
export function aptInstall(packages) {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return false;
  say(`Installing from Debian: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  const add = () => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  return add() || (run('apt-get', ['update', '-qq'], quiet) && add());
}
