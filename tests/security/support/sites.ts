import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { root } from '../../browser/support/visit.ts';

/** An origin of the attacker's, on a free port. */
export interface Site {
  origin: string;
  /** Publishes a document at a path and answers its address. */
  publish(path: string, html: string, headers?: Record<string, string>): string;
  close(): void;
}

export async function openSite(host: 'localhost' | '127.0.0.1'): Promise<Site> {
  const files = new Map<string, { body: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const found = files.get(new URL(request.url ?? '/', 'http://site').pathname);
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...found?.headers });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  const origin = `http://${host}:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    origin,
    publish(path, body, headers = {}) {
      files.set(path, { body, headers });
      return origin + path;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

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
