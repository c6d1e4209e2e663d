/**
 * Comlink, left alone, walks any path and takes GET, SET and CONSTRUCT from its peer: enough for a frame to run
 * code in the host page (https://github.com/GoogleChromeLabs/comlink/issues/603, security case S12). So neither
 * side ever gives comlink a bare port: this endpoint lets through calls of declared methods with checked plain
 * arguments, and their plain results, and drops everything else in silence.
 */
import type { Endpoint } from 'comlink';

/** For each method that the peer may call: do these arguments fit? It takes as many as the guard declares. */
export type Guards<Api> = { readonly [Method in keyof Api]: (...args: unknown[]) => boolean };

type Wire = { id?: unknown; type?: unknown; path?: unknown; argumentList?: unknown; name?: unknown };

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null;

const isRaw = (value: unknown): value is { value: unknown } =>
  isWire(value) && value.type === 'RAW' && Object.hasOwn(value, 'value');

const isCall = (wire: Wire, guards: Guards<Record<string, unknown>>): boolean => {
  const { path, argumentList } = wire;
  if (!Array.isArray(path) || path.length !== 1 || !Array.isArray(argumentList)) return false;
  const method = path[0];
  if (typeof method !== 'string' || !Object.hasOwn(guards, method)) return false;
  const fits = guards[method];
  // Counted before they are spread: some hundred thousand arguments would overflow the stack.
  if (argumentList.length !== fits?.length || !argumentList.every(isRaw)) return false;
  return fits(...argumentList.map((argument) => argument.value));
};

/** A result, or an error thrown by the peer's method. What also looks like a call, comlink would begin to obey. */
const isReply = (wire: Wire): boolean =>
  !('path' in wire || 'argumentList' in wire) &&
  Object.hasOwn(wire, 'value') &&
  (wire.type === 'RAW' || (wire.type === 'HANDLER' && wire.name === 'throw'));

export function guardedEndpoint(port: MessagePort, guards: Guards<Record<string, unknown>>): Endpoint {
  return {
    postMessage(message, transfer) {
      // The stack of an error tells addresses of scripts, and the page's own with its query (case S33).
      if (message.type === 'HANDLER' && message.value.isError) delete message.value.value.stack;
      port.postMessage(message, transfer ?? []);
    },
    addEventListener(type, listener) {
      port.addEventListener(type, (event) => {
        const wire: unknown = (event as MessageEvent).data;
        if (!isWire(wire) || typeof wire.id !== 'string') return;
        if (wire.type === 'APPLY' ? isCall(wire, guards) : isReply(wire)) (listener as EventListener)(event);
      });
    },
    // Comlink removes its listener only when told RELEASE, which never passes; closing the port ends it all.
    removeEventListener() {},
    start: () => port.start(),
  };
}
