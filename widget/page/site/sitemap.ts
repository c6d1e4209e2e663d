/** Addresses that are looked at; a sitemap may have 50,000. */
const MOST = 500;

export interface Sitemap {
  /** Of further sitemaps rather than of pages. */
  isIndex: boolean;
  addresses: string[];
}

/** https://www.sitemaps.org/protocol.html */
export function readSitemap(text: string): Sitemap | undefined {
  const isIndex = text.includes('<sitemapindex');
  if (!isIndex && !text.includes('<urlset')) return undefined;
  const addresses: string[] = [];
  for (const [, address = ''] of text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?([^<\]]{1,2000})/g)) {
    addresses.push(address.trim().replaceAll('&amp;', '&'));
    if (addresses.length >= MOST) break;
  }
  return { isIndex, addresses };
}
