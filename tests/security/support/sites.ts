import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSite, type Site } from '../../browser/support/site.ts';
import { root } from '../../browser/support/visit.ts';

declare global {
  interface Window {
    /** In the hostile frame: what the host page said to it, on the window and on its newest port. */
    heard: unknown[];
    answers: Record<string, unknown>[];
    hello(nonce: string): void;
    /** Posts on the newest port, or on an earlier one. */
    say(message: unknown, port?: number): void;
    /** Calls a method of the host page as the true frame does, and resolves with the raw answer. */
    call(method: string, ...args: unknown[]): Promise<Record<string, unknown>>;
  }
}

/** Speaks the frame's part of the bridge by hand, so that tests can say what the true frame never would. */
const HOSTILE_FRAME = `<!doctype html><title>Hostile frame</title><body><script>
  const ports = [];
  let count = 0;
  const waiting = new Map();
  heard = [];
  answers = [];
  hello = (nonce) => parent.postMessage({ evi: 'hello 1', nonce }, '*');
  say = (message, index = ports.length - 1) => ports[index].postMessage(message);
  call = (method, ...args) => new Promise((resolve) => {
    const id = 'call ' + (count += 1);
    waiting.set(id, resolve);
    say({ id, type: 'APPLY', path: [method], argumentList: args.map((value) => ({ type: 'RAW', value })) });
  });
  addEventListener('message', (event) => {
    heard.push(event.data);
    if (event.data?.evi !== 'welcome 1') return;
    ports.push(event.ports[0]);
    event.ports[0].onmessage = ({ data }) => {
      answers.push(data);
      waiting.get(data.id)?.(data);
    };
  });
</script></body>`;

/** Serves the true loader, and a hostile document in place of the widget's. */
export async function openHostileWidget(): Promise<Site> {
  const site = await openSite('127.0.0.1');
  const loader = await readFile(join(root, 'dist/loader/loader.js'), 'utf8');
  site.publish('/loader.js', loader, {
    'Content-Type': 'text/javascript',
    'Access-Control-Allow-Origin': '*',
  });
  site.publish('/widget/', HOSTILE_FRAME);
  return site;
}
