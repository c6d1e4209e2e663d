/** One exact web origin, or an error that says what was wrong: it goes into a header (security case S18). */
export function parseOrigin(text: string): string {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {}
  if (!url || url.origin !== text || !/^https?:$/.test(url.protocol) || /[\s;,*']/.test(text))
    throw new Error(`"${text}" is not an origin. Write it like https://www.example.com, without a path.`);
  return url.origin;
}

const NO_SNIFF = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };

/** What pages that nobody should embed, and answers that are no pages, carry. */
export const CLOSED = {
  ...NO_SNIFF,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The loader and the frame's files are fetched from pages with any embedder policy. */
export const SHARED_FILE = {
  ...CLOSED,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  // A document that has it takes no worker without it.
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * The frame's document.
 * @param sites Exact origins of the pages that may embed it.
 * @param socketOrigin Where its chat socket connects, for example `wss://evi.example.com`.
 */
export function frameDocument(sites: readonly string[], socketOrigin: string): Record<string, string> {
  return {
    ...NO_SNIFF,
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self'",
      `connect-src 'self' ${socketOrigin}`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${sites.join(' ') || "'none'"}`,
      "require-trusted-types-for 'script'",
      // For the one worker that hears; the policy knows no other address (widget/audio/thread-source.ts).
      'trusted-types evi-thread',
    ].join('; '),
    'Permissions-Policy': 'microphone=(self), autoplay=(self), camera=(), geolocation=(), display-capture=()',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'no-cache',
  };
}
