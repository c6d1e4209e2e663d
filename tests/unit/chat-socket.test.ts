import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { connect as connectTcp, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ClientOptions } from 'ws';
import { ChatSession } from '../../server/chat/chat-session.ts';
import type { ChatStatus } from '../../server/store/types.ts';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { CONFIG, fakeLanguageModel, fakeMeasure, fakeRecogniser, fakeVoice } from './support/chat.ts';
import type { FakeStore } from './support/fake-store.ts';
import { startSockets } from './support/sockets.ts';

let server: Awaited<ReturnType<typeof startSockets>>;
const start = async (options?: Parameters<typeof startSockets>[0]) => {
  server = await startSockets(options);
  return server;
};

afterEach(async () => {
  vi.useRealTimers();
  await server?.stop();
});

const upgradeOf = (address: string) =>
  `GET ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;

const HELLO = { type: 'user_input', text: 'Hello' };

describe('who may connect', () => {
  test.each([
    ['without a credential', '', '/v0/evi/chat', 401],
    ['elsewhere', 'api_key=one', '/v0/evi/chats', 404],
    ['to a chat that is not there', 'api_key=one', '/v0/evi/chat/7f3c/connect', 404],
  ])('%s: refused on the upgrade', async (_, query, path, status) => {
    const { connect } = await start();
    expect((await connect(query, path).refused())?.status).toBe(status);
  });

  test.each(['/v0/evi/chat', '/elsewhere'])(
    'too often, to %s: 429 with the seconds to wait',
    async (path) => {
      const { connect } = await start({ tooSoon: async () => 7 });
      expect(await connect('api_key=one', path).refused()).toMatchObject({
        status: 429,
        headers: { 'retry-after': '7' },
      });
    },
  );

  test('S32: a refused client that keeps its half of the connection open does not keep the server’s', async () => {
    const { port, accepted } = await start();
    const client = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true });
    client.write(upgradeOf('/v0/evi/chat'));
    expect(String((await once(client, 'data'))[0])).toMatch(/^HTTP\/1.1 401 /);
    if (!accepted[0]?.destroyed) await once(accepted[0] ?? client, 'close');
    expect(accepted[0]?.destroyed).toBe(true);
    client.destroy();
  });

  test('S32: nor does one that reads nothing of its refusal', async () => {
    const { sockets } = await start();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const never = new Duplex({ read: () => undefined, write: () => undefined });
    sockets.upgrade(new IncomingMessage(new Socket()), never, Buffer.alloc(0));
    while (never.writableLength === 0) await new Promise(setImmediate);
    const closed = once(never, 'close');
    vi.advanceTimersByTime(2000);
    await closed;
  });

  test('a check that fails refuses, with a line in the log', async () => {
    const { connect, logged } = await start({ callerOf: () => Promise.reject(new Error('no database')) });
    expect((await connect('api_key=one').refused())?.status).toBe(500);
    expect(logged.join()).toContain('no database');
  });

  test.each([
    ['api_key=one', /This key has 2 connections open.*EVI_MAX_CONNECTIONS_PER_KEY/],
    ['access_token=default', /All lines are taken/],
  ])(
    'one connection too many with %s is told, closed with 1008, and has a place when another leaves',
    async (query, words) => {
      const { connect } = await start({ limits: { connectionsPerKey: 2, widgetConnections: 2 } });
      const open = [connect(query), connect(query)];
      for (const client of open) await client.until('chat_metadata');
      const full = connect(query);
      await full.until('error');
      expect(full.received).toMatchObject([
        { code: 'E0900', slug: 'too_many_connections', message: expect.stringMatching(words) },
      ]);
      expect(await full.closed()).toMatchObject({ code: 1008 });
      const other = connect('api_key=two');
      await other.until('chat_metadata');
      open[0]?.socket.close();
      await open[0]?.closed();
      await connect(query).until('chat_metadata');
    },
  );
});

test('S32: visitors of one network have their share of the lines, as the proxy in front tells them apart', async () => {
  const { connect } = await start({ trustedProxies: 1, limits: { widgetConnectionsPerAddress: 1 } });
  const from = (address: string) =>
    connect('access_token=default', '/v0/evi/chat', { headers: { 'X-Forwarded-For': address } });
  await from('2001:db8::1').until('chat_metadata');
  const second = from('2001:db8::2');
  await second.until('error');
  expect(second.received).toMatchObject([
    { code: 'E0900', message: expect.stringMatching(/^Your network has 1 /) },
  ]);
  expect(await second.closed()).toMatchObject({ code: 1008 });
  await from('192.0.2.1').until('chat_metadata');
});

describe('configs', () => {
  const museum = { ...CONFIG, id: 'museum', name: 'Museum', prompt: 'Be a guide.' };

  test.each([
    ['api_key=one&config_id=museum', 'Be a guide.', []],
    ['access_token=museum', 'Be a guide.', []],
    ['access_token=museum&config_id=default', 'Be a guide.', []],
    ['api_key=one', undefined, []],
    ['api_key=one&config_id=other', undefined, ['E0901']],
  ])('%s', async (query, prompt, errors) => {
    const languageModel = fakeLanguageModel();
    const { connect } = await start({
      configs: [museum],
      providers: {
        recogniser: null,
        languageModel,
        voice: fakeVoice(),
        expression: fakeMeasure(),
        webSearch: null,
      },
    });
    const client = connect(query);
    await client.until('chat_metadata');
    client.send(HELLO);
    await client.until('assistant_end');
    expect(client.all('error').map((error) => 'code' in error && error.code)).toEqual(errors);
    if (prompt) expect(languageModel.requests[0]?.systemPrompt).toBe(prompt);
    else expect(languageModel.requests[0]?.systemPrompt).not.toBe(museum.prompt);
  });
});

/** Resolves with the status of the next chat that ends. */
const endOf = (store: FakeStore) =>
  new Promise<ChatStatus>((resolve) => {
    const { end } = store;
    store.end = async (id, status) => {
      await end(id, status);
      resolve(status);
    };
  });

test('what a client sends before the store has begun its chat is not lost', async () => {
  const { connect, store } = await start();
  const begin = store.start;
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  store.start = async (chat) => {
    await held;
    return begin(chat);
  };
  const client = connect('api_key=one');
  await once(client.socket, 'open');
  client.send(HELLO);
  await new Promise((resolve) => client.socket.once('pong', resolve).ping(resolve));
  goOn();
  await client.until('assistant_end');
  expect(client.received[0]?.type).toBe('chat_metadata');
}, 10_000);

describe('what is kept of a chat’s end', () => {
  const open = async (options: Parameters<typeof start>[0] = {}, client: ClientOptions = {}) => {
    const { connect, store } = await start(options);
    const opened = connect('api_key=one', '/v0/evi/chat', client);
    await opened.until('chat_metadata');
    return { ...opened, status: endOf(store) };
  };

  test('a message over the limit closes with 1009, as ERROR', async () => {
    const { send, closed, status } = await open({ limits: { messageBytes: 1000 } });
    send({ ...HELLO, text: 'x'.repeat(1000) });
    expect(await closed()).toMatchObject({ code: 1009 });
    expect(await status).toBe('ERROR');
  });

  test('text that is no UTF-8 closes with 1007, as ERROR', async () => {
    const { socket, closed, status } = await open();
    socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    expect(await closed()).toMatchObject({ code: 1007 });
    expect(await status).toBe('ERROR');
  });

  test('a failure of the server closes with 1011, as ERROR', async () => {
    const { send, closed, status } = await open();
    const failing = vi.spyOn(ChatSession.prototype, 'receiveText').mockImplementation(() => {
      throw new Error('A defect.');
    });
    send(HELLO);
    expect(await closed()).toMatchObject({ code: 1011 });
    expect(await status).toBe('ERROR');
    failing.mockRestore();
  });

  test('a client that closes while a ping is unanswered has left, as USER_ENDED', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { socket, status } = await open({}, { autoPong: false });
    vi.advanceTimersByTime(30_000);
    await once(socket, 'ping');
    socket.close();
    expect(await status).toBe('USER_ENDED');
  });

  test('a client that does not answer is gone, as USER_TIMEOUT', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { socket, status } = await open({}, { autoPong: false });
    vi.advanceTimersByTime(30_000);
    await once(socket, 'ping');
    vi.advanceTimersByTime(30_000);
    expect(await status).toBe('USER_TIMEOUT');
  });
});

test('the store that cannot begin a chat closes with 1011, with a line in the log', async () => {
  const { connect, store, logged } = await start();
  store.start = () => Promise.reject(new Error('disk full'));
  expect(await connect('api_key=one').closed()).toMatchObject({ code: 1011 });
  expect(logged.join()).toContain('disk full');
});

test('a stop closes with 1001 and keeps the end of every chat', async () => {
  const { connect, store, sockets } = await start();
  const client = connect('api_key=one');
  await client.until('chat_metadata');
  await sockets.close();
  expect(await client.closed()).toMatchObject({ code: 1001 });
  expect(store.all.map(({ status }) => status)).toEqual(['ERROR']);
});

test('S32: a store that hangs does not hold up a stop, and the log says what is missing', async () => {
  const { connect, store, sockets, logged } = await start();
  await connect('api_key=one').until('chat_metadata');
  const { end } = store;
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  store.end = async (...given) => {
    await held;
    await end(...given);
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const closing = sockets.close();
  vi.advanceTimersByTime(5000);
  await closing;
  expect(logged.join()).toContain('The store kept not all within 5 s');
  goOn();
});

describe('a chat that is resumed while it goes on', () => {
  const groupOf = ({ received }: { received: readonly SubscribeEvent[] }) => {
    const [first] = received;
    return first?.type === 'chat_metadata' ? first.chat_group_id : '';
  };
  const open = async () => {
    const { connect, store } = await start();
    const old = connect('api_key=one');
    await old.until('chat_metadata');
    const group = groupOf(old);
    return { connect, store, old, group, resume: `api_key=one&resumed_chat_group_id=${group}` };
  };

  test('ends first, and is kept whole before its group is read', async () => {
    const { connect, store, old, resume } = await open();
    old.send(HELLO);
    await old.until('user_message');
    const { append, start: startChat } = store;
    const order: string[] = [];
    store.append = async (event) => {
      // The store takes its time.
      await new Promise(setImmediate);
      await append(event);
      order.push(event.type);
    };
    store.start = (chat) => {
      order.push('start');
      return startChat(chat);
    };
    const next = connect(resume);
    await next.until('chat_metadata');
    expect(order.indexOf('start')).toBe(order.indexOf('CHAT_END_MESSAGE') + 1);
    expect(await old.closed()).toEqual({ code: 1000, reason: 'Resumed elsewhere.' });
    expect(store.all.map(({ status }) => status)).toEqual(['USER_TIMEOUT', 'ACTIVE']);
    expect(groupOf(next)).toBe(groupOf(old));
  });

  test('by two at once goes on with one of them', async () => {
    const { connect, store, resume } = await open();
    const { start: startChat } = store;
    let bothThere: () => void = () => undefined;
    const there = new Promise<void>((resolve) => {
      bothThere = resolve;
    });
    store.start = async (chat) => {
      await there;
      return startChat(chat);
    };
    const both = [connect(resume), connect(resume)];
    await Promise.all(both.map(({ socket }) => once(socket, 'open')));
    bothThere();
    const [first, second] = both;
    const last = await Promise.race([first?.closed().then(() => second), second?.closed().then(() => first)]);
    await last?.until('chat_metadata');
    expect(store.all.map(({ status }) => status)).toEqual(['USER_TIMEOUT', 'USER_TIMEOUT', 'ACTIVE']);
  });

  test('by who does not own it goes on', async () => {
    const { connect, store, old, group } = await open();
    const other = connect(`api_key=two&resumed_chat_group_id=${group}`);
    await other.until('error');
    expect(other.received[1]).toMatchObject({ code: 'E0708' });
    expect(groupOf(other)).not.toBe(group);
    old.send(HELLO);
    await old.until('assistant_end');
    expect(store.all.map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']);
  });
});

describe('a client that does not read', () => {
  /** Speaks without end, so that the client's buffers fill. */
  const providers = {
    recogniser: null,
    languageModel: fakeLanguageModel(async function* () {
      for (;;) {
        await new Promise(setImmediate);
        yield 'And on. ';
      }
    }),
    voice: fakeVoice(() => 1),
    expression: fakeMeasure(),
    webSearch: null,
  };

  /** A WebSocket by hand, because a library always reads. */
  async function silentClient(port: number) {
    const socket = connectTcp(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(upgradeOf('/v0/evi/chat?api_key=one'));
    await once(socket, 'data');
    socket.pause();
    const text = Buffer.from(JSON.stringify(HELLO));
    // Masked with zeros: https://www.rfc-editor.org/rfc/rfc6455#section-5.3
    socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]));
    return socket;
  }

  test('is paused and then dropped, and is told so in the log', async () => {
    const { port, logged, store } = await start({ providers, limits: { unread: 100_000, patience: 200 } });
    const status = endOf(store);
    const socket = await silentClient(port);
    const dropped = once(socket, 'close');
    socket.on('error', () => undefined);
    while (!logged.some((line) => line.includes('dropped'))) await new Promise(setImmediate);
    const kept = store.events.length;
    socket.resume();
    await dropped;
    expect(logged.join()).toMatch(/read nothing for 0.2 s and was dropped/);
    expect(await status).toBe('USER_TIMEOUT');
    // Nothing is written for a client that is gone: what follows is the end of the chat.
    expect(store.events.length - kept).toBeLessThan(10);
  });

  test('and reads in the end goes on, however many pings it has not read meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const unread = 100_000;
    const { port, logged, accepted } = await start({ providers, limits: { unread, patience: 60_000 } });
    const socket = await silentClient(port);
    const isBehind = () => (accepted[0]?.writableLength ?? 0) > unread;
    while (!isBehind()) await new Promise(setImmediate);
    vi.advanceTimersByTime(90_000);
    const written = accepted[0]?.bytesWritten ?? 0;
    let received = 0;
    await new Promise<void>((resolve) => {
      socket.on('data', (data) => {
        received += data.length;
        if (received > written + unread) resolve();
      });
      socket.resume();
    });
    expect(logged.join()).not.toMatch(/dropped/);
    socket.destroy();
  });
});

describe('who joins a chat', () => {
  const open = async () => {
    const { connect } = await start();
    const client = connect('api_key=one&allow_connection=true');
    await client.until('chat_metadata');
    const [metadata] = client.received;
    const id = metadata?.type === 'chat_metadata' ? metadata.chat_id : '';
    return { client, connect, id, observe: (query: string) => connect(query, `/v0/evi/chat/${id}/connect`) };
  };

  test('is shown all that was said, then what follows, settings included and audio as it comes', async () => {
    const { client, observe } = await open();
    client.send({ type: 'session_settings', system_prompt: 'Be brief.', language_model_api_key: 'secret' });
    client.send(HELLO);
    await client.until('assistant_end');
    const observer = observe('api_key=one');
    await observer.until('assistant_end');
    expect(observer.received.map(({ type }) => type)).toEqual([
      'chat_metadata',
      'session_settings',
      'user_message',
      'assistant_message',
      'assistant_prosody',
      'assistant_end',
    ]);
    expect(JSON.stringify(observer.received)).not.toContain('secret');
    client.send(HELLO);
    await observer.until('assistant_end', 2);
    expect(observer.all('audio_output')).toHaveLength(1);
    expect(client.all('session_settings')).toEqual([]);
  });

  test('may send all but audio, and is told alone what is wrong with it', async () => {
    const { client, observe } = await open();
    const observer = observe('api_key=one');
    await observer.until('chat_metadata');
    observer.send({ type: 'audio_input', data: 'AAAA' });
    observer.send('{');
    observer.socket.send(Buffer.alloc(4));
    await observer.until('error', 3);
    expect(client.all('error')).toEqual([]);
    observer.send({ type: 'assistant_input', text: 'The operator says hello.' });
    await client.until('assistant_end');
    expect(client.all('assistant_message')).toMatchObject([{ from_text: true }]);
  });

  test('S32: is not read faster than the store writes', async () => {
    const { observe } = await open();
    const { append } = server.store;
    server.store.append = async (event) => {
      await new Promise(setImmediate);
      await append(event);
    };
    let most = 0;
    const { receive } = ChatSession.prototype;
    const receiving = vi.spyOn(ChatSession.prototype, 'receive').mockImplementation(function (
      this: ChatSession,
      message,
    ) {
      receive.call(this, message);
      most = Math.max(most, this.backlog);
    });
    const observer = observe('api_key=one');
    await observer.until('chat_metadata');
    for (let count = 0; count < 1000; count += 1)
      observer.send({ type: 'session_settings', system_prompt: `${count} `.repeat(500) });
    observer.send('{');
    await observer.until('error');
    receiving.mockRestore();
    expect(most).toBeGreaterThan(100);
    // What had been read from the network when it stopped reading still comes.
    expect(most).toBeLessThan(500);
  });

  test('leaves with the chat', async () => {
    const { client, observe } = await open();
    const observer = observe('api_key=one');
    await observer.until('chat_metadata');
    client.socket.close();
    expect(await observer.closed()).toMatchObject({ code: 1000 });
  });

  test.each([['api_key=two'], ['access_token=default']])(
    'is not %s: that chat is not there for it',
    async (query) => {
      const { observe } = await open();
      expect((await observe(query).refused())?.status).toBe(404);
    },
  );

  test('a chat without allow_connection is not there for anybody', async () => {
    const { connect } = await start();
    const client = connect('api_key=one');
    await client.until('chat_metadata');
    const [metadata] = client.received;
    const id = metadata?.type === 'chat_metadata' ? metadata.chat_id : '';
    expect((await connect('api_key=one', `/v0/evi/chat/${id}/connect`).refused())?.status).toBe(404);
  });

  test('S32: the control plane is refused while the store is behind', async () => {
    const { id } = await open();
    const { append } = server.store;
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    server.store.append = async (event) => {
      await held;
      await append(event);
    };
    const key = { kind: 'key', keyId: 'one' } as const;
    const send = () => server.sockets.sendTo(id, key, '{"type":"session_settings","system_prompt":"x"}');
    const answers = Array.from({ length: 150 }, send);
    expect(answers[0]).toBeUndefined();
    expect(answers.at(-1)).toBe('behind');
    goOn();
    await expect.poll(send).toBeUndefined();
  });

  test('the control plane sends what an observer may, by the chat’s id', async () => {
    const { client, id } = await open();
    const { sockets } = server;
    const key = { kind: 'key', keyId: 'one' } as const;
    expect(
      sockets.sendTo(id, key, JSON.stringify({ type: 'assistant_input', text: 'Hello.' })),
    ).toBeUndefined();
    await client.until('assistant_end');
    expect(sockets.sendTo(id, key, '{')).toMatchObject({ refused: 'E0100' });
    expect(sockets.sendTo(id, key, '{"type":"audio_input","data":"AAAA"}')).toMatchObject({
      refused: 'E0101',
    });
    expect(sockets.sendTo(id, { kind: 'key', keyId: 'two' }, '{}')).toBe('unknown');
    expect(sockets.sendTo('7f3c', key, '{}')).toBe('unknown');
  });
});

test('audio far ahead of the clock is read no faster than it would be spoken', async () => {
  const { connect, accepted } = await start({
    providers: {
      recogniser: fakeRecogniser(),
      languageModel: fakeLanguageModel(),
      voice: fakeVoice(),
      expression: fakeMeasure(),
      webSearch: null,
    },
    limits: { messageBytes: 4 * 1024 * 1024 },
  });
  const client = connect(
    'api_key=one&session_settings[audio][encoding]=linear16&session_settings[audio][channels]=1&session_settings[audio][sample_rate]=16000',
  );
  await client.until('chat_metadata');
  // 100 s of a voice-like noise: silence would not count.
  const noise = Buffer.from(
    Int16Array.from({ length: 1_600_000 }, (_, at) => 8000 * Math.sin(at / 9) * Math.sin(at / 700)).buffer,
  );
  client.socket.send(noise);
  while (!accepted[0]?.isPaused()) {
    client.socket.send(noise.subarray(0, 640));
    await new Promise(setImmediate);
  }
});
