import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BuiltModel } from '../../server/providers/recognisers/model-builder.ts';
import { createModelCache } from '../../server/providers/recognisers/page-model-cache.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const chat = () => new AbortController().signal;

/** Lets what is already settled go on. */
const settled = () => vi.advanceTimersByTimeAsync(0);

/** Builds are begun by the cache and ended by the test. */
async function cacheWithBuilds({ general = true } = {}) {
  const builds: string[] = [];
  const removed: string[] = [];
  const built: string[] = [];
  let running:
    | { vocabulary: string; resolve(model: BuiltModel): void; reject(reason: Error): void }
    | undefined;
  const cache = createModelCache(
    {
      build(vocabulary) {
        if (running) throw new Error('two builds at once');
        builds.push(vocabulary);
        return new Promise((resolve, reject) => {
          running = { vocabulary, resolve, reject };
        });
      },
      close: async () => undefined,
    },
    ({ files }) => built.push(files.dictionary),
  );
  async function finish() {
    const { vocabulary, resolve } = running ?? {};
    running = undefined;
    if (vocabulary === undefined) throw new Error('nothing is being built');
    resolve?.({ files: { dictionary: vocabulary, models: [] }, remove: () => removed.push(vocabulary) });
    await settled();
  }
  async function fail(reason: string) {
    const { reject } = running ?? {};
    running = undefined;
    reject?.(new Error(reason));
    await settled();
  }
  await settled();
  if (general) {
    await finish();
    builds.length = 0;
  }
  return { cache, builds, built, removed, finish, fail };
}

const heardWith = async (model: Promise<{ files: { dictionary: string } }>) => (await model).files.dictionary;

test('of many changes only the one under way and the newest are built', async () => {
  const { cache, builds, finish } = await cacheWithBuilds();
  const visitor = chat();
  cache.want(visitor, 'page 0');
  await settled();
  for (let change = 1; change <= 50; change += 1) cache.want(visitor, `page ${change}`);
  await finish();
  await vi.advanceTimersByTimeAsync(60_000);
  await finish();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(builds).toEqual(['page 0', 'page 50']);
});

test('changes in one breath are one build', async () => {
  const { cache, builds } = await cacheWithBuilds();
  const visitor = chat();
  for (let change = 0; change <= 9; change += 1) cache.want(visitor, `page ${change}`);
  await settled();
  expect(builds).toEqual(['page 9']);
});

test('a turn while the page changes is heard at once, with the page of before', async () => {
  const { cache, finish } = await cacheWithBuilds();
  const visitor = chat();
  cache.want(visitor, 'page 0');
  await settled();
  await finish();
  for (let change = 1; change <= 15; change += 1) cache.want(visitor, `page ${change}`);
  await settled();
  expect(cache.readyFor(visitor, 'page 15')?.files.dictionary).toBe('page 0');
  expect(await heardWith(cache.use(visitor, 'page 15'))).toBe('page 0');
});

test('a first turn waits a second for its page, and no longer', async () => {
  const { cache, finish } = await cacheWithBuilds();
  const [quick, slow] = [chat(), chat()];
  const first = cache.use(quick, 'quick page');
  await vi.advanceTimersByTimeAsync(900);
  await finish();
  expect(await heardWith(first)).toBe('quick page');
  const second = cache.use(slow, 'slow page');
  let done = false;
  void second.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(done).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await heardWith(second)).toBe('');
});

test('a page that never rests takes a quarter of a core at most', async () => {
  const { cache, builds, finish } = await cacheWithBuilds();
  const visitor = chat();
  let finished = 0;
  for (let second = 0; second < 40; second += 1) {
    cache.want(visitor, `page ${second}`);
    await settled();
    const takesThisSecond = builds.length > finished;
    await vi.advanceTimersByTimeAsync(1000);
    if (!takesThisSecond) continue;
    await finish();
    finished += 1;
  }
  expect(finished).toBe(10);
});

test('a page that never rests does not delay another chat', async () => {
  const { cache, builds, finish } = await cacheWithBuilds();
  const [restless, other] = [chat(), chat()];
  cache.want(restless, 'page 0');
  await vi.advanceTimersByTimeAsync(1000);
  cache.want(restless, 'page 1');
  cache.want(other, 'other page');
  await finish();
  expect(builds).toEqual(['page 0', 'other page']);
});

test('what a chat that is over wanted is not built', async () => {
  const { cache, builds, finish } = await cacheWithBuilds();
  const over = new AbortController();
  cache.want(chat(), 'page');
  await settled();
  cache.want(over.signal, 'nobody’s page');
  over.abort();
  await finish();
  cache.want(over.signal, 'nobody’s next page');
  await settled();
  expect(builds).toEqual(['page']);
});

test('chats of one page share its model', async () => {
  const { cache, builds, built, finish } = await cacheWithBuilds();
  const visitors = [chat(), chat(), chat()];
  for (const visitor of visitors.slice(0, 2)) cache.want(visitor, 'page');
  await settled();
  for (const visitor of visitors) cache.want(visitor, 'page');
  await finish();
  for (const visitor of visitors) cache.want(visitor, 'page');
  await settled();
  expect(builds).toEqual(['page']);
  expect(built).toEqual(['page']);
  for (const visitor of visitors)
    expect(cache.readyFor(visitor, 'its next page')?.files.dictionary).toBe('page');
});

test('a page that no model can be made of is heard by common words, at once', async () => {
  const { cache, fail } = await cacheWithBuilds();
  const model = cache.use(chat(), 'page');
  await settled();
  await fail('too odd');
  expect(await heardWith(model)).toBe('');
});

test('when the general model fails too, the turn is told why, and the next one tries again', async () => {
  const { cache, fail, finish } = await cacheWithBuilds({ general: false });
  await fail('no disk');
  const refused = expect(cache.use(chat(), 'page')).rejects.toThrow('still no disk');
  await settled();
  await fail('too odd');
  await fail('still no disk');
  await refused;
  const next = cache.use(chat(), 'page');
  await settled();
  await finish();
  expect(await heardWith(next)).toBe('page');
});

test('keeps 32 models, the general one among them', async () => {
  const { cache, removed, finish } = await cacheWithBuilds();
  for (let page = 0; page < 33; page += 1) {
    cache.want(chat(), `page ${page}`);
    await settled();
    await finish();
  }
  expect(removed).toEqual(['page 0', 'page 1']);
});

test('closing rejects who waits, and builds nothing more', async () => {
  const { cache, builds } = await cacheWithBuilds();
  const visitor = chat();
  const refused = expect(cache.use(visitor, 'page')).rejects.toThrow('closed');
  await cache.close();
  await refused;
  cache.want(visitor, 'next page');
  await settled();
  expect(builds).toEqual([]);
});
