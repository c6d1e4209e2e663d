/** What a script of the host page can overhear and find. Both run in the page and use nothing from around them. */

declare global {
  interface Window {
    /** Everything that was said to the host page or by it over windows and ports. */
    overheard: unknown[];
  }
}

/** Runs on the host page before all else, as the first script of a hostile tag manager could. */
export function eavesdrop(): void {
  if (window !== window.top) return;
  window.overheard = [];
  addEventListener('message', ({ data }) => window.overheard.push(data));
  const { postMessage, start } = MessagePort.prototype;
  const heard = new WeakSet<MessagePort>();
  const listen = (port: MessagePort): void => {
    if (heard.has(port)) return;
    heard.add(port);
    port.addEventListener('message', ({ data }) => window.overheard.push(data));
  };
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, options?: unknown) {
    listen(this);
    window.overheard.push(message);
    Reflect.apply(postMessage, this, [message, options ?? []]);
  };
  MessagePort.prototype.start = function (this: MessagePort) {
    listen(this);
    start.call(this);
  };
}

/** Every text and every piece of binary data that the page's scripts can reach. */
export async function search(): Promise<{ texts: string; binary: number; objects: number }> {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  let binary = 0;
  const visit = (value: unknown, depth: number): void => {
    if (typeof value === 'string') texts.push(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (seen.has(value) || seen.size > 200_000 || depth > 12) return;
    seen.add(value);
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) binary += 1;
    if (value instanceof Blob && value !== File.prototype) binary += 1;
    if (value instanceof Map || value instanceof Set) for (const one of value) visit(one, depth + 1);
    let keys: (string | symbol)[] = [];
    try {
      keys = Reflect.ownKeys(value);
      visit(Object.getPrototypeOf(value), depth + 1);
    } catch {
      // Another origin's window tells nothing.
    }
    for (const key of keys) {
      if (typeof key === 'string') texts.push(key);
      try {
        visit(Reflect.get(value, key), depth + 1);
      } catch {
        // Getters that want another receiver.
      }
    }
  };
  visit(window, 0);
  const frame = document.querySelector('iframe');
  visit(frame?.contentWindow, 0);
  for (const node of document.querySelectorAll('*')) {
    visit(node, 11);
    texts.push(...Array.from(node.attributes, ({ value }) => value));
  }
  texts.push(JSON.stringify(performance.getEntries()), JSON.stringify(history.state));
  texts.push(document.cookie, window.name, location.href);
  try {
    texts.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
    texts.push(JSON.stringify(await indexedDB.databases()));
  } catch {
    // The test runner's Chromium gives frames of other sites no storage.
  }
  return { texts: texts.join('\n'), binary, objects: seen.size };
}
