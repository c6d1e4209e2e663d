/** Whether a page's headers let a frame of another origin have a feature that its `allow` attribute asks for. */
import { type Item, parseDictionary, Token } from 'structured-headers';
import { listMatches } from './csp.ts';

/** Who may have the feature: `*`, `self`, and origins as they were written. */
export type Allowlist = readonly string[];

export interface Permissions {
  /** What the header says of the feature; undefined when it says nothing. */
  allowed: Allowlist | undefined;
  /** A browser ignores the whole header. */
  malformed: boolean;
}

const textOf = ([value]: Item): string =>
  // An origin without quotes is a token, and names nobody.
  value instanceof Token
    ? /^(\*|self)$/.test(value.toString())
      ? value.toString()
      : ''
    : typeof value === 'string'
      ? value
      : '';

/** https://www.w3.org/TR/permissions-policy/#structured-header-serialization */
export function readPermissionsPolicy(header: string, feature: string): Permissions {
  try {
    const member = parseDictionary(header).get(feature);
    if (!member) return { allowed: undefined, malformed: false };
    const [value] = member;
    const items = Array.isArray(value) ? value : [member as Item];
    return { allowed: items.map(textOf).filter(Boolean), malformed: false };
  } catch {
    return { allowed: undefined, malformed: true };
  }
}

/** The older header. Chromium still heeds it for what Permissions-Policy does not name. */
export function readFeaturePolicy(header: string, feature: string): Allowlist | undefined {
  for (const directive of header.split(/[;,]/)) {
    const [name, ...values] = directive.split(/\s+/).filter(Boolean);
    if (name === feature) return values.map((value) => value.replace(/^'(self)'$/i, 'self'));
  }
  return undefined;
}

/** A scheme, a host that may begin with `*.`, and a port that may be `*`. Unlike in a CSP, http: is not https:, too. */
function covers(entry: string, url: URL, page: URL): boolean {
  if (entry === '*') return true;
  if (entry === 'self') return url.origin === page.origin;
  const [origin, scheme] = /^(https?:)\/\/[^/]+/i.exec(entry) ?? [];
  return !!origin && scheme?.toLowerCase() === url.protocol && listMatches([origin], url, page);
}

/** Both must be named: a page can hand on only what it has itself. */
export const lets = (allowed: Allowlist, widget: URL, page: URL): boolean =>
  [page, widget].every((url) => allowed.some((entry) => covers(entry, url, page)));
