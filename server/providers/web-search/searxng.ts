/** Any SearXNG server: https://docs.searxng.org/dev/search_api.html. */
import * as v from 'valibot';
import { publicAddress } from '../public-address.ts';
import type { WebSearch, WebSearchResult } from '../types.ts';
import { plainText } from './plain-text.ts';

export interface SearxngOptions {
  /** With `/search` at its end or without. A user and password in it become basic authentication. */
  url: string;
  /** Milliseconds for one search, 5000 unless told. */
  patience?: number;
}

const PATIENCE = 5000;
/** Bytes. A page of results has about 50 000. */
const LARGEST_REPLY = 2 ** 20;
const MOST_REDIRECTS = 3;
const MOST_REFERENCES = 5;
const SUMMARISED = 3;
/** Characters. */
const LONGEST = { query: 500, finding: 300, summary: 600, name: 200, url: 2000 };

const REASONS: Record<number, string> = {
  401: 'it wants a user and a password in its address',
  403: 'it does not give JSON. Add json to search.formats in its settings.yml',
  404: 'there is no search at this address',
  429: 'it has had too many requests. Switch its limiter off for this server',
};

const text = v.fallback(v.string(), '');
const listOf = <Item extends v.GenericSchema>(item: Item) => v.fallback(v.array(item), []);
const replySchema = v.object({
  results: v.array(
    v.fallback(v.object({ title: text, url: text, content: text }), { title: '', url: '', content: '' }),
  ),
  // Texts in older versions.
  answers: listOf(v.union([v.string(), v.object({ answer: text })])),
  infoboxes: listOf(v.fallback(v.object({ content: text }), { content: '' })),
});

type Reply = v.InferOutput<typeof replySchema>;

/** For the operator's log: holds neither what was searched for nor what was found. */
class WebSearchError extends Error {
  override readonly name = 'WebSearchError';
}

/** Throws when `url` is not an http(s) address. */
export function createSearxng({ url, patience = PATIENCE }: SearxngOptions): WebSearch {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new WebSearchError('The address of the web search is not an http or https URL.');
  const where = publicAddress(url);
  const closing = new AbortController();
  const failed = (reason: string) => new WebSearchError(`The web search at ${where} failed: ${reason}.`);
  const { address, headers } = endpoint(url);

  async function get(query: string, signal: AbortSignal): Promise<Response> {
    let at = new URL(address);
    at.search = String(new URLSearchParams({ q: query, format: 'json' }));
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const response = await fetch(at, { headers, signal, redirect: 'manual' });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return response;
      await response.body?.cancel();
      // Elsewhere the query would be read by somebody whom the operator did not choose.
      const next = URL.canParse(location, at.href) ? new URL(location, at.href) : undefined;
      if (next?.origin !== address.origin || next.username || next.password)
        throw failed('it redirects to another server');
      at = next;
    }
    throw failed('it redirects without an end');
  }

  async function readReply(response: Response): Promise<Reply> {
    if (!response.ok) {
      await response.body?.cancel();
      throw failed(`${REASONS[response.status] ?? 'it answered with an error'} (HTTP ${response.status})`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LARGEST_REPLY) throw failed('its reply is larger than 1 MiB');
      chunks.push(chunk);
    }
    const reply = v.safeParse(replySchema, parseJson(Buffer.concat(chunks).toString('utf8')));
    if (!reply.success) throw failed('its reply is not that of SearXNG');
    return reply.output;
  }

  return {
    name: `SearXNG at ${where}`,
    async search(query, signal) {
      signal.throwIfAborted();
      const words = withoutCommands(query);
      if (!words) throw new WebSearchError('The web search was asked for nothing.');
      const late = AbortSignal.timeout(patience);
      try {
        return resultOf(await readReply(await get(words, AbortSignal.any([signal, closing.signal, late]))));
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof WebSearchError) throw error;
        if (closing.signal.aborted) throw failed('it is closed');
        throw failed(late.aborted ? `it took longer than ${patience / 1000} s` : 'it cannot be reached');
      }
    },
    async close() {
      closing.abort();
    },
  };
}

/** `fetch` refuses addresses with credentials. */
function endpoint(url: string): { address: URL; headers: Record<string, string> } {
  const { username, password } = new URL(url);
  const address = new URL(`${publicAddress(url).replace(/\/search$/, '')}/search`);
  const credentials = `${unescaped(username)}:${unescaped(password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { address, headers: { accept: 'application/json', ...(username && { authorization }) } };
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new WebSearchError('In the address of the web search, write the % of a user or password as %25.');
  }
}

/** SearXNG obeys words that begin with these signs: `!!g` sends the searcher to another engine, `:fr` sets a language. */
const withoutCommands = (query: string) =>
  query
    .slice(0, LONGEST.query)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/(^|\s)[!:?<]+/g, '$1')
    .trim();

function resultOf({ answers, infoboxes, results }: Reply): WebSearchResult {
  const references = results
    .filter(({ url }) => isWebAddress(url))
    .slice(0, MOST_REFERENCES)
    .map(({ title, url, content }) => ({
      name: plainText(title, LONGEST.name) || new URL(url).hostname,
      url: new URL(url).href,
      content: plainText(content, LONGEST.finding),
    }));
  const findings = [
    ...answers.map((answer) => (typeof answer === 'string' ? answer : answer.answer)),
    ...infoboxes.map(({ content }) => content),
    ...results.map(({ content }) => content),
  ]
    .map((finding) => plainText(finding, LONGEST.finding))
    .filter(Boolean);
  const best = [...new Set(findings)].slice(0, SUMMARISED);
  return { summary: plainText(best.join(' '), LONGEST.summary), references };
}

const isWebAddress = (url: string) =>
  url.length <= LONGEST.url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
