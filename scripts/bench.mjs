/** `npm run bench:voice`: prints what was measured, and fails for no figure. */
import { build, checkNode, install, root, run } from './project.mjs';
import { prepareSpeech } from './speech.mjs';

checkNode();
install();
prepareSpeech();
build();

const { findChromium } = await import('./chromium.mjs');
const chromium = await findChromium();
if (!chromium) {
  console.error('No Chromium could be found or installed. Set CHROMIUM_PATH to one.');
  process.exit(1);
}
const env = { ...process.env, CHROMIUM_PATH: chromium };
const args = ['playwright', 'test', '--config', 'tests/bench/playwright.config.ts', ...process.argv.slice(2)];
process.exitCode = run('npx', args, { cwd: root, env }) ? 0 : 1;
