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
      if (!isFrom(event, frame.contentWindow, origin) || !isHello(event.data)) return;
      // A hello replayed from the past must not close the port of the present.
      if (used.has(event.data.nonce)) return;
      used.add(event.data.nonce);
      port?.close();
      const channel = new MessageChannel();
      port = channel.port1;
      const endpoint = guardedEndpoint(port, HOST_GUARDS);
      expose(api, endpoint);
      const welcome: Welcome = { evi: 'welcome 1', nonce: event.data.nonce };
      frame.contentWindow?.postMessage(welcome, origin, [channel.port2]);
      onConnected(wrap<FrameApi>(endpoint));
    },
    { signal },
  );
  signal.addEventListener('abort', () => port?.close());
}
