import { publishLoader } from '../../browser/support/loader.ts';
import { openSite, type Site } from '../../browser/support/site.ts';

declare global {
  interface Window {
    /** In the stub: how often it was asked for a sign of life. */
    lifeSigns: number;
    /** It answers no more. */
    mute: boolean;
    panel(open: boolean): void;
    /** Asks the host page as the true frame does, and answers with what came of it, or with the error's words. */
    call(method: string, ...args: unknown[]): Promise<unknown>;
    /** What the host page told it, newest last. */
    heardOf(method: string): unknown[][];
  }
}

/** Stands in for the frame: a launcher that can be told to answer no more. */
const frameOf = (version: number): string => `<!doctype html><title>Stub</title><button>Stub</button><script>
  lifeSigns = 0;
  mute = false;
  let port;
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  panel = (open) => port.postMessage({
    id: 'layout', type: 'APPLY', path: ['layout'],
    argumentList: [{ type: 'RAW', value: {
      view: open ? 'panel' : 'launcher', position: 'bottom-right', offset: 16, zIndex: 1, width: 200, height: 60,
    } }],
  });
  const waiting = new Map();
  const calls = [];
  heardOf = (method) => calls.filter(([name]) => name === method).map(([, ...args]) => args);
  call = (method, ...args) => new Promise((resolve) => {
    const id = crypto.randomUUID();
    waiting.set(id, resolve);
    port.postMessage({ id, type: 'APPLY', path: [method], argumentList: args.map((value) => ({ type: 'RAW', value })) });
  });
  addEventListener('message', ({ data, ports }) => {
    if (data?.evi !== 'welcome 1') return;
    port = ports[0];
    port.onmessage = ({ data: { id, type, path, value, argumentList } }) => {
      if (type !== 'APPLY') return waiting.get(id)?.(type === 'HANDLER' ? value.value.message : value);
      calls.push([path[0], ...argumentList.map((argument) => argument.value)]);
      if (path[0] === 'alive') lifeSigns += 1;
      if (path[0] === 'open') panel(true);
      if (!mute) port.postMessage({ id, type: 'RAW', value: true });
    };
    panel(false);
  });
  parent.postMessage({ evi: 'hello 1', nonce, version: ${version} }, ${JSON.stringify('ORIGIN')});
</script>`;

/** Serves the true loader for pages of `origin`, and the stub in place of the widget's document. */
export async function openStubWidget(origin: string, version = 2): Promise<Site> {
  const site = await openSite('127.0.0.1');
  publishLoader(site);
  site.publish('/widget/', frameOf(version).replace('ORIGIN', origin));
  return site;
}
