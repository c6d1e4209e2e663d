import { expose, type Remote, wrap } from 'comlink';
import type { FrameApi, FrameLayout, HostApi } from '../../shared/bridge/contract.ts';
import { type Guards, guardedEndpoint } from '../../shared/bridge/guard.ts';
import { isFrom, isHello, type Welcome } from '../../shared/bridge/handshake.ts';

/** As far as it matters: an unknown view is a launcher, an unknown corner the first, and neither gets into a style. */
const isLayout = (value: unknown): value is FrameLayout => {
  const { position, offset, zIndex, width, height }: Partial<FrameLayout> = Object(value);
  return typeof position === 'string' && [offset, zIndex, width, height].every(Number.isFinite);
};

/** What the frame may ask, and with which arguments. */
const HOST_GUARDS: Guards<HostApi> = {
  layout: isLayout,
  readPage: () => true,
  returnFocus: () => true,
};

/** Answers each true hello of the frame with a fresh port; the one before it is closed. */
export function connect(
  frame: HTMLIFrameElement,
  origin: string,
  api: HostApi,
  signal: AbortSignal,
  onConnected: (remote: Remote<FrameApi>) => void,
): void {
  let port: MessagePort | undefined;
  const used = new Set<string>();
  addEventListener(
    'message',
    (event) => {
      const { data } = event;
      // A hello replayed from the past must not close the port of the present.
      if (!isFrom(event, frame.contentWindow, origin) || !isHello(data) || used.has(data.nonce)) return;
      used.add(data.nonce);
      port?.close();
      const { port1, port2 } = new MessageChannel();
      port = port1;
      const endpoint = guardedEndpoint(port, HOST_GUARDS);
      expose(api, endpoint);
      const welcome: Welcome = { evi: 'welcome 1', nonce: data.nonce };
      frame.contentWindow?.postMessage(welcome, origin, [port2]);
      onConnected(wrap<FrameApi>(endpoint));
    },
    { signal },
  );
  signal.addEventListener('abort', () => port?.close());
}
