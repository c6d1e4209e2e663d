import { publishLoader } from '../../browser/support/loader.ts';
import { openSite, type Site } from '../../browser/support/site.ts';

declare global {
  interface Window {
    /** In the hostile frame: what the host page said to it, on the window and on its newest port. */
    heard: unknown[];
    answers: Record<string, unknown>[];
    hello(nonce: string, version?: number): void;
    /** Posts on the newest port, or on an earlier one. */
    say(message: unknown, port?: number, transfer?: Transferable[]): void;
    /** What becomes of calls that the host page makes; nothing, until this is set. */
    answerCalls?(id: unknown): void;
    /** Calls a method of the host page as the true frame does, and resolves with the raw answer. */
    call(method: string, ...args: unknown[]): Promise<Record<string, unknown>>;
  }
}

/** Speaks the frame's part of the bridge by hand, so that tests can say what the true frame never would. */
const hostileFrame = (more: string) => `<!doctype html><title>Hostile frame</title><body><script>
  const ports = [];
  let count = 0;
  const waiting = new Map();
  heard = [];
  answers = [];
  hello = (nonce, version = 2) => parent.postMessage({ evi: 'hello 1', nonce, version }, '*');
  say = (message, index = ports.length - 1, transfer = []) => ports[index].postMessage(message, transfer);
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
      // One that is silent would be taken from the page.
      if (String(data.path) === 'alive' && !window.answerCalls) return say({ id: data.id, type: 'RAW', value: true });
      answers.push(data);
      if (data.path) window.answerCalls?.(data.id);
      waiting.get(data.id)?.(data);
    };
  });
  ${more}
</script></body>`;

/**
 * Serves the true loader, and a hostile document in place of the widget's.
 * @param more What the document does at once, by itself.
 */
export async function openHostileWidget(more = ''): Promise<Site> {
  const site = await openSite('127.0.0.1');
  publishLoader(site);
  site.publish('/widget/', hostileFrame(more));
  return site;
}
