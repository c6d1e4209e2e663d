/** Findings on the page. Whatever they quote of other sites becomes text, never HTML. */

/** @typedef {import('../../check/finding.ts').Finding} Finding */

const LEVELS = { wrong: 'Wrong', warning: 'Warning', fine: 'Fine' };
const ORDER = Object.keys(LEVELS);

/**
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {(Node | string)[]} content
 */
function make(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

/** @param {string} code */
function copyable(code) {
  const copy = make('button', 'copy', 'Copy');
  copy.type = 'button';
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Select it to copy';
    }
  });
  return make('div', 'code', make('pre', '', make('code', '', code)), copy);
}

/** @param {Finding} finding */
function item({ level, title, cause, cure, code }) {
  const heading = make('h3', '', make('span', 'level', LEVELS[level]), ` ${title}`);
  const element = make('li', 'finding', heading);
  element.dataset.level = level;
  if (cause) element.append(make('p', '', cause));
  if (cure) element.append(make('p', 'cure', cure));
  if (code) element.append(copyable(code));
  return element;
}

/**
 * @param {string} list
 * @param {readonly Finding[]} findings
 */
export function show(list, findings) {
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
  byId(list, HTMLUListElement).replaceChildren(...sorted.map(item));
}
