/** "Check my install": everything that can be found out about a page without opening it in a browser. */
import { widgetAddress } from '../../shared/bridge/addresses.ts';
import type { Finding, Page } from './finding.ts';
import { parseHeaders } from './headers.ts';
import { readHtml } from './html.ts';
import { judgePolicies } from './policy.ts';
import { type Answer, request, Unreachable } from './request.ts';
import { judgeFrame, judgeHearing, judgeLoader, judgeToken, type Outcome } from './server.ts';
import { hasOptions, JAVASCRIPT, judgeTags, loaderTags, type Selectors, type Tag } from './tag.ts';

export interface CheckRequest {
  /** The page's address. */
  address: URL;
  /** What the page is made of, where it cannot be fetched from here. */
  pasted?: { html: string; headers: string };
  /** The tag to propose where there is none. */
  example: string;
}

export interface Report {
  /** The page that was judged, after redirects. */
  url: string;
  findings: Finding[];
  /** For the browser to try. Each one that it cannot parse is the finding. */
  inBrowser: Selectors[];
}

/** Loaders of other makers may have the name. More tags than this are not asked for. */
const MOST_CANDIDATES = 4;

async function attempt(...args: Parameters<typeof request>): Promise<Outcome> {
  try {
    return await request(...args);
  } catch (error) {
    if (error instanceof Unreachable) return { unreachable: error.message };
    throw error;
  }
}

function judgeAnswer({ status, headers, redirects, url, cut }: Answer): Finding[] {
  const findings: Finding[] = [];
  if (redirects.length)
    findings.push({
      level: 'fine',
      title: `The address leads to ${url.href}`,
      cause: `It redirects: ${[...redirects, url.href].join(' → ')}. What follows is about the last one.`,
    });
  if (status !== 200)
    findings.push({
      level: 'warning',
      title: `The page answers with status ${status}`,
      cause: 'Visitors who are signed in may see another page.',
      cure: 'If they do, paste its HTML and headers instead.',
    });
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('Content-Type') ?? ''))
    findings.push({
      level: 'warning',
      title: 'The address is not of an HTML page',
      cause: `Its type is "${headers.get('Content-Type') ?? ''}".`,
      cure: 'Give the address of a page.',
    });
  if (cut)
    findings.push({
      level: 'warning',
      title: 'The page is very long',
      cause: 'Only its first 2 MB were looked at.',
      cure: 'Put the tag further up.',
    });
  return findings;
}

/** A script of the loader's name that is somebody else's. */
const isForeign = (outcome: Outcome): boolean =>
  'text' in outcome &&
  outcome.status === 200 &&
  JAVASCRIPT.test(outcome.headers.get('Content-Type') ?? '') &&
  !outcome.text.includes('EviWidget');

async function findLoaders(page: Page): Promise<{ tags: Tag[]; loader: Outcome | undefined }> {
  const candidates = loaderTags(page)
    .sort((a, b) => Number(hasOptions(b)) - Number(hasOptions(a)))
    .slice(0, MOST_CANDIDATES);
  const outcomes = await Promise.all(candidates.map(({ url }) => attempt(url)));
  const kept = candidates
    .map((tag, index) => ({ tag, outcome: outcomes[index] }))
    .filter(({ outcome }) => outcome && !isForeign(outcome));
  return { tags: kept.map(({ tag }) => tag), loader: kept[0]?.outcome };
}

async function askServer(tag: Tag, page: Page, loader: Outcome, widget: URL): Promise<Finding[]> {
  const configId = tag.attributes['data-config-id'] ?? '';
  const [frame, config, token] = await Promise.all([
    attempt(widget),
    attempt(new URL('config.json', widget)),
    attempt(new URL('/token', widget), {
      origin: widget.origin,
      fields: new URLSearchParams(configId ? { config_id: configId } : {}),
    }),
  ]);
  return [
    ...judgeLoader(loader, tag, page),
    ...judgeFrame(frame, page),
    judgeToken(token, configId),
    ...judgeHearing(config),
  ];
}

/** Throws `Unreachable` when there is no page. */
export async function check({ address, pasted, example }: CheckRequest): Promise<Report> {
  const answer = pasted ? undefined : await request(address);
  const page: Page = {
    url: answer?.url ?? address,
    headers: answer?.headers ?? parseHeaders(pasted?.headers ?? ''),
    html: readHtml(answer?.text ?? pasted?.html ?? ''),
    pasted: !answer,
  };
  const { tags, loader } = await findLoaders(page);
  const { findings, inBrowser } = judgeTags(tags, page, example);
  const [tag] = tags;
  const all = [...(answer ? judgeAnswer(answer) : []), ...findings];
  if (tag && loader) {
    const widget = widgetAddress(tag.url.href);
    all.push(...judgePolicies(page, tag, widget));
    // Without a loader there is no server to ask, and one finding says so.
    all.push(
      ...('status' in loader && loader.status === 200
        ? await askServer(tag, page, loader, widget)
        : judgeLoader(loader, tag, page)),
    );
  }
  return { url: page.url.href, findings: all, inBrowser };
}
