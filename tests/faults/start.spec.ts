import type { Chat } from './support/chat.ts';
import type { FaultServer } from './support/fault-server.ts';
import type { TapOptions } from './support/taps.ts';
import { expect, test } from './support/test.ts';

interface Fault {
  name: string;
  /** What the visitor is told. */
  told: RegExp;
  /** Also in Firefox and WebKit. */
  core?: boolean;
  taps?: TapOptions;
  headers?: Record<string, string>;
  arrange?: (server: FaultServer) => void;
}

const onChat =
  (act: (chat: Chat) => void) =>
  (server: FaultServer): void => {
    server.onChat = act;
  };

const FAULTS: Fault[] = [
  {
    name: 'the visitor refuses the microphone',
    told: /blocking the microphone/i,
    core: true,
    taps: { microphoneErrors: ['NotAllowedError'] },
  },
  {
    name: 'the site’s Permissions-Policy refuses the microphone',
    told: /website does not let/i,
    headers: { 'Permissions-Policy': 'microphone=()' },
  },
  {
    name: 'there is no microphone',
    told: /no microphone/i,
    core: true,
    taps: { microphoneErrors: ['NotFoundError'] },
  },
  {
    name: 'another program holds the microphone',
    told: /another program/i,
    taps: { microphoneErrors: ['NotReadableError'] },
  },
  {
    name: 'the question about the microphone is ignored',
    told: /not answered/i,
    core: true,
    taps: { holdMicrophone: true, hurry: true },
  },
  ...[
    { status: 401, told: /did not accept/i },
    { status: 403, told: /did not accept/i },
    { status: 429, told: /many people/i },
    { status: 503, told: /cannot be reached/i },
  ].map(({ status, told }) => ({
    name: `the token is refused with ${status}`,
    told,
    arrange: (server: FaultServer) => {
      server.token = { status };
    },
  })),
  {
    name: 'the token is not JSON',
    told: /./,
    arrange: (server) => {
      server.token = 'malformed';
    },
  },
  {
    name: 'the token never comes',
    told: /cannot be reached/i,
    core: true,
    taps: { hurry: true },
    arrange: (server) => {
      server.token = 'never';
    },
  },
  ...[401, 503].map((status) => ({
    name: `the socket is refused with ${status}`,
    told: /did not take the call|cannot be reached/i,
    core: status === 503,
    arrange: (server: FaultServer) => {
      server.upgrade = { status };
    },
  })),
  {
    name: 'the socket breaks while it is being opened',
    told: /did not take the call|cannot be reached/i,
    arrange: (server) => {
      server.upgrade = 'reset';
    },
  },
  {
    name: 'the socket is never answered',
    told: /did not take the call|cannot be reached/i,
    core: true,
    taps: { hurry: true },
    arrange: (server) => {
      server.upgrade = 'never';
    },
  },
  {
    name: 'the server takes the socket and never greets',
    told: /did not take the call|cannot be reached/i,
    taps: { hurry: true },
  },
  ...[1000, 1008, 1011, 1013].map((code) => ({
    name: `the server closes with ${code} before it greets`,
    told: /./,
    core: code === 1011,
    arrange: onChat((chat) => chat.close(code)),
  })),
  {
    name: 'the connection breaks before the server greets',
    told: /did not take the call|cannot be reached/i,
    arrange: onChat((chat) => chat.destroy()),
  },
  {
    name: 'the server says that no line is free, and closes',
    told: /many people/i,
    arrange: onChat((chat) => {
      chat.error('E0900');
      chat.close(1013);
    }),
  },
  {
    name: 'the server says that it failed, and closes',
    told: /on our side|cannot be reached|did not take/i,
    arrange: onChat((chat) => {
      chat.error('I0100');
      chat.close(1011);
    }),
  },
];

for (const { name, told, core, taps = {}, headers, arrange } of FAULTS)
  test.describe(() => {
    test.use({ taps });
    test(`a start ends with a reason and one thing to do, and typing stays possible: ${name}`, {
      tag: core ? ['@core'] : [],
    }, async ({ server, visit }) => {
      arrange?.(server);
      const visitor = await visit(headers);
      await visitor.talk();
      await expect.poll(() => visitor.alert()).toMatchObject({ title: expect.stringMatching(told) });
      const { advice, button } = await visitor.alert();
      expect(advice).not.toBe('');
      expect(button).not.toBe('');
      expect(await visitor.status()).not.toMatch(/connecting|asking|listening/i);

      server.token = 'granted';
      server.upgrade = 'taken';
      const before = server.chats.length;
      await visitor.run(() => window.probe.repair());
      server.onChat = (chat) => chat.greet();
      await visitor.send('are you there?');
      await server.until(() => server.chats.slice(before).some(({ texts }) => texts.length > 0));
      expect(server.chats.at(-1)?.texts).toEqual(['are you there?']);
      expect(await visitor.run(() => window.probe.errors)).toEqual([]);
    });
  });

test('a start without a network says so', async ({ server, visitor }) => {
  server.token = 'reset';
  await visitor.run(() => window.probe.online(false));
  await visitor.talk();
  await expect.poll(() => visitor.alert()).toMatchObject({ title: expect.stringMatching(/offline/i) });
  expect((await visitor.alert()).button).not.toBe('');
  expect(await visitor.canType()).toBe(true);
});

test.describe(() => {
  test.use({ taps: { holdMicrophone: true } });

  test('a microphone that is allowed after hanging up is not left on', { tag: '@core' }, async ({
    server,
    visitor,
  }) => {
    await visitor.talk();
    await expect.poll(() => visitor.status()).toMatch(/asking/i);
    await visitor.press(/^end/i);
    await expect.poll(() => visitor.status()).not.toMatch(/asking/i);
    await visitor.run(() => window.probe.allow());
    await expect
      .poll(() => visitor.run(() => window.probe.tracks.map((track) => track.readyState)))
      .toEqual(['ended']);
    expect(server.tokens).toEqual([]);
    expect(await visitor.status()).not.toMatch(/connecting|listening/i);
  });

  test('typing while the browser asks starts a typed call, which the microphone then joins', async ({
    server,
    visitor,
  }) => {
    server.onChat = (chat) => chat.greet();
    await visitor.talk();
    await expect.poll(() => visitor.status()).toMatch(/asking/i);
    await visitor.send('are you open?');
    const chat = await server.nextChat();
    await chat.message('user_input');
    await visitor.run(() => window.probe.allow());
    await chat.frames(5);
    expect(server.chats).toHaveLength(1);
  });
});

test.describe(() => {
  test.use({ taps: { deafContexts: true, hurry: true } });

  test('a sound output that never starts holds no start up', { tag: '@core' }, async ({
    server,
    visitor,
  }) => {
    server.onChat = (chat) => chat.greet();
    await visitor.talk();
    await expect.poll(() => visitor.status()).toMatch(/./);
    await expect.poll(() => visitor.status()).not.toMatch(/asking|connecting/i);
    await expect
      .poll(async () => (await visitor.alert()).title !== '' || /sound/i.test(await visitor.panel()))
      .toBe(true);
    await visitor.send('are you there?');
    await server.until(() => server.chats.some(({ texts }) => texts.length > 0));
  });
});

test('two presses on Talk make one call', async ({ server, visitor }) => {
  const release = server.holdTokens();
  await visitor.talk();
  await server.until(() => server.tokens.length > 0);
  await visitor.run(() => {
    for (const button of document.querySelectorAll('button'))
      if (/^talk/i.test(button.getAttribute('aria-label') ?? button.textContent ?? '')) button.click();
  });
  release();
  const chat = await server.nextChat();
  chat.greet();
  await chat.frames(5);
  expect(server.tokens).toHaveLength(1);
  expect(await visitor.run(() => window.probe.microphoneRequests)).toBe(1);
});
