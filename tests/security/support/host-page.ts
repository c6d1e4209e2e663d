/** A page with the loader, seen from the side of those who would like to talk to it. */
import type { Site } from '../../browser/support/site.ts';
import type { Realm, Tab } from './tab.ts';

declare global {
  interface Window {
    /** On the host page: texts that arrived as messages, and how many ports were made. */
    arrived: Set<unknown>;
    channels: number;
  }
}

/** Runs before the page's scripts. Counts every port that is made: a welcome needs one. */
export function count(): void {
  window.channels = 0;
  window.arrived = new Set();
  addEventListener('message', ({ data }) => window.arrived.add(data));
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      window.channels += 1;
    }
  };
}

export const channels = (page: Realm): Promise<number> => page.run(() => window.channels);

export const arrival = (page: Realm, text: string): Promise<void> =>
  page.until((one) => window.arrived.has(one), text);

/** Says hello from another window. Messages of one window keep their order, so the text comes after it. */
export const helloFrom = (from: Realm, to: 'parent' | 'opener' | 'self', nonce: string, text: string) =>
  from.run(
    ([target, one, after]) => {
      const peer = { parent: window.parent, opener: window.opener, self: window }[target] as Window;
      peer.postMessage({ evi: 'hello 1', nonce: one }, '*');
      peer.postMessage(after, '*');
    },
    [to, nonce, text] as const,
  );

/** Goes to the page, and answers with the hostile frame that its loader has put there. */
export async function visitHostile(tab: Tab, url: string, hostile: Site): Promise<Realm> {
  await tab.goto(url);
  const frame = await tab.frame(`${hostile.origin}/widget/`);
  await frame.until(() => typeof window.hello === 'function');
  return frame;
}

/** A hello that is answered. */
export async function hello(frame: Realm, nonce: string): Promise<void> {
  const before = await frame.run(() => window.heard.length);
  await frame.run((one) => window.hello(one), nonce);
  await frame.until((count) => window.heard.length > count, before);
}

export const nonce = (digit: string): string => digit.repeat(32);
