/** One request to a site, with all its limits. */
import { reasonOf } from '../../reason-of.ts';

export const USER_AGENT = 'evi-widget';
/** Bytes of one page. */
export const LARGEST = 2 ** 20;
const MOST_REDIRECTS = 5;
/** Bytes in which a page names its encoding, as browsers look for it. */
const PREFIX = 1024;

/** What cannot be had, in words for the page's developer, with the status of the answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 403 | 413 | 415 | 502;

  constructor(status: Refusal['status'], why: string) {
    super(why);
    this.status = status;
  }
}

export interface Fetched {
  /** After redirects. */
  url: URL;
  status: number;
  headers: Record<string, string>;
  /** Media type without its parameters. */
  type: string;
  text: string;
}

interface Request {
  headers: Record<string, string>;
  /** Throws a Refusal for an address that may not be asked. Each redirect is judged, too. */
  check(url: URL): void | Promise<void>;
  signal: AbortSignal;
}

async function follow(
  start: URL,
  { headers, check, signal }: Request,
): Promise<{ response: Response; url: URL }> {
  let url = start;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    await check(url);
    // Node's fetch has no cookies, and tells no referrer that it is not given.
    const response = await fetch(url, { headers, signal, redirect: 'manual', credentials: 'omit' });
    const location = response.headers.get('location');
    if (response.status < 301 || response.status > 308 || location === null) return { response, url };
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) break;
    url = new URL(location, url);
    url.search = url.hash = '';
  }
  throw new Refusal(502, `${start.href} redirects to nowhere or without an end.`);
}

async function bytesOf(response: Response, url: URL): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Unpacked bytes are counted: a small file can be a large page.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) throw new Refusal(413, `${url.href} is larger than ${LARGEST} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, contentType: string): string {
  const named =
    /charset="?([\w-]+)/i.exec(contentType)?.[1] ??
    /<meta[^>]{0,200}charset=["']?([\w-]+)/i.exec(bytes.subarray(0, PREFIX).toString('latin1'))?.[1];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Throws a Refusal, also for a site that cannot be reached or takes too long. */
export async function fetchText(start: URL, request: Request): Promise<Fetched> {
  try {
    const { response, url } = await follow(start, request);
    const contentType = response.headers.get('content-type') ?? '';
    return {
      url,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      type: contentType.split(';')[0]?.trim().toLowerCase() ?? '',
      text: decode(await bytesOf(response, url), contentType),
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const why = request.signal.aborted ? 'it took too long' : reasonOf(error);
    throw new Refusal(502, `${start.href} could not be read: ${why}.`);
  }
}
