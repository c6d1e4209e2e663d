import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it is written, which fetch would tidy up first. Resolves with all of the answer. */
export async function raw(origin: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.write(`${[...lines, `Host: ${hostname}`, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return text(socket);
}

export const statusOf = (response: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);
