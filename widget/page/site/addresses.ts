const LONGEST = 2000;

/** Of the page's own host, or of one beneath it: `docs.example.com` belongs to `www.example.com`. */
function isSameSite(url: URL, page: URL): boolean {
  const own = page.hostname.replace(/^www\./, '');
  const isWithin = url.hostname === page.hostname || url.hostname === own || url.hostname.endsWith(`.${own}`);
  return url.protocol === page.protocol && url.port === page.port && isWithin;
}

/**
 * The addresses that are on the page's site, each once, without query and fragment.
 * @param base What relative ones are relative to.
 * @param page Any address of the site.
 */
export function siteAddresses(texts: readonly string[], base: string, page: string): URL[] {
  if (!URL.canParse(page)) return [];
  const home = new URL(page);
  const found = new Map<string, URL>();
  for (const text of texts) {
    if (!text || text.length > LONGEST || !URL.canParse(text, base)) continue;
    const url = new URL(text, base);
    if (!/^https?:$/.test(url.protocol) || url.username || !isSameSite(url, home)) continue;
    url.search = url.hash = '';
    found.set(url.href, url);
  }
  return [...found.values()];
}
