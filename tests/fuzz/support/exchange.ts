import { connect as connectTcp, type Socket } from 'node:net';
import { connect } from './client.ts';
import { type Known, PLACEHOLDERS, type RawRequest } from './requests.ts';
import { inTime, type ServerProcess } from './server-process.ts';

const STATUS = /^HTTP\/1\.1 (\d{3}) /;

/** Of the answer proper: 100 may come before it. */
function statusOf(answer: string): number | undefined {
  const status = STATUS.exec(answer)?.[1];
  if (status === '100') return statusOf(answer.slice(answer.indexOf('\r\n\r\n') + 4));
  return status === undefined ? undefined : Number(status);
}

/** The server must let go of a connection that is over, whether or not the client does. */
const open = ({ origin }: ServerProcess): Socket => {
  const { hostname, port } = new URL(origin);
  return connectTcp({ port: Number(port), host: hostname, allowHalfOpen: true });
};

/** Writes the request as it is, byte for byte, and rejects when it is not answered as it must be. */
async function exchange(
  server: ServerProcess,
  socket: Socket,
  request: RawRequest,
  known: Known,
): Promise<void> {
  const bytes = (text: string) =>
    Buffer.from(
      PLACEHOLDERS.reduce((filled, name) => filled.replaceAll(name, known[name]), text),
      'latin1',
    );
  let answer = '';
  let failure = '';
  socket.setEncoding('latin1');
  socket.on('error', (error) => {
    failure = error.message;
  });
  socket.write(bytes(request.text));
  // The rest of a request that is not complete would be waited for.
  if (!request.wellFormed) socket.end();
  socket.on('data', (data) => {
    const upgraded = answer === '' && statusOf(String(data)) === 101;
    answer += data;
    if (upgraded && request.wellFormed) socket.end(Buffer.concat(request.frames.map(bytes)));
  });
  const ended = new Promise<void>((resolve) => {
    socket.on('end', resolve);
    socket.on('close', () => resolve());
  });
  await inTime(server, ended, `the end of ${JSON.stringify(request.text)}`);
  const status = statusOf(answer);
  // Whoever says goodbye in the middle of a request may get no answer.
  if (status === undefined ? request.wellFormed : status >= 500)
    throw new Error(
      `${JSON.stringify(request.text)} is answered with ${JSON.stringify(answer.slice(0, 300))}, then ${failure || 'a close'}.`,
    );
}

/** All at the same time, with a chat beside them, which must go on as if there were none. Resolves with how many were sent. */
export async function sendAll(server: ServerProcess, requests: readonly RawRequest[]): Promise<number> {
  const witness = connect(server, '/v0/evi/chat?allow_connection=true');
  const sockets: Socket[] = [];
  try {
    const known: Known = {
      '{chat}': (await witness.begun()).chat_id,
      '{key}': server.key,
      '{basic}': Buffer.from(`${server.key}:${server.secret}`).toString('base64'),
      '{origin}': new URL(server.origin).host,
    };
    await Promise.all(
      requests.map((request) => {
        const socket = open(server);
        sockets.push(socket);
        return exchange(server, socket, request, known);
      }),
    );
    await witness.say('Are you there?');
    await witness.leave();
    const { connections } = await server.health();
    if (connections > 0) throw new Error(`The server holds on to ${connections} connections that are over.`);
  } finally {
    witness.socket.terminate();
    for (const socket of sockets) socket.destroy();
  }
  return requests.reduce((sum, { frames }) => sum + 1 + frames.length, 0);
}
