/** `npm run bench:voice|turns|server`: prints what was measured, and fails for no figure. */
import { build, checkNode, install, root, run } from './project.mjs';
import { prepareSpeech } from './speech.mjs';

/** @type {Record<string, { args: string[], browser?: true }>} */
const BENCHES = {
  voice: { args: ['playwright', 'test', '--config', 'tests/bench/playwright.config.ts'], browser: true },
  turns: { args: ['vitest', 'run', '--config', 'tests/bench/turns/vitest.config.ts'] },
  server: { args: ['vitest', 'run', '--config', 'tests/bench/server/vitest.config.ts'] },
};

const [name = '', ...more] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (!bench) {
  console.error(`There is no benchmark "${name}". Choose one of ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(1);
}

checkNode();
install();
prepareSpeech();
build();

let env = process.env;
if (bench.browser) {
  // Imported late: it needs the packages that were installed above.
  const { findChromium } = await import('./chromium.mjs');
  const chromium = await findChromium();
  if (!chromium) {
    console.error('No Chromium could be found or installed. Set CHROMIUM_PATH to one.');
    process.exit(1);
  }
  env = { ...env, CHROMIUM_PATH: chromium };
}
process.exitCode = run('npx', [...bench.args, ...more], { cwd: root, env }) ? 0 : 1;
