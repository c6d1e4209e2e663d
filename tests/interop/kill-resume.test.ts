import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openStore, type StoreOptions } from '../../server/store/store.ts';
import type { ChatEvent, Store } from '../../server/store/types.ts';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { buildForNode } from '../support/build-for-node.ts';
import { ENGINES, type StoreEngine } from '../support/postgres.ts';
import {
  type CompletionRequest,
  lastSaid,
  openScriptedLlm,
  type Reply,
  type ScriptedLlm,
  toolResult,
} from './support/scripted-llm.ts';

const TOOL = {
  type: 'function',
  name: 'find_slot',
  parameters: '{"type":"object","properties":{"day":{"type":"string"}}}',
};
const LONG = 'Then there is more to tell. '.repeat(40);
const REPLIES: Record<string, Reply> = {
  'What does a haircut cost?': 'A haircut costs 25 euros. A shave is 15.',
  'Is Saturday free?': { call: TOOL.name, parameters: { day: 'Saturday' } },
  'And Sunday?': { call: TOOL.name, parameters: { day: 'Sunday' } },
  'Tell me everything.': LONG,
};
const reply = (request: CompletionRequest): Reply => {
  const result = toolResult(request);
  return result === undefined ? (REPLIES[lastSaid(request)] ?? 'Go on, please.') : `It says: ${result}.`;
};

let built: string;
let llm: ScriptedLlm;

beforeAll(async () => {
  built = await buildForNode('evi-kill', {
    main: 'server/main.ts',
    'flite-worker': 'server/providers/voices/flite-worker.ts',
    'recogniser-process': 'server/providers/recognisers/pocketsphinx-process.ts',
  });
  llm = await openScriptedLlm(reply);
}, 60_000);
afterAll(async () => {
  llm?.close();
  if (built) await rm(built, { recursive: true });
});

/** The server as its operator starts it. */
async function startServer(store: StoreOptions) {
  const child = spawn(process.execPath, [join(built, 'main.js')], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      EVI_PORT: '0',
      EVI_DATA_DIR: store.dataDir,
      DATABASE_URL: store.databaseUrl,
      EVI_RECOGNISER: 'none',
      EVI_LLM_URL: llm.url,
      EVI_LLM_MODEL: 'scripted',
      // A call that is in flight stays so.
      EVI_TOOL_TIMEOUT_SECONDS: '120',
    },
  });
  const errors = text(child.stderr);
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  for await (const line of createInterface(child.stdout)) {
    const origin = /Widget +(http:\S+)/.exec(line)?.[1];
    if (!origin) continue;
    child.stdout.resume();
    return { socketOrigin: origin.replace('http', 'ws'), kill };
  }
  throw new Error(`The server did not start: ${await errors}`);
}

type Server = Awaited<ReturnType<typeof startServer>>;

function connect(server: Server, key: string, query = '') {
  const socket = new WebSocket(`${server.socketOrigin}/v0/evi/chat?api_key=${key}&${query}`);
  const received: SubscribeEvent[] = [];
  const listeners = new Set<() => void>();
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  // A killed server resets its connections.
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)));
    for (const listener of listeners) listener();
  });
  const all = <Type extends SubscribeEvent['type']>(type: Type) =>
    received.filter((message): message is Extract<SubscribeEvent, { type: Type }> => message.type === type);
  return {
    socket,
    received,
    closed,
    all,
    send: (message: object) => socket.send(JSON.stringify(message)),
    say: (text: string) => socket.send(JSON.stringify({ type: 'user_input', text })),
    /** Calls `then` at once when the message comes, before the next one is looked at. */
    until: (type: SubscribeEvent['type'], count = 1, then: () => void = () => undefined) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (all(type).length < count) return;
          listeners.delete(look);
          then();
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}

/** Each begins something and names the message at which the server is killed. */
const MOMENTS: { what: string; say: string; at: SubscribeEvent['type']; more: number }[] = [
  { what: 'when the visitor has just been heard', say: 'Tell me everything.', at: 'user_message', more: 1 },
  { what: 'with an answer begun', say: 'Tell me everything.', at: 'assistant_message', more: 1 },
  { what: 'with an answer being spoken', say: 'Tell me everything.', at: 'audio_output', more: 6 },
  { what: 'with a tool call in flight', say: 'And Sunday?', at: 'tool_call', more: 1 },
  { what: 'when all has been said', say: 'Well?', at: 'assistant_end', more: 1 },
];

interface Place {
  key: string;
  start(): Promise<Server>;
  /** What is kept of the group, oldest first. */
  kept(chatGroupId: string): Promise<ChatEvent[]>;
}

/** `talk` with an empty store and servers on it, all of which are gone afterwards. */
async function onEmptyStore(engine: StoreEngine, talk: (place: Place) => Promise<void>): Promise<void> {
  const { options, remove } = await engine.empty();
  const opened = async <Result>(use: (store: Store) => Promise<Result>): Promise<Result> => {
    const store = await openStore(options);
    return use(store).finally(() => store.close());
  };
  const servers: Server[] = [];
  try {
    const { key } = await opened((store) => store.keys.create('test'));
    await talk({
      key,
      async start() {
        const server = await startServer(options);
        servers.push(server);
        return server;
      },
      kept: (chatGroupId) => opened((store) => store.chats.groupEvents(chatGroupId, 1000)),
    });
  } finally {
    for (const server of servers) await server.kill();
    await remove();
  }
}

// At the same time, because answers are spoken no faster than they are heard.
describe.each(ENGINES)('$name', (engine: StoreEngine) => {
  describe.skipIf(!engine.available)('kill -9 in mid-conversation', () => {
    test.concurrent.each(MOMENTS)(
      '$what: what the client was told is kept, and the chat goes on from it',
      ({ say, at, more }) =>
        onEmptyStore(engine, async ({ key, start, kept }) => {
          const server = await start();
          const client = connect(server, key);
          await client.until('chat_metadata');
          client.send({ type: 'session_settings', system_prompt: 'Be brief.', tools: [TOOL] });
          client.say('What does a haircut cost?');
          await client.until('assistant_end');
          client.say('Is Saturday free?');
          await client.until('tool_call');
          const [call] = client.all('tool_call');
          client.send({ type: 'tool_response', tool_call_id: call?.tool_call_id, content: 'free at ten' });
          await client.until('assistant_end', 2);

          let killed: Promise<void> | undefined;
          const died = client.until(at, client.all(at).length + more, () => {
            killed = server.kill();
          });
          client.say(say);
          await died;
          await Promise.all([killed, client.closed]);

          const [metadata] = client.all('chat_metadata');
          const group = metadata?.chat_group_id ?? '';
          const events = await kept(group);
          const textsOf = (type: ChatEvent['type']) =>
            events.filter((event) => event.type === type).map((event) => event.text);
          const told = (type: 'user_message' | 'assistant_message') =>
            client.all(type).map(({ message }) => message.content);
          expect(told('user_message')).toEqual(['What does a haircut cost?', 'Is Saturday free?', say]);
          expect(textsOf('USER_MESSAGE')).toEqual(told('user_message'));
          // One more can have been kept and not told.
          expect(textsOf('AGENT_MESSAGE').slice(0, told('assistant_message').length)).toEqual(
            told('assistant_message'),
          );
          expect(textsOf('FUNCTION_CALL')).toHaveLength(client.all('tool_call').length);

          const again = connect(await start(), key, `resumed_chat_group_id=${group}`);
          await again.until('chat_metadata');
          const question = `Where were we, ${group}?`;
          again.say(question);
          await again.until('assistant_end');
          expect(again.all('error')).toEqual([]);
          expect(again.all('chat_metadata')).toMatchObject([{ chat_group_id: group }]);
          expect(again.all('chat_metadata')[0]?.chat_id).not.toBe(metadata?.chat_id);

          const asked = llm.requests.find((request) => lastSaid(request).includes(question));
          const remembered = (role: string) =>
            (asked?.messages ?? []).filter((message) => message.role === role).map(({ content }) => content);
          const visitors = remembered('user').join('\n');
          for (const said of told('user_message')) expect(visitors).toContain(said);
          // Who went on typing has not heard all of an answer: what is kept says how much.
          const assistants = remembered('assistant').join('\n');
          for (const { type, text, heardText } of events)
            if (type === 'AGENT_MESSAGE') expect(assistants).toContain(heardText ?? text);
          // A call that was in flight came to nothing; one that was answered is known.
          expect(remembered('tool')).toEqual([expect.stringContaining('free at ten')]);
        }),
      120_000,
    );

    test.concurrent(
      'a group that never was: a new one, with E0708',
      () =>
        onEmptyStore(engine, async ({ key, start }) => {
          const unknown = 'd6a6d1b3-8f1b-4c0c-9a55-0e5e4f1f7a11';
          const client = connect(await start(), key, `resumed_chat_group_id=${unknown}`);
          await client.until('error');
          expect(client.all('error')).toMatchObject([{ code: 'E0708' }]);
          expect(client.all('chat_metadata')[0]?.chat_group_id).not.toBe(unknown);
          client.say('Well?');
          await client.until('assistant_end');
          expect(client.all('assistant_message').length).toBeGreaterThan(0);
        }),
      120_000,
    );
  });
});
