/** What the page's own headers forbid the widget. */
import {
  allowsScript,
  type Directive,
  frameDirective,
  hasNonces,
  isStrictDynamic,
  listMatches,
  type Policy,
  parsePolicies,
  parsePolicy,
  scriptDirective,
} from './csp.ts';
import type { Finding, Page } from './finding.ts';
import { lets, readFeaturePolicy, readPermissionsPolicy } from './permissions.ts';
import { corrected, type Tag } from './tag.ts';

const CSP = 'Content-Security-Policy';

/** The directive with one source more. `'none'` must go: beside anything else it is an error. */
const withSource = (name: string, { sources }: Directive, source: string): string =>
  [name, ...sources.filter((each) => each.toLowerCase() !== "'none'"), source].join(' ');

const shown = ({ name, sources }: Directive): string => [name, ...sources].join(' ');

function script(policy: Policy, tag: Tag, page: Page, where: string): Finding | undefined {
  const directive = scriptDirective(policy);
  const { nonce = '', integrity = '' } = tag.attributes;
  if (!directive || allowsScript(directive, { url: tag.url, nonce, integrity }, page.url)) return undefined;
  const title = `${where} blocks the loader`;
  if (page.pasted && nonce === '' && 'nonce' in tag.attributes && hasNonces(directive))
    return {
      level: 'warning',
      title: 'Whether the tag’s nonce is right cannot be seen',
      cause: 'Developer tools show every nonce as empty.',
      cure: 'Paste the page’s source instead, with the headers of the same answer.',
    };
  if (isStrictDynamic(directive) || (hasNonces(directive) && nonce))
    return {
      level: 'wrong',
      title,
      cause: nonce
        ? `The tag’s nonce is not one of those in "${shown(directive)}". A nonce must be new in each answer, and the same in header and tag.`
        : `With 'strict-dynamic' in "${shown(directive)}" the browser runs only tags that carry the header’s nonce, whatever address they load.`,
      cure: 'Give the tag the nonce that your server puts into the header.',
      code: corrected(tag, page, { nonce: 'the nonce of this answer' }),
    };
  const name = directive.name === 'default-src' ? 'script-src' : directive.name;
  return {
    level: 'wrong',
    title,
    cause: `"${shown(directive)}" does not name ${tag.url.origin}, from where the tag loads.`,
    cure: hasNonces(directive)
      ? 'Give the tag the header’s nonce, or name the widget’s origin:'
      : 'Name the widget’s origin:',
    code: withSource(name, directive, tag.url.origin),
  };
}

function frame(policy: Policy, widget: URL, page: Page, where: string): Finding | undefined {
  const directive = frameDirective(policy);
  if (!directive || listMatches(directive.sources, widget, page.url)) return undefined;
  return {
    level: 'wrong',
    title: `${where} blocks the widget’s frame`,
    cause: `"${shown(directive)}" does not name ${widget.origin}${directive.name === 'frame-src' ? '' : ', and there is no frame-src'}. The loader runs, but nothing appears.`,
    cure: 'Name the widget’s origin:',
    code: withSource('frame-src', directive, widget.origin),
  };
}

function sandbox(policy: Policy, where: string): Finding | undefined {
  const tokens = policy.get('sandbox');
  if (!tokens) return undefined;
  const missing = ['allow-scripts', 'allow-same-origin'].filter(
    (token) => !tokens.some((each) => each.toLowerCase() === token),
  );
  if (!missing.length) return undefined;
  return {
    level: 'wrong',
    title: `${where} puts the page into a sandbox`,
    cause: `Its directive sandbox has no ${missing.join(' and no ')}. A sandbox holds for the frames within, too: the widget needs scripts, and an origin, or there is no microphone.`,
    cure: 'Add what is missing:',
    code: ['sandbox', ...tokens, ...missing].join(' '),
  };
}

/** Only a header that is enforced can have one: https://www.w3.org/TR/CSP3/#directive-sandbox */
function withoutSandbox(policy: Policy): Policy {
  const rest = new Map(policy);
  rest.delete('sandbox');
  return rest;
}

function judgeCsp(page: Page, tag: Tag, widget: URL): Finding[] {
  const fromHeader = parsePolicies(page.headers.get(CSP) ?? '');
  const fromMeta = page.html.policies.map(parsePolicy).map(withoutSandbox);
  const blocked = (policy: Policy, where: string): Finding[] =>
    [sandbox(policy, where), script(policy, tag, page, where), frame(policy, widget, page, where)].filter(
      (finding) => finding !== undefined,
    );
  const findings = [
    ...fromHeader.flatMap((policy, index) =>
      blocked(policy, fromHeader.length > 1 ? `The ${CSP} number ${index + 1}` : `The ${CSP}`),
    ),
    ...fromMeta.flatMap((policy) => blocked(policy, `The ${CSP} in a <meta> tag`)),
  ];
  const several = fromHeader.length + fromMeta.length > 1 && findings.length > 0;
  if (several)
    for (const finding of findings)
      finding.cause = `${finding.cause} The page has several policies, and all must allow it.`;
  if (!findings.length)
    findings.push({
      level: 'fine',
      title:
        fromHeader.length + fromMeta.length
          ? `The ${CSP} lets loader and frame in`
          : `The page has no ${CSP}`,
    });
  if ([...fromHeader, ...fromMeta].some((policy) => policy.has('require-trusted-types-for')))
    findings.push({ level: 'fine', title: 'Trusted types are required, and the widget needs none' });
  // Browsers ignore a sandbox there.
  for (const policy of parsePolicies(page.headers.get(`${CSP}-Report-Only`) ?? '').map(withoutSandbox))
    for (const finding of blocked(policy, `The ${CSP}-Report-Only`))
      findings.push({
        ...finding,
        level: 'warning',
        title: finding.title.replace(' blocks', ' would block'),
        cause: `${finding.cause} Now it only reports.`,
      });
  return findings;
}

interface Feature {
  name: string;
  title: string;
  consequence: string;
  level: 'wrong' | 'warning';
  fine: string;
}

const FEATURES: readonly Feature[] = [
  {
    name: 'microphone',
    level: 'wrong',
    title: 'The page keeps the microphone from the widget',
    consequence: 'Visitors can type, but not talk.',
    fine: 'The page lets the widget ask for the microphone',
  },
  {
    name: 'autoplay',
    level: 'warning',
    title: 'The page keeps autoplay from the widget',
    consequence: 'The assistant is heard only after the visitor has pressed something in the widget.',
    fine: 'The page lets the widget play sound',
  },
];

function judgeFeature(feature: Feature, page: Page, widget: URL): Finding[] {
  const header = page.headers.get('Permissions-Policy') ?? '';
  const { allowed, malformed } = readPermissionsPolicy(header, feature.name);
  const older = page.headers.get('Feature-Policy') ?? '';
  const list = allowed ?? readFeaturePolicy(older, feature.name);
  const code = `Permissions-Policy: ${feature.name}=(self "${widget.origin}")`;
  const findings: Finding[] = [];
  if (malformed && feature.name === 'microphone')
    findings.push({
      level: 'warning',
      title: 'Browsers ignore the Permissions-Policy',
      cause: `Its syntax is wrong, so the whole header counts for nothing: "${header.slice(0, 200)}"`,
      cure: 'Write it like this, with what else you want to allow:',
      code,
    });
  if (list && !lets(list, widget, page.url))
    findings.push({
      level: feature.level,
      title: feature.title,
      cause: `${allowed ? 'Permissions-Policy' : 'Feature-Policy'} must name both the page itself and ${widget.origin} for ${feature.name}, and gives it to ${list.length ? `${list.join(' and ').replace(/\bself\b/, 'the page itself')} only` : 'nobody'}. ${feature.consequence}`,
      cure: 'Origins stand in double quotes. Put this into the header, beside what else is there:',
      code,
    });
  else findings.push({ level: 'fine', title: feature.fine });
  return findings;
}

/** @param widget The address of the widget's frame. */
export const judgePolicies = (page: Page, tag: Tag, widget: URL): Finding[] => [
  ...judgeCsp(page, tag, widget),
  ...FEATURES.flatMap((feature) => judgeFeature(feature, page, widget)),
];
