/** All that ever leaves a page for the frame, searched for what must not. */
import { tag } from '../../browser/support/host.ts';
import { hello, nonce, visitHostile } from '../support/host-page.ts';
import { FORMED, framed, IN_ADDRESS, MASKED, maskedPage, privatePage } from '../support/private-page.ts';
import type { Plain, Realm, Tab } from '../support/tab.ts';
import { expect, test } from '../support/test.ts';

const ALL = 'data-actions="scroll_to highlight go_to fill click webmcp" data-context-exclude=".private"';

interface Control {
  key: string;
  label: string;
}
type Answer = { value?: Record<string, readonly Control[]>; [name: string]: unknown };

/** A call as the frame makes it, and its answer, be it an error. */
const call = (frame: Realm, method: string, ...args: Plain[]): Promise<Answer> =>
  frame.run(([name, values]) => window.call(name, ...values), [method, args] as const) as Promise<Answer>;

const version3 = async (frame: Realm): Promise<void> => {
  await frame.run(() => {
    const { hello: say } = window;
    window.hello = (one) => say(one, 3);
  });
  await hello(frame, nonce('a'));
};

/** Everything that the frame was ever sent, as text. */
const sent = (frame: Realm): Promise<string> =>
  frame.run(() =>
    JSON.stringify([window.heard, window.answers], (_key, value) =>
      value instanceof Object && 'postMessage' in value ? 'port' : value,
    ),
  );

/** Changes the page, and waits until the frame was told. */
async function change(tab: Tab, frame: Realm, work: () => void): Promise<void> {
  const told = await frame.run(() => window.answers.filter(({ path }) => `${path}` === 'pageChanged').length);
  await tab.run(work);
  await frame.until(
    (before) => window.answers.filter(({ path }) => `${path}` === 'pageChanged').length > before,
    told,
  );
}

const open = (frame: Realm): Promise<unknown> =>
  call(frame, 'layout', { view: 'panel', position: 'top-left', offset: 0, zIndex: 1, width: 50, height: 50 });

test('S33: read, watched, filled and pressed, a page keeps its secrets', async ({
  tab,
  stage,
  hostile,
  evil,
}) => {
  const inner = evil.publish('/framed', framed('another-site'));
  const same = stage.document(framed('this-site'));
  const html = privatePage(stage.origin, inner).replace(`${stage.origin}/frame`, same);
  const url = stage.document(
    `<!doctype html><html lang="en">${html}${tag(hostile.origin, ALL)}</body></html>`,
  );
  const frame = await visitHostile(tab, url + IN_ADDRESS, hostile);
  await version3(frame);
  await open(frame);
  await tab.run(() => getSelection()?.selectAllChildren(document.body));
  const read = async () => (await call(frame, 'readPage')).value ?? {};
  const controlsOf = (page: Record<string, readonly Control[]>): Record<string, string> =>
    Object.fromEntries(
      ['fields', 'buttons', 'links'].flatMap((list) =>
        (page[list] ?? []).map(({ label, key }) => [label, key]),
      ),
    );
  const first = await read();
  // It was read at all, and so was what it offers.
  expect(JSON.stringify(first)).toContain('Open from nine.');
  expect(Object.keys(controlsOf(first))).toEqual(
    expect.arrayContaining(['Field text', 'Note', 'Size', 'Call me', 'About us']),
  );

  // Which choice is chosen and which box is ticked is the visitor's, too.
  await tab.run(() => {
    for (const option of document.querySelectorAll('option')) option.selected = true;
    for (const box of document.querySelectorAll<HTMLInputElement>('[type=checkbox]')) box.checked = true;
    document.querySelector<HTMLInputElement>('[type=radio]:not([checked])')?.click();
  });
  expect({ ...(await read()), inView: '' }).toEqual({ ...first, inView: '' });

  await change(tab, frame, () => {
    for (const field of document.querySelectorAll<HTMLInputElement>('input[type=text], textarea'))
      field.value = 'LEAK-typed-later';
    document.querySelector('#seen')?.append(' And on Sunday.');
  });
  await change(tab, frame, () => {
    history.pushState('LEAK-pushed-state', '', '?step=LEAK-pushed-query#LEAK-pushed-fragment');
    document.querySelector('#seen')?.append(' And at night.');
  });

  // With another address of the page they are others.
  const controls = controlsOf(await read());
  const done: Answer[] = [];
  const fields = [
    'Field text',
    'Field search',
    'Field tel',
    'Field email',
    'Field url',
    'Field password',
    'Note',
    'Size',
  ];
  for (const label of fields) done.push(await call(frame, 'act', 'fill', controls[label] ?? 'none', 'Large'));
  done.push(await call(frame, 'act', 'click', controls['Call me'] ?? 'none', ''));
  for (const address of [
    `${stage.origin}/x?LEAK`.slice(0, -5),
    'https://evil.example/',
    'javascript:alert(1)',
    '',
  ])
    if (!address.startsWith(stage.origin)) done.push(await call(frame, 'act', 'go_to', address, ''));
  const key = String((first.sections?.[0] as Control | undefined)?.key);
  done.push(
    await call(frame, 'act', 'scroll_to', key, ''),
    await call(frame, 'act', 'highlight', key, 'Open'),
  );
  for (let id = 1; id <= 12; id += 1) done.push(await call(frame, 'undo', `${id}`));
  await call(frame, 'runTool', 'none', {});
  // And it was acted on, and taken back.
  expect(JSON.stringify(done)).toContain('Filled in “Note”.');

  const all = await sent(frame);
  expect(all.match(/LEAK-[\w-]+/g)).toBeNull();
  const formed = Object.entries(FORMED).filter(([type]) => type !== 'range');
  expect(formed.filter(([, value]) => all.includes(value))).toEqual([]);
});

test('S33: masked, no e-mail address and no card’s number leaves it in any place', async ({
  tab,
  stage,
  hostile,
}) => {
  const url = stage.document(
    `<!doctype html><html lang="en">${maskedPage(stage.origin)}${tag(hostile.origin, `${ALL} data-mask`)}</body></html>`,
  );
  const frame = await visitHostile(tab, url, hostile);
  await version3(frame);
  await open(frame);
  await tab.run(() => getSelection()?.selectAllChildren(document.body));
  const { value } = await call(frame, 'readPage');
  expect(JSON.stringify(value)).toContain('[masked]');
  const masked = [...(value?.fields ?? []), ...(value?.buttons ?? [])];
  for (const { key } of masked)
    for (const action of ['fill', 'click']) await call(frame, 'act', action, key, '[masked]');
  await change(tab, frame, () => document.querySelector('#seen')?.append(' Or to jane.doe@masked.example.'));
  // No guess is answered in another way than a wrong one.
  const sections = (value?.sections ?? []) as readonly Control[];
  for (const guess of ['jane.doe@m', 'doe', '4242']) {
    const told = [];
    for (const words of [guess, 'no such words'])
      for (const { key } of sections) told.push((await call(frame, 'act', 'highlight', key, words)).told);
    expect(told.filter(Boolean), guess).toEqual([]);
  }
  const all = await sent(frame);
  expect(all.split('"').filter((text) => MASKED.test(text))).toEqual([]);
});
