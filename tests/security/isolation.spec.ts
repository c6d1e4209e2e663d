/** S27 and S29: a script on the host page looks everywhere for what belongs to the frame, during a real call. */

import { expect, test } from '../browser/support/visit.ts';
import { microphoneFile } from '../support/speech.ts';

declare global {
  interface Window {
    /** Everything that was said to the host page or by it over windows and ports. */
    overheard: unknown[];
  }
}

/** Runs on the host page before all else, as the first script of a hostile tag manager could. */
function eavesdrop(): void {
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
async function search(): Promise<{ texts: string; binary: number; objects: number }> {
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

test('S27, S29: neither token nor audio nor transcript can be found on the host page', async ({ visit }) => {
  const microphone = await microphoneFile('isolation', [
    { at: 2, voice: 'rms', sentence: 'what are your opening hours?' },
  ]);
  const visitor = await visit({ microphone, scripts: [eavesdrop] });
  const { page } = visitor;
  const spoken: string[] = [];
  page.on('console', (message) => spoken.push(message.text()));
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url(), request.headers().referer ?? ''));
  const [socket] = await Promise.all([
    page.waitForEvent('websocket'),
    (async () => {
      await visitor.openPanel();
      await visitor.widget.getByRole('button', { name: 'Talk' }).click();
    })(),
  ]);
  const end = await visitor.message(({ type }) => type === 'assistant_end');
  expect(end).toBeDefined();

  const token = new URL(socket.url()).searchParams.get('access_token') ?? '';
  expect(token.length).toBeGreaterThan(20);
  const secrets = [token, ...token.split('.').filter((part) => part.length > 20)];
  for (const message of visitor.received) {
    if (message.type === 'chat_metadata') secrets.push(message.chat_id, message.chat_group_id);
    // The whole question: single words of it stand on any page.
    if (message.type === 'user_message' && !message.interim) secrets.push(message.message.content);
    if (message.type === 'audio_output') secrets.push(message.id, message.data.slice(100, 160));
  }
  expect(secrets.length).toBeGreaterThan(6);

  // The search finds what there is to find: the page's own words, and what the frame did ask of it.
  const found = await page.evaluate(search);
  expect(found.objects).toBeGreaterThan(1000);
  for (const known of ['hello 1', 'readPage', 'Old Mill Pottery'])
    expect(found.texts.includes(known)).toBe(true);
  expect(await page.evaluate(() => window.overheard.length)).toBeGreaterThan(3);

  for (const secret of secrets) {
    expect(found.texts.includes(secret), secret).toBe(false);
    expect(spoken.join('\n')).not.toContain(secret);
    expect(requested.join('\n')).not.toContain(secret);
  }
  // No piece of audio in whatever form: the page has no binary data at all.
  expect(found.binary).toBe(0);
  // In the frame, too, the token is nowhere but in the address of its socket.
  const inner = await visitor.frame().evaluate(search);
  expect(inner.texts.includes(token)).toBe(false);
});
