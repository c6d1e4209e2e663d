/** What the loader offers of a page: everything that helps, and nothing that is nobody's business (S33). */
import type { PageSection } from '../../../shared/bridge/contract.ts';
import { tag, watchHost } from '../../browser/support/host.ts';
import type { Site } from '../../browser/support/site.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { stubFrameOf } from '../support/stub-frame.ts';
import { openStubWidget } from '../support/stub-widget.ts';

let site: Site;
test.beforeAll(async ({ stage }) => {
  site = await openStubWidget(stage.origin, 3);
});
test.afterAll(() => site.close());

/** Each line after its kind. */
const linesOf = ({ text, kinds = '' }: PageSection): string[] =>
  (text ? text.split('\n') : []).map((line, at) => `${kinds[at]} ${line}`);

test('structure: kinds of lines, places beside the main content, headings by role, shadow roots', async ({
  page,
  stage,
}) => {
  const body = `
    <header><p>Pots and bowls since 1987</p><nav><a href="/a">Shop</a> <a href="/b">About</a></nav></header>
    <main>
      <h1>Bowls</h1>
      <p>A bowl is <a href="/bowl">round</a> and holds soup.</p>
      <ul><li>Small</li><li><b>Large</b> and deep</li><li><a href="/all">All of the bowls</a></li></ul>
      <a href="/card"><div>Card that is a link</div></a>
      <table><tr><th>Size</th><th>Price</th></tr><tr><td>Small</td><td><img alt="Yes" src="data:,"> 12</td></tr></table>
      <p>Glazed <img alt="A blue bowl" src="data:,"> by hand.</p>
      <img alt="" src="data:,"><img alt="hidden picture" aria-hidden="true" src="data:,">
      <img alt="ornament" role="presentation" src="data:,"><img alt="not shown" style="display:none" src="data:,">
      <header><p>A header in the main content</p></header>
      <div role="heading" aria-level="4">By role</div><p>Words.</p>
      <h2 role="presentation">No heading</h2>
      <shop-card><span slot="name">Slotted</span><i>never slotted</i></shop-card>
    </main>
    <aside><h2>Related</h2><p>Plates, too.</p></aside>
    <p>After the aside.</p>
    <div role="contentinfo">Imprint</div>
    <script>
      const root = document.querySelector('shop-card').attachShadow({ mode: 'open' });
      const add = (name, text, more) => root.append(Object.assign(document.createElement(name), { textContent: text, ...more }));
      add('h3', 'In the shadow'); add('slot', '', { name: 'name' });
      add('p', 'Shadow text.'); add('p', 'shadow-secret', { className: 'cart' });
    </script>`;
  await page.goto(stage.page(body + tag(site.origin, 'data-context-exclude=".cart"')));
  const { sections } = await (await stubFrameOf(page)).read();
  expect(sections.map((section) => [`${section.level} ${section.heading}`, ...linesOf(section)])).toEqual([
    ['0 ', 'P Pots and bowls since 1987', 'K Shop About'],
    [
      '1 Bowls',
      'p A bowl is round and holds soup.',
      'l Small',
      'l Large and deep',
      'k All of the bowls',
      'k Card that is a link',
      't Size | Price',
      't Small | Yes 12',
      'p Glazed by hand.',
      'a A blue bowl',
      'p A header in the main content',
    ],
    ['4 By role', 'p Words.', 'p No heading'],
    ['3 In the shadow', 'p Slotted', 'p Shadow text.', 'p After the aside.', 'P Imprint'],
    ['2 Related', 'P Plates, too.'],
  ]);
  expect(new Set(sections.map(({ key }) => key)).size).toBe(sections.length);
});

test('keys live as long as the heading; selection, view, meta and JSON-LD are read and watched', async ({
  page,
  stage,
}) => {
  const data = {
    '@type': 'Product',
    name: 'Bowl',
    url: '/bowl?session=in-json',
    image: 'https://x.example/i.png?token=in-json#x',
    text: 'See https://x.example/y?q=in-json now. Really? Yes.',
    potentialAction: { urlTemplate: 'https://x.example/?q={in-json}' },
  };
  const html = `<!doctype html><html lang="en-GB"><head><title>Bowls</title>
    <meta name="description" content="All bowls?"><meta property="og:url" content="https://x.example/?in-meta=1">
    <meta property="product:price:amount" content="12"><meta name="csrf-token" content="in-token">
    <script type="application/ld+json">${JSON.stringify(data)}</script>
    <script type="application/ld+json">{ broken</script>
    <script type="application/ld+json" data-evi-exclude>{"name":"in-excluded"}</script>
    <script type="application/ld+json">"${'x'.repeat(40_001)}"</script>
    </head><body><h1>Bowls</h1><p id="one">All <b>the</b> bowls.</p><input id="typed" value="in-field">
    <p data-evi-exclude id="gone">in-excluded</p><h2 id="far" style="margin-top:3000px">Plates</h2>
    <p>Flat.</p><div style="height:3000px"></div>${tag(site.origin)}</body></html>`;
  await page.goto(`${stage.document(html)}?in-query#in-fragment`);
  const frame = await stubFrameOf(page);
  const first = await frame.read();
  expect(first).toMatchObject({
    title: 'Bowls',
    language: 'en-GB',
    selection: '',
    inView: first.sections[0]?.key,
    meta: [
      ['description', 'All bowls?'],
      ['og:url', 'https://x.example/'],
      ['product:price:amount', '12'],
    ],
    fields: [],
    buttons: [],
    links: [],
  });
  expect(first.data?.map((text) => JSON.parse(text))).toEqual([
    {
      '@type': 'Product',
      name: 'Bowl',
      url: '/bowl',
      image: 'https://x.example/i.png',
      text: 'See https://x.example/y now. Really? Yes.',
      potentialAction: { urlTemplate: 'https://x.example/' },
    },
  ]);
  expect(JSON.stringify(first)).not.toMatch(/in-(json|meta|token|excluded|query|fragment|field)/);

  const last = async () => (await frame.told('pageChanged')).at(-1)?.[0];
  await page.evaluate(() => {
    getSelection()?.setBaseAndExtent(
      document.querySelector('#one') as Element,
      0,
      document.querySelector('#far')?.firstChild as Node,
      3,
    );
  });
  await expect.poll(last).toMatchObject({ selection: 'All the bowls. Pla' });
  await page.evaluate(() => {
    document.querySelector('#far')?.scrollIntoView();
    document.querySelector<HTMLInputElement>('#typed')?.select();
  });
  await expect.poll(last).toMatchObject({ inView: first.sections[1]?.key });
  const { selection, sections } = await frame.read();
  expect(selection).not.toContain('in-field');
  expect(sections.map(({ key }) => key)).toEqual(first.sections.map(({ key }) => key));
  // What changes nothing that is read is looked at, and not announced.
  const before = (await frame.told('pageChanged')).length;
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const idle = window.requestIdleCallback;
        window.requestIdleCallback = (callback) => {
          window.requestIdleCallback = idle;
          return idle((deadline) => resolve(callback(deadline)));
        };
        document.body.className = 'other';
      }),
  );
  await page.evaluate(() => {
    const heading = Object.assign(document.createElement('h2'), { textContent: 'Plates' });
    document.querySelector('#far')?.replaceWith(heading);
  });
  await expect.poll(async () => (await frame.told('pageChanged')).length).toBe(before + 1);
  expect((await frame.read()).sections[1]?.key).not.toBe(first.sections[1]?.key);
});

const FORM = `
  <nav><a href="/about?session=in-link#x">About us</a><a href="https://elsewhere.example/">Elsewhere</a>
    <a href="/hidden" style="display:none">in-hidden</a><a href="/about">Again</a><a href="/file" download>File</a>
    <a href="/jane@example.com">Jane</a><a href="javascript:void 0">Script</a></nav>
  <form><input name="matches" type="hidden" value="in-value">
    <label>Your name <input value="in-value" autocomplete="name"></label>
    <label for="mail">E-mail of jane@example.com</label><input id="mail" type="email" value="in-value">
    <input aria-label="Search" type="search"><span id="by">Street</span><input aria-labelledby="by">
    <textarea placeholder="Message">in-value</textarea>
    <label>Size <select><option>Small</option><option selected>Large</option><option disabled>in-disabled</option></select></label>
    <fieldset><legend>Colour</legend><label><input type="radio" name="c" checked> Blue</label>
      <label><input type="radio" name="c"> Red</label></fieldset>
    <label><input type="checkbox" checked> Newsletter</label>
    ${[
      '<input type="password">',
      '<input type="text" autocomplete="cc-number">',
      '<input autocomplete="section-x billing cc-csc">',
      '<input name="cardNumber">',
      '<input id="card_number">',
      '<input placeholder="CVC">',
      '<input aria-label="IBAN">',
      '<input autocomplete="one-time-code">',
      '<input disabled>',
      '<input readonly>',
      '<input type="file">',
      '<input style="display:none">',
      '<input data-evi-exclude>',
    ]
      .map((field) => `<label>in-refused ${field}</label>`)
      .join('')}
    <label>Kartennummer <input></label><label>Password <input type="text"></label>
    <fieldset disabled><label>in-refused <input></label></fieldset>
    <div aria-hidden="true"><label>in-refused <input></label></div>
    <button data-evi-click>Add to cart</button><input type="submit" data-evi-click value="Send">
    <button data-evi-click disabled>in-refused</button><button>Not marked</button></form>`;

test('S33: fields, buttons and links as far as they are allowed, never a value, a secret or a query', async ({
  page,
  stage,
}) => {
  await page.goto(stage.page(FORM + tag(site.origin, 'data-mask data-actions="fill click go_to"')));
  const frame = await stubFrameOf(page);
  const snapshot = await frame.read();
  const { fields = [], buttons = [], links } = snapshot;
  expect(fields.map(({ label, kind, choices }) => [label, kind, ...choices])).toEqual([
    ['Your name', 'text'],
    ['E-mail of [masked]', 'text'],
    ['Search', 'text'],
    ['Street', 'text'],
    ['Message', 'text'],
    ['Size', 'choice', 'Small', 'Large'],
    ['Colour', 'choice', 'Blue', 'Red'],
    ['Newsletter', 'box'],
  ]);
  expect(buttons.map(({ label }) => label)).toEqual(['Add to cart', 'Send']);
  expect(links).toEqual([{ label: 'About us', url: `${stage.origin}/about` }]);
  expect(JSON.stringify({ ...snapshot, sections: [] })).not.toMatch(/in-|jane/);
  expect(JSON.stringify(snapshot)).not.toMatch(/in-(value|link|hidden|disabled)|jane@/);
  // What the owner allows is asked each time.
  await page.locator('script').evaluate((script) => script.setAttribute('data-actions', 'scroll_to'));
  expect(await frame.read()).toMatchObject({ fields: [], buttons: [], links: [] });
});

test('S33: with data-mask neither e-mail addresses nor card numbers are in anything that is sent', async ({
  page,
  stage,
}) => {
  const html = `<!doctype html><title>Ask jane@example.com</title>
    <meta name="description" content="Write to jane@example.com"><meta name="author" content="jane@example.co.uk">
    <script type="application/ld+json">{"email":"mailto:jane@example.com","account":4111111111111111,"gtin13":"4006381333931"}</script>
    <h1 id="jane">Jane jane@example.com</h1><p>Card 4111 <b>1111</b>-1111 1111, phone 020 7946 0018 and order 1234567890123.</p>
    <table><tr><td>4111</td><td>1111</td><td>1111</td><td>1111</td></tr></table>
    <img alt="Card of j.doe@example.org" src="data:,"><p id="two">jane@example.com is selected</p>
    ${tag(site.origin, 'data-mask')}`;
  await page.goto(stage.document(html));
  await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#two') as Element));
  const frame = await stubFrameOf(page);
  const text = JSON.stringify(await frame.read());
  expect(text).not.toMatch(/@|4111|1111 1111/);
  for (const kept of ['020 7946 0018', '1234567890123', 'is selected', 'Ask [masked]'])
    expect(text).toContain(kept);
});

test('everything is bounded, and with exclusions that are no selectors nothing is read', async ({
  page,
  stage,
}) => {
  const host = watchHost(page, { widget: site.origin });
  const many = Array.from(
    { length: 3000 },
    (_, at) => `<h2>${'Heading '.repeat(40)}${at}</h2><p>${'words '.repeat(20)}</p>`,
  );
  const html = `<!doctype html><title>${'Title '.repeat(99)}</title>${'<meta name="description" content="m">'.repeat(99)}
    <p class="b">in-excluded</p>${many.join('')}${tag(site.origin, 'data-context-exclude=".b"')}`;
  await page.goto(stage.document(html));
  const frame = await stubFrameOf(page);
  await frame.read();
  const { title, sections, meta } = await frame.read();
  expect([title.length, meta?.length]).toEqual([200, 60]);
  expect(
    sections.reduce((sum, { heading, text }) => sum + heading.length + text.length, 0),
  ).toBeLessThanOrEqual(60_000);
  expect(Math.max(...sections.map(({ heading }) => heading.length))).toBe(200);
  expect(JSON.stringify(sections).includes('in-excluded')).toBe(false);
  await page.locator('script').evaluate((script) => script.setAttribute('data-context-exclude', 'a[, .b'));
  for (let times = 0; times < 2; times += 1)
    expect(await frame.read().catch((error: Error) => error.message)).toBe('The page was not read.');
  expect(host.complaints).toEqual([
    'evi-widget: the page is not read: data-context-exclude="a[, .b" must be a list of CSS selectors',
  ]);
});

test('a frame of version 2 gets the page as it can read it', async ({ page, stage }) => {
  const before = await openStubWidget(stage.origin, 2);
  const body = `<nav>Menu</nav><p>Text.</p><img alt="Picture" src="data:,">${tag(before.origin)}`;
  await page.goto(stage.page(body));
  const { sections } = await (await stubFrameOf(page)).read();
  expect(sections.map(({ text }) => text)).toEqual(['Text.']);
  before.close();
});
