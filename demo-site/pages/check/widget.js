/** Whether the widget of this very page starts in this browser. */
import { byId, show } from './findings.js';

/** @typedef {import('../../check/finding.ts').Finding} Finding */

const PATIENCE_MS = 10_000;
const button = byId('try', HTMLButtonElement);
const tried = byId('tried', HTMLParagraphElement);

/** The frame is seen only once it has said to the loader how it wants to stand. */
function answering() {
  const script = document.querySelector('script[src$="/loader.js"]');
  const origin = script instanceof HTMLScriptElement ? new URL(script.src).origin : '';
  const frame = document.querySelector(`iframe[src^="${CSS.escape(origin)}"]`);
  return frame && getComputedStyle(frame).opacity === '1';
}

/** @returns {Promise<boolean>} */
const answered = () =>
  new Promise((resolve) => {
    const done = (/** @type {boolean} */ result) => {
      clearTimeout(patience);
      observer.disconnect();
      resolve(result);
    };
    const look = () => answering() && done(true);
    const observer = new MutationObserver(look);
    const patience = setTimeout(() => done(false), PATIENCE_MS);
    observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributeFilter: ['style'],
    });
    look();
  });

/** @returns {Promise<Finding>} */
async function test() {
  if (!Object.hasOwn(window, 'EviWidget'))
    return {
      level: 'wrong',
      title: 'The loader did not run in this browser',
      cause: 'It is on this page, so an extension or a firewall keeps it away.',
      cure: 'Switch off blockers for this page, and load it again.',
    };
  if (await answered())
    return {
      level: 'fine',
      title: 'The widget’s frame answers',
      cause: 'Its launcher stands in the corner. Press it to try a conversation.',
    };
  return {
    level: 'wrong',
    title: 'The widget’s frame does not answer',
    cause: `The loader runs, but nothing came from its frame within ${PATIENCE_MS / 1000} seconds. An extension or a firewall may remove or block it.`,
    cure: 'Switch off blockers for this page, and load it again. The browser’s console has more.',
  };
}

button.addEventListener('click', async () => {
  button.disabled = true;
  tried.replaceChildren('Waiting for the frame …');
  const finding = await test();
  tried.replaceChildren(`${finding.title}.`);
  show('widget-findings', [finding]);
  button.disabled = false;
});
