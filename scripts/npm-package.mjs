/** Beside the code in `dist/package`: the types, `package.json`, README and licence. `npm pack ./dist/package` packs it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'dist/package');
const types = join(root, 'node_modules/.cache/package-types');
const ENTRY = 'loader/mount.d.ts';

/**
 * Copies a declaration and those that it imports; what only the code within needs stays behind.
 * @param {string} file
 * @param {Set<string>} done
 */
function copyTypes(file, done = new Set()) {
  if (done.has(file)) return;
  done.add(file);
  const declaration = readFileSync(join(types, file), 'utf8');
  const to = join(folder, 'types', file);
  mkdirSync(dirname(to), { recursive: true });
  // As any TypeScript resolves them.
  writeFileSync(to, declaration.replace(/((?:from |import\()["']\.[^"']*)\.ts(["'])/g, '$1.js$2'));
  for (const [, from] of declaration.matchAll(/(?:from |import\()["'](\.[^"']*)\.ts["']/g))
    copyTypes(relative(types, join(types, dirname(file), `${from}.d.ts`)), done);
}

export function writePackage() {
  rmSync(types, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.package.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The types of the npm package could not be made.');
  copyTypes(ENTRY);
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const manifest = {
    name,
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: `./types/${ENTRY}`, default: './index.js' } },
    types: `./types/${ENTRY}`,
    files: ['index.js', 'page.js', 'types'],
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'README.md'), join(folder, 'README.md'));
}
