import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Conversation, conversation, createPlayer } from './support/conversation.ts';
import { sendAll } from './support/exchange.ts';
import { readRecordings } from './support/recordings.ts';
import { rawRequest } from './support/requests.ts';
import type { Rest } from './support/served.ts';
import { buildFuzzedServer, type ServerProcess, startServerProcess } from './support/server-process.ts';

/** So many at least. WebSocket frames that follow an upgrade request count among the requests. */
const TOTAL = { frames: 80_000, requests: 20_000 };
/** Of the total. So many come before memory is measured for the first time: code is compiled and caches fill. */
const WARM_UP = 0.1;
/** At most: how much one chat is sent, how many chats go on at the same time, and how many requests come beside a chat. */
const MOST = { frames: 300, conversations: 8, requests: 50 };
/** Examples of one seed. */
const RUNS = 20;
/** Bytes. 100 bytes that are left behind by each frame would be 10 MB. */
const GROWTH = { held: 6e6, resident: 64e6 };
/** Characters. */
const LONGEST_REPORT = 10_000;
/** Milliseconds. A failing example is made smaller for so long at most. */
const LONGEST_ROUND = 90_000;
/** Milliseconds. The machine may be busy. */
const LONGEST = 300_000;

let built: string;
let server: ServerProcess;
let play: ReturnType<typeof createPlayer>;
let sent = { frames: 0, requests: 0 };

/** The server, or the next one: an example that ended it is tried again, smaller. */
async function running(): Promise<ServerProcess> {
  if (!server?.alive) server = await startServerProcess(built);
  return server;
}

/**
 * Resolves with how much was sent. Rejects with the smallest example that fails, and with what makes it again: its seed and
 * path.
 */
async function always<Example>(
  examples: fc.Arbitrary<Example>,
  holds: (server: ServerProcess, example: Example) => Promise<number>,
): Promise<number> {
  let count = 0;
  const property = fc.asyncProperty(examples, async (example) => {
    const current = await running();
    count += await holds(current, example);
    expect(await current.health()).toEqual({ polluted: [], connections: 0 });
  });
  const result = await fc.check(property, { numRuns: RUNS, interruptAfterTimeLimit: LONGEST_ROUND });
  // An example can be megabytes long.
  if (result.failed)
    throw new Error(fc.defaultReportMessage(result)?.slice(0, LONGEST_REPORT), {
      cause: result.errorInstance,
    });
  return count;
}

const upTo = <Item>(length: number, item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> =>
  fc.array(item, { minLength: 1, maxLength: length, size: 'max' });

const playAll = async (current: ServerProcess, all: readonly Conversation[]): Promise<number> => {
  const counts = await Promise.all(all.map((one) => play(current, one)));
  return counts.reduce((sum, count) => sum + count, 0);
};

async function sendFrames(total: number): Promise<void> {
  const examples = upTo(MOST.conversations, conversation(MOST.frames));
  while (sent.frames < total) sent.frames += await always(examples, playAll);
}

async function sendRequests(total: number): Promise<void> {
  const examples = upTo(MOST.requests, rawRequest);
  while (sent.requests < total) sent.requests += await always(examples, sendAll);
}

describe('whatever is sent', () => {
  let before: Rest;
  let started: ServerProcess;

  beforeAll(async () => {
    built = await buildFuzzedServer();
    play = createPlayer(await readRecordings());
    started = await running();
    await sendFrames(TOTAL.frames * WARM_UP);
    await sendRequests(TOTAL.requests * WARM_UP);
    before = await server.rest();
    sent = { frames: 0, requests: 0 };
  }, LONGEST);

  afterAll(async () => {
    await server?.stop();
    if (built) await rm(built, { recursive: true });
  });

  test(
    'every frame of a chat is answered once or has its effect, and the chat goes on',
    async () => {
      await sendFrames(TOTAL.frames);
    },
    LONGEST,
  );

  test(
    'every request is answered with a status, and every chat beside it goes on',
    async () => {
      await sendRequests(TOTAL.requests);
    },
    LONGEST,
  );

  test('after 100,000 frames and requests the server is the same process and holds no more memory', async () => {
    expect(sent.frames + sent.requests).toBeGreaterThanOrEqual(100_000);
    expect(server).toBe(started);
    const after = await server.rest();
    expect(after.held - before.held).toBeLessThan(GROWTH.held);
    expect(after.resident - before.resident).toBeLessThan(GROWTH.resident);
  }, 60_000);
});
