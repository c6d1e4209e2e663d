/** Finds Firefox ESR and WebKitGTK for the tests of faults, or installs them from Debian. Plain Node. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, isRoot, say } from './project.mjs';

/** @param {string[]} names */
const onPath = (...names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));

/** Where distributions put WebKitGTK's own small browser. */
const MINI_BROWSERS = [
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
];

/** Neither plays a sound without a sound server, and Firefox then not even a silent one. */
const sound = () => onPath('pulseaudio');

/** Its file, or undefined when it, or what it needs, is not there. Playwright's own Firefox is none: it is patched. */
export const findFirefox = () => (sound() ? onPath('firefox-esr') : undefined);

/** Its files, or undefined when one of them, or what they need, is not there. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const display = onPath('Xvfb');
  const browser = MINI_BROWSERS.find((file) => existsSync(file));
  return driver && display && browser && sound() ? { driver, display, browser } : undefined;
}

const PACKAGES = [
  'firefox-esr',
  'webkit2gtk-driver',
  'libwebkit2gtk-4.1-0',
  'gstreamer1.0-plugins-base',
  'gstreamer1.0-plugins-good',
  'gstreamer1.0-plugins-bad',
  'gstreamer1.0-libav',
  'gstreamer1.0-pulseaudio',
  'xvfb',
  'pulseaudio',
];

/**
 * Looks for both engines and installs them where it can. Answers how many are missing that have to be there: none on a
 * laptop, where a line says what is not tested.
 */
export function prepareEngines() {
  const missing = () => [...(findFirefox() ? [] : ['Firefox ESR']), ...(findWebKit() ? [] : ['WebKitGTK'])];
  if (missing().length) aptInstall(PACKAGES);
  const names = missing();
  if (!names.length) return 0;
  const required = Boolean(process.env.CI) || (isRoot && existsSync('/usr/bin/apt-get'));
  say(`Not tested in ${names.join(' and ')}: sudo apt-get install ${PACKAGES.join(' ')}`);
  return required ? names.length : 0;
}
