/** Requests to sites that are not ours: bounded in time, size and redirects, and without cookies. */

/** Bytes of a body that are read. A longer page is judged by its beginning. */
const LONGEST_BODY = 2_000_000;
const MOST_REDIRECTS = 5;
const PATIENCE_MS = 10_000;

export interface Answer {
  /** After redirects. */
  url: URL;
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  text: string;
  /** Addresses that led here, the first one first. */
  redirects: readonly string[];
  /** There was more than is read. */
  cut: boolean;
}

/** Its message says in plain words why there is no answer. */
export class Unreachable extends Error {}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'there is no server of this name',
  EAI_AGAIN: 'the name could not be looked up; is this machine online?',
  ECONNREFUSED: 'nothing listens at this address',
  ECONNRESET: 'the server hung up',
  UND_ERR_SOCKET: 'the server hung up',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody that browsers know',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody that browsers know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the ones between it and a known authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `it did not answer within ${PATIENCE_MS / 1000} seconds`;
  const { cause } = Object(error) as { cause?: unknown };
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown };
  return REASONS[String(code)] ?? String(message ?? (error instanceof Error ? error.message : error));
}

async function read(response: Response): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const rest = LONGEST_BODY - length;
    chunks.push(chunk.subarray(0, rest));
    length += Math.min(chunk.length, rest);
    // Leaving the loop ends the transfer.
    if (chunk.length > rest) return { bytes: Buffer.concat(chunks), cut: true };
  }
  return { bytes: Buffer.concat(chunks), cut: false };
}

/** Throws `Unreachable`. A form is sent once, without following redirects. */
export async function request(
  address: URL,
  form?: { origin: string; fields: URLSearchParams },
): Promise<Answer> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const redirects: string[] = [];
  let url = address;
  try {
    for (;;) {
      const response = await fetch(url, {
        signal,
        redirect: 'manual',
        headers: { 'User-Agent': 'evi-widget install check', ...(form && { Origin: form.origin }) },
        ...(form && { method: 'POST', body: form.fields }),
      });
      const location = response.status >= 300 && response.status < 400 && response.headers.get('Location');
      if (!location || form) {
        const { bytes, cut } = await read(response);
        const text = new TextDecoder().decode(bytes);
        return { url, status: response.status, headers: response.headers, bytes, text, redirects, cut };
      }
      await response.body?.cancel();
      redirects.push(url.href);
      if (redirects.length > MOST_REDIRECTS)
        throw new Unreachable(`it redirects more than ${MOST_REDIRECTS} times`);
      const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (!next || !/^https?:$/.test(next.protocol))
        throw new Unreachable('it redirects to what is no web address');
      url = next;
    }
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(reasonOf(error));
  }
}
