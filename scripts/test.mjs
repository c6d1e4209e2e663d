/** `npm test`: everything that must hold, from a clean clone, ending with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findFirefox, findWebKit, prepareEngines } from './engines.mjs';
import { preparePostgres } from './postgres.mjs';
import { build, checkNode, install, root, say } from './project.mjs';
import { prepareSpeech } from './speech.mjs';

checkNode();
install();
if (!prepareSpeech()) say('The tests of hearing need it and will fail.');
preparePostgres();
const missingEngines = prepareEngines();
build();

const reports = join(root, 'node_modules/.cache/reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>}
 */
const succeeds = (command, args, env = process.env) =>
  new Promise((resolve) => {
    say(`\n— ${[command, ...args].join(' ')}`);
    const child = spawn('npx', [command, ...args], {
      cwd: root,
      stdio: 'inherit',
      env,
      shell: process.platform === 'win32',
    });
    child.on('exit', (code) => resolve(code === 0));
    child.on('error', () => resolve(false));
  });

let passed = 0;
let failed = missingEngines;

/** @param {string} file @returns {any} */
const report = (file) => JSON.parse(readFileSync(join(reports, file), 'utf8'));

/**
 * Adds a runner's own counts. A runner that broke off before it could count is one failure.
 * @param {boolean} ok
 * @param {() => { passed: number, failed: number }} counts
 */
const count = (ok, counts) => {
  let result = { passed: 0, failed: ok ? 0 : 1 };
  try {
    result = counts();
  } catch (error) {
    say(`No report: ${error instanceof Error ? error.message : error}`);
    result.failed = 1;
  }
  passed += result.passed;
  failed += result.failed + (ok || result.failed ? 0 : 1);
};

const checks = [
  ['tsc', '-p', 'tsconfig.browser.json'],
  ['tsc', '-p', 'tsconfig.node.json'],
  ['biome', 'ci', '--colors=off', '.'],
  ['knip'],
  ['size-limit'],
];
for (const [command = '', ...args] of checks) {
  if (await succeeds(command, args)) passed += 1;
  else failed += 1;
}

const unit = await succeeds('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(reports, 'unit.json')}`,
]);
count(unit, () => {
  const { numPassedTests, numTotalTests } = report('unit.json');
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests };
});

// Imported late: it needs the packages that were installed above.
const { findChromium } = await import('./chromium.mjs');
const engines = ['chromium', findFirefox() && 'firefox', findWebKit() && 'webkit'].filter(Boolean);
const chromium = await findChromium();
if (!chromium) {
  say('No Chromium could be found or installed. Set CHROMIUM_PATH to one.');
  failed += 1;
} else {
  say(`\nBrowser: ${chromium}`);
  const runs = {
    pages: ['--project=pages', '--workers=2'],
    browser: engines.map((name) => `--project=${name}`),
  };
  for (const [name, args] of Object.entries(runs)) {
    const ok = await succeeds('playwright', ['test', '--reporter=line,json', ...args], {
      ...process.env,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, `${name}.json`),
    });
    count(ok, () => {
      const { expected, unexpected, flaky, skipped } = report(`${name}.json`).stats;
      return { passed: expected, failed: unexpected + flaky + skipped };
    });
  }
}

say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
