/** What the widget's server answers. */
import { createHash } from 'node:crypto';
import { listMatches, parsePolicies } from './csp.ts';
import type { Finding, Page } from './finding.ts';
import type { Answer } from './request.ts';
import { corrected, JAVASCRIPT, type Tag } from './tag.ts';

/** An answer, or in plain words why there is none. */
export type Outcome = Answer | { unreachable: string };

const EMBEDDER = /^\s*(require-corp|credentialless)\b/i;

function failed(what: string, outcome: Outcome): Finding | undefined {
  if ('unreachable' in outcome)
    return {
      level: 'wrong',
      title: `${what} cannot be reached`,
      cause: `From here, ${outcome.unreachable}.`,
      cure: 'Check the address in the tag, and that the widget’s server runs.',
    };
  if (outcome.status !== 200)
    return {
      level: 'wrong',
      title: `${what} is not there`,
      cause: `${outcome.url.href} answers with status ${outcome.status}.`,
      cure: 'Check the address in the tag. The loader’s is /loader.js on the widget’s server.',
    };
  return undefined;
}

/** Of several algorithms only the strongest counts: https://www.w3.org/TR/SRI/ */
function hashFits(integrity: string, bytes: Uint8Array): boolean {
  const hashes = [...integrity.matchAll(/(sha(?:256|384|512))-([\w+/=-]+)/g)];
  const strongest = hashes
    .map(([, algorithm = '']) => algorithm)
    .sort()
    .at(-1);
  const wanted = hashes.filter(([, algorithm]) => algorithm === strongest).map(([, , hash]) => hash);
  return !strongest || wanted.includes(createHash(strongest).update(bytes).digest('base64'));
}

export function judgeLoader(outcome: Outcome, tag: Tag, page: Page): Finding[] {
  const failure = failed('The loader', outcome);
  if (failure || 'unreachable' in outcome) return failure ? [failure] : [];
  const { headers, bytes } = outcome;
  const findings: Finding[] = [];
  const type = headers.get('Content-Type') ?? '';
  if (!JAVASCRIPT.test(type))
    findings.push({
      level: 'wrong',
      title: 'The loader’s address does not answer with JavaScript',
      cause: `${outcome.url.href} is of type "${type}", which browsers do not run.`,
      cure: 'Check the address in the tag, and that a proxy in front passes it to the widget’s server.',
    });
  const { integrity = '', crossorigin } = tag.attributes;
  if (integrity && !hashFits(integrity, bytes))
    findings.push({
      level: 'wrong',
      title: 'The tag’s integrity is of another file',
      cause: 'The loader that is served now has another hash, so browsers block it.',
      cure: 'Leave out integrity, or load the release that the hash is of.',
      code: corrected(tag, page),
    });
  const readable = ['*', page.url.origin].includes(headers.get('Access-Control-Allow-Origin') ?? '');
  if (crossorigin !== undefined && !readable)
    findings.push({
      level: 'wrong',
      title: 'The page may not read the loader',
      cause: 'The tag has crossorigin, and the loader comes without Access-Control-Allow-Origin.',
      cure: 'Leave out crossorigin, or let a proxy in front keep the server’s header:',
      code: 'Access-Control-Allow-Origin: *',
    });
  const embedder = page.headers.get('Cross-Origin-Embedder-Policy') ?? '';
  const corp = headers.get('Cross-Origin-Resource-Policy') === 'cross-origin';
  if (/^\s*require-corp\b/i.test(embedder) && crossorigin === undefined && !corp)
    findings.push(lostHeader('The loader', 'Cross-Origin-Resource-Policy: cross-origin'));
  if (!findings.length) findings.push({ level: 'fine', title: 'The server gives out the loader' });
  return findings;
}

const lostHeader = (what: string, code: string): Finding => ({
  level: 'wrong',
  title: `The page’s Cross-Origin-Embedder-Policy blocks ${what.toLowerCase()}`,
  cause: `${what} comes without a header that the widget’s server sends, so something in front of it takes it away.`,
  cure: 'Let the proxy keep it:',
  code,
});

function judgeAncestors({ headers, url }: Answer, page: Page): Finding {
  const lists = parsePolicies(headers.get('Content-Security-Policy') ?? '')
    .map((policy) => policy.get('frame-ancestors'))
    .filter((sources) => sources !== undefined);
  const site = new URL(page.url.origin);
  if (lists.some((sources) => !listMatches(sources, site, url)))
    return {
      level: 'wrong',
      title: 'The server does not let this page show the widget',
      cause: `${page.url.origin} is not among the sites that it was given. They are compared exactly, with https: or http:, with or without www.`,
      cure: 'Add it to the server’s environment variable, behind a comma, and start the server again:',
      code: `EVI_ALLOWED_SITES=${page.url.origin}`,
    };
  if (lists.length) return { level: 'fine', title: 'The server lets this page show the widget' };
  if (/deny|sameorigin/i.test(headers.get('X-Frame-Options') ?? ''))
    return {
      level: 'wrong',
      title: 'The widget’s frame comes with X-Frame-Options',
      cause: 'The widget’s server does not send it, so something in front of it adds it.',
      cure: 'Switch it off for the widget’s origin.',
    };
  return {
    level: 'warning',
    title: 'Any site can show the widget',
    cause:
      'The frame comes without frame-ancestors. The widget’s server sends it, so something in front takes it away.',
    cure: 'Let the proxy keep the server’s Content-Security-Policy.',
  };
}

export function judgeFrame(outcome: Outcome, page: Page): Finding[] {
  const failure = failed('The widget’s frame', outcome);
  if (failure || 'unreachable' in outcome) return failure ? [failure] : [];
  const findings = [judgeAncestors(outcome, page)];
  const embedder = EMBEDDER.exec(page.headers.get('Cross-Origin-Embedder-Policy') ?? '')?.[1]?.toLowerCase();
  if (embedder) {
    const { headers } = outcome;
    const lost = [
      ...(EMBEDDER.test(headers.get('Cross-Origin-Embedder-Policy') ?? '')
        ? []
        : ['Cross-Origin-Embedder-Policy: require-corp']),
      ...(embedder === 'credentialless' || headers.get('Cross-Origin-Resource-Policy') === 'cross-origin'
        ? []
        : ['Cross-Origin-Resource-Policy: cross-origin']),
    ];
    findings.push(
      ...(lost.length
        ? lost.map((code) => lostHeader('The widget’s frame', code))
        : [
            {
              level: 'fine' as const,
              title: `Cross-Origin-Embedder-Policy: ${embedder} is fine, the widget is made for it`,
            },
          ]),
    );
  }
  return findings;
}

/** Its own words for what is wrong. Anything can stand there, so it is only shown, and shortened. */
function errorIn(text: string): string {
  try {
    const { error } = Object(JSON.parse(text)) as { error?: unknown };
    return typeof error === 'string' ? error.slice(0, 300) : '';
  } catch {
    return '';
  }
}

export function judgeToken(outcome: Outcome, configId: string): Finding {
  const title = configId
    ? `The server starts no conversation with the config "${configId.slice(0, 64)}"`
    : 'The server starts no conversation';
  if ('unreachable' in outcome) return { level: 'wrong', title, cause: `From here, ${outcome.unreachable}.` };
  if (outcome.status === 200)
    return { level: 'fine', title: 'The server gives out tokens: a conversation can start' };
  if (outcome.status === 429)
    return {
      level: 'warning',
      title: 'The server is asked too often for tokens',
      cause: errorIn(outcome.text) || 'It answers with status 429.',
      cure: 'Check again in a minute.',
    };
  return {
    level: 'wrong',
    title,
    cause: errorIn(outcome.text) || `The answer to POST /token has status ${outcome.status}.`,
    cure:
      outcome.status === 403
        ? 'The server must know the origin under which browsers see it. Set:'
        : 'Correct the tag or the server’s configs, and check again.',
    ...(outcome.status === 403 && { code: `EVI_PUBLIC_ORIGIN=${outcome.url.origin}` }),
  };
}

export function judgeHearing(outcome: Outcome): Finding[] {
  try {
    const { voiceInput } = Object('text' in outcome && JSON.parse(outcome.text)) as { voiceInput?: unknown };
    if (voiceInput === true) return [{ level: 'fine', title: 'The server can hear' }];
    if (voiceInput !== false) return [];
  } catch {
    return [];
  }
  return [
    {
      level: 'warning',
      title: 'The server cannot hear',
      cause: 'It has no speech recogniser. Visitors can type, and the assistant speaks.',
      cure: 'Install pocketsphinx on the server. What it prints when it starts says how.',
    },
  ];
}
