/** What a Content-Security-Policy lets a page load: https://www.w3.org/TR/CSP3/#match-url-to-source-list */

/** Sources by directive. Names are in lower case; of a directive that comes twice, the first one counts. */
export type Policy = ReadonlyMap<string, readonly string[]>;

export function parsePolicy(text: string): Policy {
  const policy = new Map<string, string[]>();
  for (const directive of text.split(';')) {
    const [name, ...values] = directive.split(/[\t\n\f\r ]+/).filter(Boolean);
    if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), values);
  }
  return policy;
}

/** A header's value can hold several policies, and several headers are one value to `Headers`. */
export const parsePolicies = (header: string): Policy[] =>
  header
    .split(',')
    .map(parsePolicy)
    .filter(({ size }) => size);

/** The directive that decides, as it stands in the policy. */
export interface Directive {
  name: string;
  sources: readonly string[];
}

function firstOf(policy: Policy, names: readonly string[]): Directive | undefined {
  for (const name of names) {
    const sources = policy.get(name);
    if (sources) return { name, sources };
  }
  return undefined;
}

export const scriptDirective = (policy: Policy): Directive | undefined =>
  firstOf(policy, ['script-src-elem', 'script-src', 'default-src']);
export const frameDirective = (policy: Policy): Directive | undefined =>
  firstOf(policy, ['frame-src', 'child-src', 'default-src']);

const DEFAULT_PORTS: Record<string, string> = { http: '80', https: '443', ws: '80', wss: '443' };
const schemeOf = (url: URL): string => url.protocol.slice(0, -1).toLowerCase();

/** What is allowed by `http:` may come by `https:`, too. */
const schemeMatches = (source: string, scheme: string): boolean =>
  source === scheme || (source === 'http' && scheme === 'https');

const hostMatches = (source: string, host: string): boolean =>
  source === '*' || (source.startsWith('*.') ? host.endsWith(source.slice(1)) : source === host);

function portMatches(source: string | undefined, url: URL): boolean {
  if (source === '*') return true;
  const standard = DEFAULT_PORTS[schemeOf(url)];
  return (source ?? standard) === (url.port || standard);
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function pathMatches(source: string | undefined, path: string): boolean {
  if (!source || source === '/') return true;
  const [wanted, given] = [decode(source), decode(path)];
  return wanted.endsWith('/') ? given.startsWith(wanted) : given === wanted;
}

const SCHEME = /^([a-z][a-z\d+.-]*):$/i;
const HOST =
  /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[a-z\d_-]+(?:\.[a-z\d_-]+)*|\[[\da-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i;

function isSelf(url: URL, page: URL): boolean {
  const samePorts = url.port === page.port || [url, page].every((each) => portMatches(undefined, each));
  return (
    url.origin === page.origin ||
    (url.hostname === page.hostname && samePorts && schemeMatches(schemeOf(page), schemeOf(url)))
  );
}

function sourceMatches(source: string, url: URL, page: URL): boolean {
  if (source === '*') return /^(https?|wss?)$/.test(schemeOf(url)) || url.protocol === page.protocol;
  if (source.toLowerCase() === "'self'") return isSelf(url, page);
  const scheme = SCHEME.exec(source)?.[1];
  if (scheme) return schemeMatches(scheme.toLowerCase(), schemeOf(url));
  const [, ofSource, host = '', port, path] = HOST.exec(source) ?? [];
  return (
    !!host &&
    schemeMatches(ofSource?.toLowerCase() ?? schemeOf(page), schemeOf(url)) &&
    hostMatches(host.toLowerCase(), url.hostname.toLowerCase()) &&
    portMatches(port, url) &&
    pathMatches(path, url.pathname)
  );
}

/** Whether one of the sources covers the address. An expression that no browser understands covers nothing. */
export const listMatches = (sources: readonly string[], url: URL, page: URL): boolean =>
  sources.some((source) => sourceMatches(source, url, page));

/** A `<script src>` that stands in the page's HTML. */
export interface ScriptTag {
  url: URL;
  nonce: string;
  integrity: string;
}

/** `sha384-…` of each hash, without quotes. Base64 may be written in two alphabets. */
const hashesIn = (text: string): string[] =>
  [...text.matchAll(/sha(?:256|384|512)-[\w+/=-]+/gi)].map(([hash]) => {
    const [algorithm = '', ...value] = hash.split('-');
    return `${algorithm.toLowerCase()}-${value.join('-').replace(/-/g, '+').replace(/_/g, '/')}`;
  });

export const isStrictDynamic = ({ sources }: Directive): boolean =>
  sources.some((source) => source.toLowerCase() === "'strict-dynamic'");
export const hasNonces = ({ sources }: Directive): boolean =>
  sources.some((source) => /^'nonce-/i.test(source));

/** https://www.w3.org/TR/CSP3/#script-pre-request */
export function allowsScript(directive: Directive, { url, nonce, integrity }: ScriptTag, page: URL): boolean {
  // The keyword has no case, the nonce has.
  if (
    nonce &&
    directive.sources.some((source) => source.replace(/^'nonce-/i, "'nonce-") === `'nonce-${nonce}'`)
  )
    return true;
  const wanted = hashesIn(integrity);
  const allowed = directive.sources.filter((source) => /^'sha\d/i.test(source)).flatMap(hashesIn);
  if (wanted.length && wanted.every((hash) => allowed.includes(hash))) return true;
  return !isStrictDynamic(directive) && listMatches(directive.sources, url, page);
}
