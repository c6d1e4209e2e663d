/** Who gets a port to the host page, and who does not. */
import { tag } from '../../browser/support/host.ts';
import { arrival, channels, count, hello, helloFrom, nonce, visitHostile } from '../support/host-page.ts';
import { expect, test } from '../support/test.ts';

for (const attributes of ['', 'data-name="second" data-config-id="named"'])
  test(`S1, S8: the page hears no sibling, no popup and not itself (${attributes || 'no name'})`, async ({
    newTab,
    stage,
    evil,
    hostile,
  }) => {
    const tab = await newTab([count]);
    // Also those of the frame's own origin: what counts is the window.
    const others = [`${evil.origin}/`, hostile.publish('/other', '<!doctype html><title>Evil</title>')];
    const url = stage.page(
      `${others.map((address) => `<iframe src="${address}"></iframe>`).join('')}${tag(hostile.origin, attributes)}
       <script>addEventListener('click', () => open('${others[1]}'))</script>`,
    );
    const frame = await visitHostile(tab, url, hostile);
    for (const address of others) {
      await helloFrom(await tab.frame(address), 'parent', nonce('a'), address);
      await arrival(tab, address);
    }
    await tab.press(600, 400);
    await expect.poll(() => tab.popups().length).toBe(1);
    const [popup] = tab.popups();
    await popup?.until(() => document.title === 'Evil');
    if (popup) await helloFrom(popup, 'opener', nonce('a'), 'from the popup');
    await arrival(tab, 'from the popup');
    await helloFrom(tab, 'self', nonce('a'), 'from itself');
    await arrival(tab, 'from itself');
    expect(await channels(tab)).toBe(0);
    // The same hello from the right window is answered.
    await hello(frame, nonce('a'));
    expect(await channels(tab)).toBe(1);
  });

test('S2, S6: the page hears no frame that has navigated away, nor an opaque one', async ({
  newTab,
  stage,
  evil,
  hostile,
}) => {
  hostile.publish('/opaque', '<!doctype html>', { 'Content-Security-Policy': 'sandbox allow-scripts' });
  const tab = await newTab([count]);
  const frame = await visitHostile(tab, stage.page(tag(hostile.origin)), hostile);
  for (const address of [`${evil.origin}/`, `${hostile.origin}/opaque`]) {
    await frame.goto(address);
    await helloFrom(frame, 'parent', nonce('a'), address);
    await arrival(tab, address);
  }
  expect(await channels(tab)).toBe(0);
  await frame.goto(`${hostile.origin}/widget/`);
  await hello(frame, nonce('a'));
  expect(await channels(tab)).toBe(1);
});

test('S5: the page hears no event that a script made', async ({ newTab, stage, hostile }) => {
  const tab = await newTab([count]);
  const frame = await visitHostile(tab, stage.page(tag(hostile.origin)), hostile);
  await tab.run(
    ([origin, one]) => {
      const source = document.querySelector('iframe')?.contentWindow ?? null;
      dispatchEvent(new MessageEvent('message', { data: { evi: 'hello 1', nonce: one }, origin, source }));
    },
    [hostile.origin, nonce('a')] as const,
  );
  expect(await channels(tab)).toBe(0);
  await hello(frame, nonce('a'));
  expect(await channels(tab)).toBe(1);
});

test('S13: a hello of the past is ignored, a new one closes the port before', async ({
  newTab,
  stage,
  hostile,
}) => {
  const tab = await newTab([count]);
  const frame = await visitHostile(tab, stage.page(tag(hostile.origin)), hostile);
  await hello(frame, nonce('a'));
  for (const wrong of [nonce('a'), '', 'x', nonce('A'), `${nonce('a')}0`])
    await frame.run((one) => window.hello(one), wrong);
  expect(await frame.run(() => window.call('returnFocus'))).toMatchObject({ type: 'RAW' });
  expect(await channels(tab)).toBe(1);

  await hello(frame, nonce('b'));
  expect(await channels(tab)).toBe(2);
  await frame.run(() => {
    const lost = { id: 'on the old port', type: 'APPLY', path: ['readPage'], argumentList: [] };
    window.say(lost, 0);
  });
  expect(await frame.run(() => window.call('returnFocus'))).toMatchObject({ type: 'RAW' });
  await hello(frame, nonce('c'));
  const ids = await frame.run(() => window.answers.map(({ id }) => `${id}`));
  expect(ids).not.toContain('on the old port');
});

test('S14: a frame that has gone elsewhere hears nothing until it says hello again', async ({
  tab,
  stage,
  hostile,
}) => {
  hostile.publish(
    '/silent',
    '<!doctype html><script>heard = []; addEventListener("message", ({ data }) => heard.push(data))</script>',
  );
  const frame = await visitHostile(tab, stage.page(tag(hostile.origin)), hostile);
  await hello(frame, nonce('a'));
  await frame.goto(`${hostile.origin}/silent`);
  await tab.run(() => {
    window.EviWidget?.open();
    window.EviWidget?.close();
    document.querySelector('iframe')?.contentWindow?.postMessage('ping', '*');
  });
  await frame.until(() => window.heard.includes('ping'));
  expect(await frame.run(() => window.heard)).toEqual(['ping']);

  await frame.goto(`${hostile.origin}/widget/`);
  await hello(frame, nonce('b'));
  await frame.until(() => window.answers.length >= 1);
  // The settings, and nothing of what was said into the dead port.
  expect(await frame.run(() => window.answers.map(({ path }) => `${path}`))).toEqual(['configure']);
});
