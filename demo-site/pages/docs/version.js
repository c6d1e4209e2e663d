/** Which version of the tool the pages are about. Kept in this tab, and in step with the menu. */
const KEY = 'ferry-version';
export const VERSIONS = ['3.2', '3.1', '2.9'];
const [LATEST = ''] = VERSIONS;

export const currentVersion = () => sessionStorage.getItem(KEY) ?? LATEST;

const menu = document.querySelector('#version');

function draw() {
  const version = currentVersion();
  for (const place of document.querySelectorAll('[data-version]')) place.replaceChildren(version);
  if (menu instanceof HTMLSelectElement) menu.value = version;
  const old = document.querySelector('#old');
  if (old instanceof HTMLElement) old.hidden = version === LATEST;
}

/** @param {string} version */
export function switchVersion(version) {
  if (!VERSIONS.includes(version)) throw new Error(`There are only versions ${VERSIONS.join(', ')}`);
  sessionStorage.setItem(KEY, version);
  draw();
}

if (menu instanceof HTMLSelectElement) menu.addEventListener('change', () => switchVersion(menu.value));
draw();
