import { CONTRACT_VERSION } from '../../shared/bridge/contract.ts';
import { type Hello, isFrom, isWelcome, versionOf } from '../../shared/bridge/handshake.ts';

export interface HostPort {
  port: MessagePort;
  /** Of the contract, as the loader has it. */
  version: number;
}

const nonceOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Says hello to the embedder, and resolves once its welcome has brought the port. */
export function sayHello(origin: string): Promise<HostPort> {
  const nonce = nonceOf(crypto.getRandomValues(new Uint8Array(16)));
  return new Promise((resolve) => {
    const listener = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (!isFrom(event, parent, origin) || !isWelcome(event.data, nonce) || !port) return;
      removeEventListener('message', listener);
      resolve({ port, version: versionOf(event.data) });
    };
    addEventListener('message', listener);
    const hello: Hello = { evi: 'hello 1', nonce, version: CONTRACT_VERSION };
    parent.postMessage(hello, origin);
  });
}
