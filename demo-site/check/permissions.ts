/** Whether a page's headers let a frame of another origin have a feature that its `allow` attribute asks for. */
import { type Item, parseDictionary, Token } from 'structured-headers';

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
    if (name?.toLowerCase() === feature) return values.map((value) => value.replace(/^'(self)'$/i, 'self'));
  }
  return undefined;
}

function covers(entry: string, url: URL, page: URL): boolean {
  if (entry === '*') return true;
  if (entry === 'self') return url.origin === page.origin;
  const [, scheme, domain] = /^(https?:\/\/)\*\.(.+)$/i.exec(entry) ?? [];
  if (scheme && domain) return url.origin.startsWith(scheme) && url.host.endsWith(`.${domain.toLowerCase()}`);
  return URL.canParse(entry) && new URL(entry).origin === url.origin;
}

/** Both must be named: a page can hand on only what it has itself. */
export const lets = (allowed: Allowlist, widget: URL, page: URL): boolean =>
  [page, widget].every((url) => allowed.some((entry) => covers(entry, url, page)));
