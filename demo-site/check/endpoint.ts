/**
 * `POST /check`, for the page of the same origin alone: this machine may reach what another site's page may not, and
 * the answers must not tell it anything. Not for a public server: it fetches whatever address it is given.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { check } from './check.ts';
import { Unreachable } from './request.ts';

/** Bytes: a page's HTML and headers, pasted. */
const LONGEST_REQUEST = 4_000_000;

const address = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('Write the address of your page, like https://www.example.com/.'),
  // What has digits behind its colon is a host with a port.
  v.transform((text) => (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`)),
  v.check(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'This is not the address of a page. Write it like https://www.example.com/.',
  ),
  v.transform((text) => new URL(text)),
);

const REQUEST = v.object({
  address,
  pasted: v.optional(v.object({ html: v.string(), headers: v.string() })),
});

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function read(request: IncomingMessage): Promise<v.InferOutput<typeof REQUEST>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_REQUEST) throw new Refused(413, 'The pasted page is too long.');
    chunks.push(chunk);
  }
  let given: unknown;
  try {
    given = JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refused(400, 'Send JSON.');
  }
  const parsed = v.safeParse(REQUEST, given);
  if (!parsed.success) throw new Refused(400, parsed.issues[0].message);
  return parsed.output;
}

/**
 * @param origin Of the pages that may ask.
 * @param widget Origin of the demo's widget, for the tag that is proposed.
 */
export async function answerCheck(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  widget: string,
): Promise<void> {
  const reply = (status: number, body: object): void => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      // What is left of a body that was too long is not read.
      ...(status === 413 && { Connection: 'close' }),
    });
    response.end(JSON.stringify(body));
  };
  try {
    if (request.method !== 'POST') throw new Refused(405, 'Use POST.');
    // The exact origin: a name that an attacker points to this machine has another one.
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (request.headers.origin !== origin || site !== 'same-origin')
      throw new Refused(403, 'Only the page "Check my install" may ask.');
    const { address, pasted } = await read(request);
    const example = `<script src="${widget}/loader.js" async></script>`;
    reply(200, await check({ address, example, ...(pasted && { pasted }) }));
  } catch (error) {
    if (error instanceof Refused) reply(error.status, { error: error.message });
    else if (error instanceof Unreachable)
      reply(502, { error: `The page cannot be reached: ${error.message}.` });
    else {
      console.error('POST /check:', error);
      reply(500, { error: 'The check failed. The terminal says why.' });
    }
  }
}
