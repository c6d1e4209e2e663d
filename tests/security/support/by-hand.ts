/** A page that may embed the widget, does so without the loader, and speaks the bridge by hand. */
import type { Realm } from './tab.ts';

declare global {
  interface Window {
    /** Of the frame's hello. */
    nonce: string;
    port: MessagePort;
    /** Welcomes the true frame as the loader does. */
    welcome(nonce: string): void;
    /** Calls of the frame, by their methods, and answers to ours, by their ids; `refused` for an error. */
    said: string[];
  }
}

export const byHand = (origin: string, more = ''): string => `
  ${more}
  <script>
    said = [];
    nonce = '';
    addEventListener('message', ({ data }) => { if (data?.evi === 'hello 1') nonce = data.nonce; });
    welcome = (nonce) => {
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = ({ data }) => said.push(data.path?.[0] ?? (data.type === 'HANDLER' ? 'refused' : data.id));
      document.querySelector('#widget').contentWindow
        .postMessage({ evi: 'welcome 1', nonce }, '${origin}', [channel.port2]);
    };
  </script>
  <iframe id="widget" src="${origin}/widget/" referrerpolicy="strict-origin"></iframe>`;

export const configure = (page: Realm, title: string): Promise<void> =>
  page.run((name) => {
    const argumentList = [
      { type: 'RAW', value: { title: name } },
      { type: 'RAW', value: '' },
    ];
    window.port.postMessage({ id: name, type: 'APPLY', path: ['configure'], argumentList });
  }, title);

/** What the launcher says, once it says that. */
export const launcherSays = (frame: Realm, title: string): Promise<void> =>
  frame.until(
    (text) => !document.querySelector('main')?.hidden && document.body.innerText.trim() === text,
    title,
  );

export const isOpen = (frame: Realm): Promise<boolean> =>
  frame.run(() => Boolean(document.querySelector('[role=dialog]')));
