import { expose, type Remote, wrap } from 'comlink';
import {
  CONTRACT_VERSION,
  type FrameApi,
  type FrameLayout,
  type HostApi,
} from '../../shared/bridge/contract.ts';
import { type Guards, guardedEndpoint } from '../../shared/bridge/guard.ts';
import { isFrom, isHello, versionOf, type Welcome } from '../../shared/bridge/handshake.ts';

/** As far as it matters: an unknown view is a launcher, an unknown corner the first, and neither gets into a style. */
const isLayout = (value: unknown): value is FrameLayout => {
  const { position, offset, zIndex, width, height }: Partial<FrameLayout> = Object(value);
  return typeof position === 'string' && [offset, zIndex, width, height].every(Number.isFinite);
};

const isName = (value: unknown): boolean => typeof value === 'string';
const isEvent = (value: unknown): boolean =>
  isName(value) && /^(state|transcript|tool|error|metrics)$/.test(value as string);

/** An object of texts, numbers and flags: nothing that a listener of the page could stumble over. */
const isFlat = (value: unknown): boolean =>
  (value as object | null)?.constructor === Object &&
  Object.values(value as object).every((part) => /^[bns]/.test(typeof part));

/** What the frame may ask, and with which arguments. */
const HOST_GUARDS: Guards<HostApi> = {
  layout: isLayout,
  readPage: () => true,
  returnFocus: () => true,
  emit: (name, detail) => isEvent(name) && isFlat(detail),
  beforeStart: (spoken) => typeof spoken === 'boolean',
  runTool: (name, _args) => isName(name),
  act: (name, target, value) => isName(name) && isName(target) && isName(value),
  undo: isName,
};

/** Answers each true hello of the frame with a fresh port; the one before it is closed. */
export function connect(
  frame: HTMLIFrameElement,
  origin: string,
  api: HostApi,
  signal: AbortSignal,
  onConnected: (remote: Remote<FrameApi>, version: number) => void,
): void {
  let port: MessagePort | undefined;
  let last = '';
  addEventListener(
    'message',
    (event) => {
      const { data } = event;
      // The same hello again must not close its own port.
      if (!isFrom(event, frame.contentWindow, origin) || !isHello(data) || data.nonce === last) return;
      last = data.nonce;
      port?.close();
      const { port1, port2 } = new MessageChannel();
      port = port1;
      const endpoint = guardedEndpoint(port, HOST_GUARDS);
      expose(api, endpoint);
      const welcome: Welcome = { evi: 'welcome 1', nonce: data.nonce, version: CONTRACT_VERSION };
      frame.contentWindow?.postMessage(welcome, origin, [port2]);
      onConnected(wrap<FrameApi>(endpoint), versionOf(data));
    },
    { signal },
  );
  signal.addEventListener('abort', () => port?.close());
}
