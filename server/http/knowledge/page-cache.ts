import CachePolicy from 'http-cache-semantics';
import type { Fetched } from './fetch-text.ts';

/** Characters of all texts together. */
const ROOM = 32 * 2 ** 20;
/** Addresses, which weigh something, too. */
const MOST = 2000;

interface Kept {
  policy: CachePolicy;
  page: Fetched;
}

export interface PageCache {
  /**
   * The page at the address as the site's own headers allow: from memory, after asking whether it has changed, or anew.
   * @param fetchPage Asks with those headers.
   */
  read(
    url: URL,
    headers: Record<string, string>,
    fetchPage: (headers: Record<string, string>) => Promise<Fetched>,
  ): Promise<Fetched>;
}

const flat = (headers: CachePolicy.Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Shared by all visitors, so what a site calls private is not kept. */
export function createPageCache(): PageCache {
  /** Least recently used first. */
  const pages = new Map<string, Kept>();
  let size = 0;

  const drop = (key: string): void => {
    size -= pages.get(key)?.page.text.length ?? 0;
    pages.delete(key);
  };
  const keep = (key: string, kept: Kept): void => {
    drop(key);
    if (!kept.policy.storable()) return;
    pages.set(key, kept);
    size += kept.page.text.length;
    for (const oldest of pages.keys()) {
      if (size <= ROOM && pages.size <= MOST) break;
      drop(oldest);
    }
  };

  return {
    async read(url, headers, fetchPage) {
      const key = url.href;
      const request = { url: key, method: 'GET', headers };
      const kept = pages.get(key);
      if (kept?.policy.satisfiesWithoutRevalidation(request)) {
        pages.delete(key);
        pages.set(key, kept);
        return kept.page;
      }
      const page = await fetchPage(kept ? flat(kept.policy.revalidationHeaders(request)) : headers);
      if (kept) {
        const { policy, modified } = kept.policy.revalidatedPolicy(request, page);
        const fresh = { policy, page: modified ? page : kept.page };
        keep(key, fresh);
        return fresh.page;
      }
      keep(key, { policy: new CachePolicy(request, page), page });
      return page;
    },
  };
}
