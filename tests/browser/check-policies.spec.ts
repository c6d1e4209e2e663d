/** "Check my install" judges policies as the browser does: random ones, the same in each run. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { readHtml } from '../../demo-site/check/html.ts';
import { judgePolicies } from '../../demo-site/check/policy.ts';
import { loaderTags } from '../../demo-site/check/tag.ts';
import { openSite } from './support/site.ts';
import { expect, test } from './support/visit.ts';

const LOADER = 'window.ran = true;';
const HASH = `sha256-${createHash('sha256').update(LOADER).digest('base64')}`;

interface Case {
  policy: string;
  permissions: string;
  attributes: string;
}

function cases(widget: string, host: string): fc.Arbitrary<Case> {
  const source = fc.constantFrom(
    ...[
      "'self'",
      "'none'",
      '*',
      'http:',
      'https:',
      '*:*',
      '127.0.0.1',
      '127.0.0.1:*',
      'localhost:*',
      'data:',
    ],
    ...[
      widget,
      `${widget}/`,
      `${widget}/loader.js`,
      `${widget}/widget/`,
      `${widget}/wid`,
      `${widget}/%6Coader.js`,
    ],
    ...[
      "'nonce-abc'",
      "'nonce-ABC'",
      `'${HASH}'`,
      "'strict-dynamic'",
      "'unsafe-inline'",
      'https://a.example',
    ],
  );
  const directive = fc
    .tuple(
      fc.constantFrom('default-src', 'script-src', 'script-src-elem', 'frame-src', 'child-src'),
      fc.array(source, { maxLength: 3 }),
    )
    .map(([name, sources]) => [name, ...sources].join(' '));
  const policy = fc.array(directive, { maxLength: 3 }).map((directives) => directives.join('; '));
  return fc.record({
    policy: fc.array(policy, { maxLength: 2 }).map((policies) => policies.join(', ')),
    permissions: fc.constantFrom(
      ...['', 'microphone=()', 'microphone=(self)', 'microphone=*', 'microphone', "microphone 'none'"],
      ...[`microphone=(self "${widget}")`, `microphone=("${widget}")`, `microphone=(self ${widget})`],
      ...[`microphone=("${host}" "${widget}")`, 'microphone=(self "http://127.0.0.1:*")'],
    ),
    attributes: fc.constantFrom('', 'nonce="abc"', `crossorigin integrity="${HASH}"`),
  });
}

/** What the browser lets in. */
async function truth(page: Page, url: string, widget: string): Promise<Record<string, boolean>> {
  await page.goto(url);
  const frame = page.frames().find((each) => each.url().startsWith(widget));
  return {
    loader: await page.evaluate(() => 'ran' in window),
    frame: !!frame,
    // Without a frame there is nobody to ask.
    ...(frame && {
      microphone: await frame.evaluate(() =>
        (
          document as Document & { featurePolicy: { allowsFeature(name: string): boolean } }
        ).featurePolicy.allowsFeature('microphone'),
      ),
    }),
  };
}

test('what is let in, and what is not', async ({ page }) => {
  const widget = await openSite('127.0.0.1');
  const host = await openSite('localhost');
  widget.publish('/loader.js', LOADER, {
    'Content-Type': 'text/javascript',
    'Access-Control-Allow-Origin': '*',
  });
  const frame = widget.publish('/widget/', '<title>Frame</title>');
  const seen = new Set<string>();
  for (const given of fc.sample(cases(widget.origin, host.origin), { numRuns: 60, seed: 5 })) {
    const html = `<script src="${widget.origin}/loader.js" ${given.attributes}></script><iframe src="${frame}" allow="microphone"></iframe>`;
    const headers = { 'Content-Security-Policy': given.policy, 'Permissions-Policy': given.permissions };
    const url = host.publish('/', html, headers);
    const judged = { url: new URL(url), headers: new Headers(headers), html: readHtml(html), pasted: false };
    const [tag] = loaderTags(judged);
    const wrong = tag && judgePolicies(judged, tag, new URL(frame)).filter(({ level }) => level === 'wrong');
    const blocked = (what: string): boolean => !!wrong?.some(({ title }) => title.includes(what));
    const actual = await truth(page, url, widget.origin);
    for (const [what, title] of [
      ['loader', 'blocks the loader'],
      ['frame', 'blocks the widget’s frame'],
      ['microphone', 'keeps the microphone'],
    ] as const) {
      if (!(what in actual)) continue;
      expect(!blocked(title), `${what}: ${JSON.stringify(given)}`).toBe(actual[what]);
      seen.add(`${what} ${actual[what]}`);
    }
  }
  expect(seen.size).toBe(6);
  widget.close();
  host.close();
});
