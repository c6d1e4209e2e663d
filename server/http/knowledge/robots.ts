import robotsParser from 'robots-parser';
import { type Fetched, Refusal, USER_AGENT } from './fetch-text.ts';

/** Milliseconds. RFC 9309 wants it to be read again after a day at the latest. */
const KEPT = 3_600_000;
/** Sites whose rules are remembered. */
const MOST = 1000;

export interface Robots {
  /** Throws a Refusal where the site wants no robots there. */
  check(url: URL): Promise<void>;
}

/** @param read Fetches a site's robots.txt. */
export function createRobots(read: (url: URL) => Promise<Fetched>): Robots {
  const known = new Map<string, { until: number; rules: Promise<(url: string) => boolean> }>();

  const ask = async (origin: string): Promise<(url: string) => boolean> => {
    const address = new URL('/robots.txt', origin);
    const { status, text } = await read(address);
    if (status >= 500)
      throw new Refusal(502, `${address.href} answers with ${status}, so ${origin} is not read.`);
    // A site without one has nothing against it.
    if (status >= 400) return () => true;
    const robots = robotsParser(address.href, text);
    return (url) => robots.isAllowed(url, USER_AGENT) !== false;
  };

  const rulesOf = (origin: string): Promise<(url: string) => boolean> => {
    const kept = known.get(origin);
    if (kept && kept.until > Date.now()) return kept.rules;
    if (known.size >= MOST) known.clear();
    const rules = ask(origin);
    known.set(origin, { until: Date.now() + KEPT, rules });
    rules.catch(() => known.delete(origin));
    return rules;
  };

  return {
    async check(url) {
      const isAllowed = await rulesOf(url.origin);
      if (!isAllowed(url.href))
        throw new Refusal(
          403,
          `The robots.txt of ${url.origin} keeps ${USER_AGENT} from ${url.pathname}. Allow it there, or take the address out of data-knowledge.`,
        );
    },
  };
}
