/** The form: asks the demo's server about a page and lists what it found. */
import { byId, show } from './findings.js';

/** @typedef {import('../../check/finding.ts').Finding} Finding */
/** @typedef {import('../../check/check.ts').Report} Report */

const form = byId('check', HTMLFormElement);
const address = byId('address', HTMLInputElement);
const html = byId('html', HTMLTextAreaElement);
const headers = byId('headers', HTMLTextAreaElement);
const paste = byId('paste', HTMLDetailsElement);
const summary = byId('summary', HTMLParagraphElement);
const found = byId('found', HTMLHeadingElement);

if (!address.value) address.value = new URL('/', location.href).href;

/** @param {string} selectors */
function canParse(selectors) {
  try {
    document.createElement('a').matches(selectors || 'a');
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
const counted = (count, one, many) => `${count || 'Nothing'} ${count > 1 ? many : one}`;

/** @param {readonly Finding[]} findings */
function summed(findings) {
  const [wrong, warnings, fine] = ['wrong', 'warning', 'fine'].map(
    (level) => findings.filter((finding) => finding.level === level).length,
  );
  const parts = [counted(wrong ?? 0, 'is wrong', 'are wrong')];
  if (warnings) parts.push(`${warnings} ${warnings > 1 ? 'warnings' : 'warning'}`);
  return `${parts.join(', ')}, ${fine} fine.`;
}

/** @param {AbortSignal} signal */
async function ask(signal) {
  const response = await fetch('/check', {
    method: 'POST',
    signal,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      address: address.value,
      ...(paste.open && html.value.trim() && { pasted: { html: html.value, headers: headers.value } }),
    }),
  });
  /** @type {Report & { error?: string }} */
  const answer = await response.json();
  if (answer.error) return summary.replaceChildren(answer.error);
  const tried = answer.inBrowser.filter(({ selectors }) => !canParse(selectors));
  const findings = [...answer.findings, ...tried.map(({ finding }) => finding)];
  show('findings', findings);
  found.hidden = false;
  summary.replaceChildren(summed(findings));
}

let running = new AbortController();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  running.abort();
  running = new AbortController();
  const { signal } = running;
  show('findings', []);
  found.hidden = true;
  summary.replaceChildren('Looking at your page …');
  form.ariaBusy = 'true';
  try {
    await ask(signal);
  } catch {
    if (!signal.aborted)
      summary.replaceChildren('The demo’s server does not answer. Does npm start still run?');
  } finally {
    if (!signal.aborted) form.ariaBusy = 'false';
  }
});
