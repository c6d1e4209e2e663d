/** Finds a Chromium for the browser tests: yours, the system's, Playwright's, Debian's, or one from npm. */
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { aptInstall, root, run, say } from './project.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file));

const ofPlaywright = async () => {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
};

/** The last version that Node 20 can unpack. */
const NPM_CHROMIUM = '@sparticuz/chromium@147';

/**
 * A whole browser inside an npm package, with the libraries that a bare machine lacks. It unpacks those only when it
 * believes to be on AWS Lambda, so it is told so.
 */
const fromNpm = async () => {
  const home = join(root, 'node_modules/.cache/chromium');
  mkdirSync(home, { recursive: true });
  say(`Installing ${NPM_CHROMIUM} for the browser tests …`);
  if (!run('npm', ['install', '--prefix', home, '--no-save', '--loglevel=error', NPM_CHROMIUM]))
    return undefined;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  const entry = createRequire(join(home, 'package.json')).resolve('@sparticuz/chromium');
  const { default: chromium } = await import(pathToFileURL(entry).href);
  const file = await chromium.executablePath();
  process.env.LD_LIBRARY_PATH = [join(tmpdir(), 'al2023/lib'), process.env.LD_LIBRARY_PATH]
    .filter(Boolean)
    .join(delimiter);
  return file;
};

/** The browser's file, or undefined where none can be had. */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH=${given}: there is no such file.`);
  }
  return (
    onPath() ??
    (await ofPlaywright()) ??
    (aptInstall(['chromium']) ? onPath() : undefined) ??
    (await fromNpm())
  );
}
