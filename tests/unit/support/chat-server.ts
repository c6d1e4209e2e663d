/** A local server with OpenAI's streaming interface that says what a test tells it to. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: {
    model: string;
    stream: boolean;
    messages: { role: string; content: string }[];
    parallel_tool_calls?: boolean;
    tools?: { type: string; function: { name: string; description: string; parameters: unknown } }[];
  };
}

export interface ChatServer {
  url: string;
  received: Received[];
  /** How many requests the client hung up on before their end. */
  hungUp(): number;
  close(): Promise<void>;
}

export async function startChatServer(respond: (response: ServerResponse) => void): Promise<ChatServer> {
  const received: Received[] = [];
  let hungUp = 0;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) hungUp++;
    });
    const body: Received['body'] = JSON.parse(await text(request));
    received.push({ path: request.url ?? '', headers: request.headers, body });
    respond(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    received,
    hungUp: () => hungUp,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

export function sendText(response: ServerResponse, content: string): void {
  sendDelta(response, { role: 'assistant', content });
}

export interface CallDelta {
  index: number;
  id?: string;
  function: { name?: string; arguments?: string };
}

export function sendCall(response: ServerResponse, ...calls: CallDelta[]): void {
  sendDelta(response, { role: 'assistant', content: null, tool_calls: calls });
}

export function endStream(response: ServerResponse, reason: 'stop' | 'tool_calls' = 'stop'): void {
  sendDelta(response, {}, reason);
  response.end('data: [DONE]\n\n');
}

function sendDelta(response: ServerResponse, delta: object, reason: string | null = null): void {
  const choices = [{ index: 0, delta, finish_reason: reason }];
  response.write(`data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', choices })}\n\n`);
}
