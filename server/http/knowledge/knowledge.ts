import { type Fetched, fetchText, Refusal, USER_AGENT } from './fetch-text.ts';
import { createPageCache } from './page-cache.ts';
import { quietHtml } from './quiet-html.ts';
import { createRobots } from './robots.ts';

/** Milliseconds for one page. */
const PATIENCE = 10_000;
/** Pages that are fetched at the same moment, for all visitors. */
const MOST_AT_ONCE = 32;
const HTML = /html/;
/** A page to read, an llms.txt, a sitemap. */
const TYPES = /^(?:text\/(?:html|plain|markdown|xml)|application\/(?:xml|xhtml\+xml))$/;
const ACCEPT = 'text/html, text/plain, text/markdown, application/xml;q=0.9';
const LONGEST_ADDRESS = 2000;

export interface KnowledgePage {
  /** After redirects. */
  url: string;
  type: string;
  text: string;
}

export interface Knowledge {
  /** Reads a page for the widget. Throws a Refusal. */
  read(address: string): Promise<KnowledgePage>;
  close(): Promise<void>;
}

export interface KnowledgeOptions {
  /** Exact origins that may be read. */
  sites: readonly string[];
  /** Milliseconds, 10 s unless told. */
  patience?: number;
}

function addressOf(text: string): URL {
  const url = text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new Refusal(
      400,
      'Send the address of a page as the form field url, like url=https://www.example.com/help.',
    );
  // It can name a session, and a page for everybody needs none.
  url.search = url.hash = '';
  return url;
}

/** Fetches pages of the operator's own sites for the widget, which its policy keeps from reaching anything but us. */
export function createKnowledge({ sites, patience = PATIENCE }: KnowledgeOptions): Knowledge {
  const closing = new AbortController();
  const cache = createPageCache();
  const underWay = new Map<string, Promise<Fetched>>();

  const check = ({ origin }: URL): void => {
    if (!sites.includes(origin))
      throw new Refusal(
        403,
        `Pages of ${origin} may not be read. Add ${origin} to the server’s EVI_KNOWLEDGE_SITES, or to EVI_ALLOWED_SITES.`,
      );
  };
  const limits = () => ({ check, signal: AbortSignal.any([closing.signal, AbortSignal.timeout(patience)]) });
  /** What a site keeps robots from is not asked for, by whatever way one gets there. */
  const checkPage = async (url: URL): Promise<void> => {
    check(url);
    await robots.check(url);
  };
  const headers = { 'user-agent': USER_AGENT, accept: ACCEPT };
  const robots = createRobots((url) =>
    fetchText(url, { ...limits(), headers: { ...headers, accept: 'text/plain' } }),
  );

  const fetchPage = async (url: URL, asked: Record<string, string>): Promise<Fetched> => {
    const page = await fetchText(url, { ...limits(), check: checkPage, headers: asked });
    return HTML.test(page.type) ? { ...page, text: quietHtml(page.text) } : page;
  };

  const read = async (url: URL): Promise<Fetched> => {
    await robots.check(url);
    const page = await cache.read(url, headers, (asked) => fetchPage(url, asked));
    if (page.status !== 200) throw new Refusal(502, `${url.href} answers with ${page.status}.`);
    if (!TYPES.test(page.type))
      throw new Refusal(
        415,
        `${url.href} is ${page.type || 'of no type'}. Only HTML, text, Markdown and XML are read.`,
      );
    return page;
  };

  return {
    async read(address) {
      const url = addressOf(address);
      check(url);
      // Many visitors open one page at the same moment.
      let page = underWay.get(url.href);
      if (!page) {
        if (underWay.size >= MOST_AT_ONCE)
          throw new Refusal(502, 'Too many pages are being read. Try again later.');
        page = read(url).finally(() => underWay.delete(url.href));
        underWay.set(url.href, page);
      }
      const { url: found, type, text } = await page;
      return { url: found.href, type, text };
    },
    async close() {
      closing.abort();
    },
  };
}
