import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the chat asks its language model, as OpenAI's chat completions interface has it. */
export interface CompletionRequest {
  model: string;
  messages: {
    role: string;
    content?: string | null;
    tool_call_id?: string;
    tool_calls?: { function: { name: string; arguments: string } }[];
  }[];
  tools?: { function: { name: string; description?: string; parameters: object } }[];
}

/** A text is streamed word by word. */
export type Reply = string | { call: string; parameters: object };

export interface ScriptedLlm {
  /** What the server gets as EVI_LLM_URL. */
  url: string;
  /** All that was asked, oldest first. */
  requests: CompletionRequest[];
  close(): void;
}

/** The last thing that a visitor said; more than one thing where nothing was answered in between. */
export const lastSaid = ({ messages }: CompletionRequest): string =>
  messages.findLast(({ role }) => role === 'user')?.content ?? '';

/** What the tool gave back, where the last message is a tool's. */
export const toolResult = ({ messages }: CompletionRequest): string | undefined => {
  const last = messages.at(-1);
  if (last?.role !== 'tool') return undefined;
  const text = last.content ?? '';
  // It comes between two lines that name it untrusted.
  return /^TOOL RESULT \w+ BEGINS.*\n([\s\S]*)\nTOOL RESULT \w+ ENDS$/.exec(text)?.[1] ?? text;
};

function stream(response: ServerResponse, reply: Reply, id: string): void {
  const send = (delta: object, finish_reason: string | null = null) =>
    response.write(`data: ${JSON.stringify({ id, choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (typeof reply === 'string') {
    for (const word of reply.split(/(?<= )/)) send({ role: 'assistant', content: word });
    send({}, 'stop');
  } else {
    const { call: name, parameters } = reply;
    const text = JSON.stringify(parameters);
    const half = Math.ceil(text.length / 2);
    const begin = { id: `call_${id}`, type: 'function', function: { name, arguments: text.slice(0, half) } };
    send({ role: 'assistant', tool_calls: [{ index: 0, ...begin }] });
    send({ tool_calls: [{ index: 0, function: { arguments: text.slice(half) } }] });
    send({}, 'tool_calls');
  }
  response.end('data: [DONE]\n\n');
}

/** A language model whose answers the test writes, behind the interface that the server speaks to real ones. */
export async function openScriptedLlm(write: (request: CompletionRequest) => Reply): Promise<ScriptedLlm> {
  const requests: CompletionRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const asked: CompletionRequest = JSON.parse(body);
      requests.push(asked);
      stream(response, write(asked), String(requests.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
