/** Every method of `window.EviWidget`: what it does, what it answers, and how it says no. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, root, test } from '../../browser/support/visit.ts';
import { heard, recordEvents } from '../support/record.ts';

test('a page opens, asks, speaks, mutes, ends and closes, and hears of all of it', async ({
  page,
  demo,
  stage,
}) => {
  await recordEvents(page);
  const host = watchHost(page, demo);
  await host.go(
    stage.page(
      `<p>The studio is open from ten to six.</p>${tag(demo.widget, 'data-share-transcript id="tag"')}`,
    ),
  );
  const dialog = host.widget.getByRole('dialog');
  const documented = [
    ...readFileSync(join(root, 'docs/api.md'), 'utf8').matchAll(/^\| `(\w+)\([^`]*\)` \|/gm),
  ].flatMap(([, name = '']) => (name === 'run' ? [] : name));
  expect(await page.evaluate(() => Object.keys(window.EviWidget ?? {}).sort())).toEqual(
    [...documented, 'name', 'instances', 'q'].sort(),
  );

  await page.evaluate(() => window.EviWidget?.toggle());
  await expect(dialog).toBeVisible();
  await page.evaluate(() => window.EviWidget?.toggle());
  await expect(dialog).toHaveCount(0);
  expect(await page.evaluate(() => window.EviWidget?.sendText('When is the studio open?'))).toBe('started');
  await expect(host.widget.getByRole('log')).toContainText('from ten to six');
  expect(await page.evaluate(() => window.EviWidget?.speak('We close early today.'))).toBe('started');
  await expect(host.widget.getByRole('log')).toContainText('We close early today.');
  expect(host.sent).toContainEqual({ type: 'assistant_input', text: 'We close early today.' });

  await page.evaluate(() => window.EviWidget?.mute());
  await expect
    .poll(async () => (await heard(page, 'state')).at(-1))
    .toMatchObject({ state: 'live', muted: true });
  await page.evaluate(() => window.EviWidget?.mute(false));
  await page.evaluate(() => window.EviWidget?.end());
  await expect
    .poll(async () => (await heard(page, 'state')).at(-1))
    .toMatchObject({ state: 'ended', muted: false });
  await page.evaluate(() => window.EviWidget?.close());
  await expect(dialog).toHaveCount(0);

  await expect.poll(() => heard(page, 'close')).toHaveLength(2);
  expect(
    await page.evaluate(() => [...new Set(window.recorded.map(({ name, on }) => `${name} ${on}`))].sort()),
  ).toEqual(
    ['before-start', 'close', 'metrics', 'open', 'ready', 'state', 'transcript'].map(
      (name) => `${name} SCRIPT`,
    ),
  );
  expect(await heard(page, 'ready')).toEqual([{}]);
  expect(await heard(page, 'open')).toHaveLength(2);
  expect(await heard(page, 'before-start')).toEqual([{ spoken: false }]);
  const transcript = await heard(page, 'transcript');
  expect(transcript[0]).toMatchObject({ speaker: 'visitor', text: 'When is the studio open?', typed: true });
  expect(transcript).toContainEqual(
    expect.objectContaining({ speaker: 'assistant', text: 'We close early today.' }),
  );
  const metrics = (await heard(page, 'metrics')) as { name: string; value: number }[];
  expect(metrics.map(({ name }) => name)).toEqual(['connect', 'response']);
  for (const { value } of metrics) expect(value).toBeGreaterThanOrEqual(0);

  // Gone at once for the page, even while the frame still ends its call; the name may be another's by then.
  await page.evaluate(() => {
    const widget = window.EviWidget;
    widget?.destroy();
    const next = document.createElement('script');
    Object.assign(next, { src: document.scripts[0]?.src, onload: () => widget?.destroy() });
    document.body.append(next);
    return widget?.open().catch((error: Error) => {
      document.title = error.message;
    });
  });
  await expect(page).toHaveTitle('evi-widget: destroyed');
  await expect(host.iframe).toHaveCount(1);
  await expect.poll(() => heard(page, 'ready')).toHaveLength(2);
  expect(await page.evaluate(() => typeof window.EviWidget?.open)).toBe('function');
  expect(host.complaints).toEqual([]);
});

test('what cannot be done is refused with the reason, and nothing waits for ever', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  await host.go(stage.page(tag(demo.widget)));
  await host.openPanel();
  const refusals = await page.evaluate(async () => {
    const widget = window.EviWidget;
    if (!widget) return [];
    const wrong: Record<string, () => unknown> = {
      'empty text': () => widget.sendText(' '),
      'long text': () => widget.sendText('x'.repeat(4001)),
      'no text': () => widget.speak(undefined as never),
      'long context': () => widget.setContext('x'.repeat(8001)),
      'no context': () => widget.setContext({} as never),
      'no variables': () => widget.setVariables(null as never),
      'deep variables': () => widget.setVariables({ plan: {} } as never),
      'what cannot be cloned': () => widget.setVariables({ plan: () => 'gold' } as never),
      'no function': () => widget.registerTool({ name: 'price', description: 'Price' } as never),
    };
    const told: string[] = [];
    for (const [name, call] of Object.entries(wrong))
      try {
        told.push(`${name}: ${await call()}`);
      } catch (error) {
        told.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    return told;
  });
  const text = (method: string, least: number, most: number) =>
    `${method}: give it a text of ${least} to ${most} characters.`;
  expect(refusals).toEqual([
    `empty text: ${text('sendText', 1, 4000)}`,
    `long text: ${text('sendText', 1, 4000)}`,
    `no text: ${text('speak', 1, 4000)}`,
    `long context: ${text('setContext', 0, 8000)}`,
    `no context: ${text('setContext', 0, 8000)}`,
    'no variables: setVariables: give it an object with at most 50 variables.',
    'deep variables: setVariables: "plan" must be a text of at most 1000 characters, a number, true or false.',
    expect.stringMatching(/^what cannot be cloned: .*could not be cloned/),
    'no function: registerTool: the tool needs a function run',
  ]);
  // `mute` takes what is no flag for what it means.
  await page.evaluate(() => window.EviWidget?.mute('yes' as never));

  // A tool's shape is the frame's to judge, and registerTool answers at once: the console says it.
  await page.evaluate(() => {
    const tool = { description: 'Price', run: () => '12' };
    window.EviWidget?.registerTool({ ...tool, name: 'the price' });
    window.EviWidget?.registerTool({ ...tool, name: 'price', parameters: { type: 'array' } });
    window.EviWidget?.registerTool({ ...tool, name: 'web_search' });
  });
  await expect
    .poll(() => host.complaints.filter((line) => line.includes('registerTool')))
    .toEqual([
      'evi-widget: registerTool: a tool’s name has 1 to 64 letters, digits, "_" or "-".',
      expect.stringContaining('evi-widget: registerTool: price: its parameters are a JSON Schema'),
      expect.stringContaining('evi-widget: registerTool: web_search: the assistant has a tool of this name'),
    ]);
});

test('start() out of a press asks for one; the panel is open and nothing is listened to', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  // In the page itself: what Playwright evaluates counts as a visitor's press.
  const script = `EviWidget.start().then((outcome) => { document.title = outcome; })`;
  await page.goto(stage.page(`${tag(demo.widget)}<script>${script}</script>`));
  await expect(page).toHaveTitle(/^(press-needed|voice-unavailable)$/);
  await expect(host.widget.getByRole('dialog')).toBeVisible();
  expect(host.sockets).toEqual([]);
});

test('destroy(): what waits is cancelled, what comes later is refused, and listeners do no harm', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  // The frame never loads, so nothing is answered.
  await page.route('**/widget/', () => undefined);
  await page.goto(stage.page(`${tag(demo.widget)}<script>widget = EviWidget</script>`), {
    waitUntil: 'commit',
  });
  await page.waitForFunction(() => !!window.EviWidget);
  const outcomes = await page.evaluate(async () => {
    const widget = window.EviWidget;
    if (!widget) return [];
    const waiting = [widget.sendText('hello'), widget.setContext('tea')];
    const back = widget.registerTool({ name: 'price', description: 'Price', run: () => '12' });
    widget.destroy();
    const told: unknown[] = await Promise.all(waiting);
    for (const call of [widget.open, widget.end, () => widget.setVariables({})])
      told.push(await call().then(String, (error: Error) => error.message));
    back();
    widget.on('open', () => undefined)();
    widget.off('open', () => undefined);
    widget.update({ title: 'Gone' });
    widget.destroy();
    return told;
  });
  expect(outcomes).toEqual(['cancelled', 'cancelled', ...Array(3).fill('evi-widget: destroyed')]);
  await expect(host.iframe).toHaveCount(0);
  expect(host.complaints).toEqual([]);
});

test('a frame that comes anew is told again what the page has set, and is open as it was', async ({
  page,
  demo,
  stage,
}) => {
  const host = watchHost(page, demo);
  await host.go(stage.page(tag(demo.widget)));
  await page.evaluate(async () => {
    await window.EviWidget?.setContext('Members get tea.');
    await window.EviWidget?.setVariables({ plan: 'gold' });
    window.EviWidget?.registerTool({ name: 'price', description: 'Price', run: () => '12' });
    await window.EviWidget?.open();
  });
  await expect(host.widget.getByRole('dialog')).toBeVisible();
  const frame = page.frames().find((one) => one.url().startsWith(demo.widget)) ?? page.mainFrame();
  await frame.evaluate(() => location.reload());
  await expect(host.widget.getByRole('dialog')).toBeVisible();
  await host.ask('hello');
  await expect.poll(() => JSON.stringify(host.sent)).toContain('user_input');
  const sent = JSON.stringify(host.sent);
  for (const kept of ['Members get tea.', '"plan":"gold"', '"name":"price"']) expect(sent).toContain(kept);
  expect(host.complaints).toEqual([]);
});
