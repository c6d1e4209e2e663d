/** What the frame may do on the page: as far as data-actions names it, and nothing else whatever it asks. */
import type { Page } from '@playwright/test';
import type { PageActionResult } from '../../../shared/bridge/contract.ts';
import { tag, watchHost } from '../../browser/support/host.ts';
import type { Site } from '../../browser/support/site.ts';
import { expect, test } from '../../browser/support/visit.ts';
import { type StubFrame, stubFrameOf } from '../support/stub-frame.ts';
import { openStubWidget } from '../support/stub-widget.ts';

let site: Site;
test.beforeAll(async ({ stage }) => {
  site = await openStubWidget(stage.origin, 3);
});
test.afterAll(() => site.close());

const ALL = 'data-actions="scroll_to highlight go_to fill click"';

/** Keys of everything that the snapshot names, by heading or label. */
async function keysOf(frame: StubFrame): Promise<Record<string, string>> {
  const { sections, fields = [], buttons = [] } = await frame.read();
  return Object.fromEntries([
    ...sections.map(({ heading, key = '' }) => [heading, key]),
    ...[...fields, ...buttons].map(({ label, key }) => [label, key]),
  ]);
}

const done = (result: PageActionResult | string): PageActionResult => {
  if (typeof result === 'string') throw new Error(result);
  return result;
};

const top = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().top) || 0);

test('scroll_to and highlight: shown, marked across elements, taken back, and no focus moved', async ({
  page,
  stage,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const body = `<style>html { scroll-behavior: smooth }</style><h1>Studio</h1><input id="own" autofocus>
    <div style="height:3000px"></div><details><summary>More</summary>
    <h2 id="hours">Hours</h2><p>We are <b>open</b> from <span hidden>never </span>ten to six.</p>
    <table><tr><td>Monday</td><td>closed</td></tr></table></details><div style="height:3000px"></div>`;
  const policy = `style-src 'unsafe-inline'; script-src ${site.origin}; require-trusted-types-for 'script'`;
  await page.goto(stage.page(body + tag(site.origin), { 'Content-Security-Policy': policy }));
  await page.locator('#own').focus();
  const frame = await stubFrameOf(page);
  const { Hours = '', Studio = '' } = await keysOf(frame);
  const scrolled = done(await frame.act('scroll_to', Hours));
  expect(scrolled.told).toBe('The page now shows the section “Hours”.');
  expect(await top(page, '#hours')).toBe(0);
  expect(
    await page.evaluate(() => [document.activeElement?.id, document.querySelector('details')?.open]),
  ).toEqual(['own', true]);
  expect(await frame.undo(scrolled.undo)).toBe('The page is scrolled back to where it was.');
  expect(await page.evaluate(() => [scrollY, document.querySelector('details')?.open])).toEqual([0, false]);
  expect(await frame.undo(scrolled.undo)).toBe('There is nothing to take back.');

  const marked = () =>
    page.evaluate(() => [...(CSS.highlights.get('evi-widget') ?? [])].map((range) => String(range)));
  const words = done(await frame.act('highlight', Hours, 'OPEN from  ten to'));
  expect(await marked()).toEqual(['open from never ten to']);
  expect(await top(page, '#hours')).toBeLessThan(900);
  done(await frame.act('highlight', Hours, 'Monday | closed'));
  expect(await marked()).toEqual(['Mondayclosed']);
  const section = done(await frame.act('highlight', Hours));
  expect(await marked()).toEqual(['Hours', 'We are ', 'open', ' from ', 'ten to six.', 'Monday', 'closed']);
  await frame.undo(section.undo);
  expect(await marked()).toEqual([]);
  await frame.undo(words.undo);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await frame.act('highlight', Studio, 'ten to six')).toBe(
    'These words do not stand in the section “Studio”. Nothing was marked.',
  );
  await page.evaluate(() => document.querySelector('h1')?.remove());
  for (const action of ['scroll_to', 'highlight'])
    expect(await frame.act(action, Studio)).toBe(
      'This section is not on the page any more. Nothing was done.',
    );
});

const FORM = `
  <label>Name <input id="name" maxlength="20" value="Before"></label><label>Seats <input id="seats" type="number"></label>
  <label>Message <textarea id="message"></textarea></label>
  <label>Size <select id="size"><option>Small</option><option>Large</option></select></label>
  <fieldset><legend>Colour</legend><label><input type="radio" name="c"> Blue</label><label><input id="red" type="radio" name="c"> Red</label></fieldset>
  <label>Letter <input id="letter" type="checkbox"></label><label>Stubborn <input id="stubborn" type="checkbox"></label>
  <label>Later a secret <input id="later"></label><label>Gone <input id="gone"></label>
  <button data-evi-click id="order"><b>Order</b></button><button data-evi-click id="dead">Dead</button><button id="own">Own</button>
  <script nonce="abc">
    heard = [];
    for (const type of ['input', 'change', 'click'])
      document.addEventListener(type, ({ target }) => { if (target.id) heard.push(type + ' ' + target.id); });
    stubborn.addEventListener('click', (event) => event.preventDefault());
    // As frameworks do, to know what their own code has set.
    Object.defineProperty(document.querySelector('#name'), 'value', { get: () => 'shadowed', set() { heard.push('own setter'); } });
  </script>`;

test('fill and click: as a visitor would, what a field takes, taken back without a word of what was there', async ({
  page,
  stage,
}) => {
  await page.goto(stage.page(FORM + tag(site.origin, ALL)));
  const frame = await stubFrameOf(page);
  const keys = await keysOf(frame);
  const fill = (label: string, value: string) => frame.act('fill', keys[label] ?? '', value);
  const heard = () => page.evaluate(() => (Reflect.get(window, 'heard') as string[]).splice(0));
  const value = (id: string) =>
    page.evaluate(
      (name) => Reflect.get(HTMLInputElement.prototype, 'value', document.getElementById(name)) as string,
      id,
    );

  const name = done(await fill('Name', 'Ada'));
  expect([await value('name'), await heard()]).toEqual(['Ada', ['input name', 'change name']]);
  expect(name.told).toBe('Filled in “Name”.');
  expect(await frame.undo(name.undo)).toBe('“Name” is as it was before.');
  expect([await value('name'), await heard()]).toEqual(['Before', ['input name', 'change name']]);
  expect(await fill('Name', 'x'.repeat(21))).toBe(
    'This field takes at most 20 characters. Nothing was filled in.',
  );
  expect(await fill('Seats', 'many')).toBe('This field is for a number. Nothing was filled in.');
  done(await fill('Seats', '4'));
  done(await fill('Message', 'Two\nlines'));
  await expect(page.locator('#message')).toHaveValue('Two\nlines');
  const size = done(await fill('Size', ' large'));
  await expect(page.locator('#size')).toHaveValue('Large');
  await frame.undo(size.undo);
  await expect(page.locator('#size')).toHaveValue('Small');
  expect(await fill('Size', 'Huge')).toBe('This field takes one of: Small; Large. Nothing was filled in.');
  const colour = done(await fill('Colour', 'Red'));
  await expect(page.locator('#red')).toBeChecked();
  await frame.undo(colour.undo);
  await expect(page.locator('#red')).not.toBeChecked();
  done(await fill('Letter', 'true'));
  await expect(page.locator('#letter')).toBeChecked();
  expect(await fill('Letter', 'yes')).toBe('This box takes true or false. Nothing was filled in.');
  expect(await fill('Stubborn', 'true')).toMatch(/The page did not let it be changed/);

  await heard();
  expect(done(await frame.act('click', keys.Order ?? ''))).toEqual({ told: 'Pressed “Order”.', undo: '' });
  expect(await heard()).toEqual(['click order']);

  // Who was asked about this button, on this page, was asked about no other that the page makes of its element.
  const become = (text: string) =>
    page.locator('#order').evaluate((button, label) => {
      button.textContent = label;
    }, text);
  const gone = /on the page any more/;
  await become('Delete all');
  expect(await frame.act('click', keys.Order ?? '')).toMatch(gone);
  await become('Order');
  await page.evaluate(() =>
    document
      .querySelector('label')
      ?.replaceChild(new Text('Nickname'), document.querySelector('label')?.firstChild as Node),
  );
  expect(await fill('Name', 'Eve')).toMatch(gone);
  await page.evaluate(() => history.pushState('', '', '?order=2'));
  expect(await frame.act('click', keys.Order ?? '')).toMatch(gone);
  expect(await fill('Seats', '5')).toMatch(gone);
  expect(await heard()).toEqual([]);
  Object.assign(keys, await keysOf(frame));

  // A key is no permission: what it names is judged anew.
  await page.evaluate(() => {
    document.querySelector('#later')?.setAttribute('type', 'password');
    document.querySelector('#gone')?.remove();
    document.querySelector('#dead')?.setAttribute('disabled', '');
  });
  const refusals = [
    await fill('Later a secret', 'x'),
    await fill('Gone', 'x'),
    await frame.act('fill', keys.Order ?? '', 'x'),
    await frame.act('fill', 'no key', 'x'),
    await frame.act('click', keys.Dead ?? ''),
    await frame.act('click', keys.Name ?? ''),
  ];
  for (const refusal of refusals) expect(refusal).toMatch(/Nothing was (filled in|pressed)\.$/);
  await page.locator('#order').evaluate((button) => button.removeAttribute('data-evi-click'));
  expect(await frame.act('click', keys.Order ?? '')).toMatch(/not one to be pressed/);
  expect([await value('later'), await heard()]).toEqual(['', []]);
});

test('only what data-actions names, as it is now; go_to stays on the site and answers before it goes', async ({
  page,
  stage,
}) => {
  const host = watchHost(page, { widget: site.origin });
  const next = stage.page('<h1>Next</h1>');
  const url = stage.page(`<h1>Here</h1><p id="far">Far</p>${FORM}${tag(site.origin)}`);
  await page.goto(url);
  const frame = await stubFrameOf(page);
  const early = await frame.act('scroll_to', '1');
  expect(early).toBe('The page has not been read.');
  const { Here = '' } = await keysOf(frame);
  const allow = (actions: string) =>
    page
      .locator('script[src]')
      .evaluate((script, list) => script.setAttribute('data-actions', list), actions);
  for (const action of ['go_to', 'fill', 'click', 'constructor', 'webmcp'])
    expect(await frame.act(action, Here, 'x')).toBe(
      `The site’s owner does not allow ${action} here. Nothing was done.`,
    );
  await allow('');
  expect(await frame.act('scroll_to', Here)).toMatch(/does not allow scroll_to/);
  await allow('go_to');
  for (const target of [
    'https://example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.com',
    'blob:x',
    'http://',
    next.replace('http://', 'http://me:secret@'),
  ])
    expect(await frame.act('go_to', target), target).toMatch(/Nothing was done\.$/);
  expect(await frame.act('go_to', '')).toEqual({ told: 'The visitor is on this page already.', undo: '' });
  // What a page does by its query or its fragment is more than going there.
  for (const target of ['#far', '?delete=1', '?delete=1#far'])
    expect(done(await frame.act('go_to', target)).told).toBe('The visitor is on this page already.');
  expect(page.url()).toBe(url);
  expect(await frame.act('go_to', `${new URL(next).pathname}?delete=1#far`)).toEqual({
    told: `Going to ${new URL(next).pathname}.`,
    undo: '',
  });
  await expect(page).toHaveURL(next);
  expect(host.complaints).toEqual([]);
});
