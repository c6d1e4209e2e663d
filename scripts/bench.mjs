/** `npm run bench:voice` and the like: prints what was measured, and fails for no figure. */
import { build, checkNode, install, root, run } from './project.mjs';
import { prepareSpeech } from './speech.mjs';

/** @type {Record<string, () => Promise<{ args: string[], env?: Record<string, string> }>>} */
const BENCHES = {
  voice: async () => {
    const { findChromium } = await import('./chromium.mjs');
    const chromium = await findChromium();
    if (!chromium) stop('No Chromium could be found or installed. Set CHROMIUM_PATH to one.');
    const args = ['playwright', 'test', '--config', 'tests/bench/playwright.config.ts', 'voice.bench.ts'];
    return { args, env: { CHROMIUM_PATH: chromium } };
  },
  turns: async () => ({ args: ['vitest', 'run', '--config', 'tests/bench/turns/vitest.config.ts'] }),
  server: async () => ({ args: ['vitest', 'run', '--config', 'tests/bench/server/vitest.config.ts'] }),
};

/**
 * @param {string} problem
 * @returns {never}
 */
function stop(problem) {
  console.error(problem);
  process.exit(1);
}

const [name = '', ...rest] = process.argv.slice(2);
const prepare = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (!prepare) stop(`There is no benchmark "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);

checkNode();
install();
// Every benchmark is of somebody who speaks.
if (!prepareSpeech()) stop('Without it nothing can be measured.');
build();
const { args, env } = await prepare();
const done = run('npx', [...args, ...rest], { cwd: root, env: { ...process.env, ...env } });
process.exitCode = done ? 0 : 1;
