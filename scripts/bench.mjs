/** `npm run bench:voice` and the like: prints what was measured, and fails for no figure. */
import { join } from 'node:path';
import { build, checkNode, install, root, run } from './project.mjs';
import { prepareSoundCard } from './sound-card.mjs';
import { prepareSpeech } from './speech.mjs';

/**
 * What is run, given what stands behind the benchmark's name.
 * @type {Record<string, (rest: string[]) => Promise<{ args: string[], env?: Record<string, string> }>>}
 */
const BENCHES = {
  voice: async (rest) => {
    hear();
    return inChromium('voice.bench.ts', rest);
  },
  audio: async (steps) => {
    if (!prepareSoundCard()) stop('Without it nothing can be measured.');
    const { args, env } = await inChromium('audio.bench.ts', []);
    return { args, env: { ...env, BENCH_STEPS: steps.join(',') } };
  },
  turns: async (rest) => {
    hear();
    return { args: ['vitest', 'run', '--config', 'tests/bench/turns/vitest.config.ts', ...rest] };
  },
  host: async (rest) => {
    const peers = join(root, 'tests/bench/host/peers');
    if (!run('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: peers }))
      stop('Without its peers there is nothing to compare.');
    return inChromium('host.bench.ts', rest);
  },
  content: async (rest) => inChromium('content.bench.ts', rest),
  server: async (rest) => {
    hear();
    return { args: ['vitest', 'run', '--config', 'tests/bench/server/vitest.config.ts', ...rest] };
  },
};

/**
 * @param {string} file
 * @param {string[]} rest
 */
async function inChromium(file, rest) {
  const { findChromium } = await import('./chromium.mjs');
  const chromium = await findChromium();
  if (!chromium) stop('No Chromium could be found or installed. Set CHROMIUM_PATH to one.');
  const args = ['playwright', 'test', '--config', 'tests/bench/playwright.config.ts', file, ...rest];
  return { args, env: { CHROMIUM_PATH: chromium } };
}

/** The server recognises what is said. */
function hear() {
  if (!prepareSpeech()) stop('Without it nothing can be measured.');
}

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
const { args, env } = await prepare(rest);
build();
const done = run('npx', args, { cwd: root, env: { ...process.env, ...env } });
process.exitCode = done ? 0 : 1;
