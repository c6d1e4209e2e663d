import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A file, what it imports, and whether the house allows that. */
const IMPORTS: readonly [file: string, from: string, allowed: boolean][] = [
  ['loader/one.ts', '../widget/x.ts', false],
  ['loader/page/two.ts', '../../server/x.ts', false],
  ['loader/three.ts', 'preact', false],
  ['loader/four.ts', 'comlink', true],
  ['loader/five.ts', '../shared/bridge/guard.ts', true],
  ['widget/call/one.ts', '../../loader/index.ts', false],
  ['widget/call/two.ts', '../../server/x.ts', false],
  ['widget/call/three.ts', '../audio/wav.ts', true],
  ['widget/audio/one.ts', '../call/call.ts', false],
  ['widget/audio/two.ts', '../../shared/evi/messages.ts', false],
  ['widget/audio/three.ts', './wav.ts', true],
  ['widget/ui/one.tsx', '../call/call.ts', false],
  ['widget/ui/two.tsx', '../audio/speaker.ts', false],
  ['widget/ui/three.tsx', '../models.ts', true],
  ['server/chat/one.ts', '../../widget/x.ts', false],
  ['server/chat/two.ts', '../../shared/evi/messages.ts', true],
  ['shared/evi/one.ts', '../../server/x.ts', false],
  ['shared/evi/two.ts', '../../loader/index.ts', false],
  ['shared/evi/three.ts', './errors.ts', true],
];

let folder: string;
let report = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evi-boundaries-'));
  const config = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: undefined, vcs: {} }));
  for (const [file, from] of IMPORTS) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `import { x } from '${from}';\nx();\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const lint = promisify(execFile)(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.'],
    { cwd: folder },
  );
  report = await lint.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
});

afterAll(() => rm(folder, { recursive: true }));

test.each(IMPORTS)('%s importing %s is allowed: %s', (file, _from, allowed) => {
  expect(report.includes(file)).toBe(!allowed);
});
