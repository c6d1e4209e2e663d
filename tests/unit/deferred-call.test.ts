import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { Call } from '../../widget/call/call.ts';
import { createDeferredCall, type DeferredCall } from '../../widget/call/deferred.ts';
import type { CallState } from '../../widget/models.ts';

let done: string[];
let fetched: number;
let arrive: () => void;
let fail: () => void;
let call: DeferredCall;
let may: true | Promise<boolean>;
/** Whether the call that the frame before has left was spoken. */
let left: boolean | undefined;

function engine(): Call {
  const state = signal<CallState>('idle');
  return {
    state,
    activity: signal('listening'),
    failure: signal(null),
    notice: signal(null),
    spoken: signal(false),
    entries: signal([]),
    async talk() {
      done.push('talk');
      state.value = 'permission';
      return 'started';
    },
    async send(text) {
      done.push(`send ${text}`);
      state.value = 'live';
      return 'started';
    },
    async speak(text) {
      done.push(`speak ${text}`);
      state.value = 'live';
      return 'started';
    },
    async goOn() {
      done.push('go on');
      return 'started';
    },
    recall: async () => left,
    async resume() {
      done.push('resume');
      state.value = 'live';
      return 'started';
    },
    end() {
      done.push('end');
      state.value = 'ended';
    },
  };
}

beforeEach(() => {
  done = [];
  fetched = 0;
  may = true;
  left = undefined;
  call = createDeferredCall({
    fetchEngine() {
      fetched += 1;
      return new Promise((resolve, reject) => {
        arrive = () => resolve(engine());
        fail = () => reject(new TypeError('no network'));
      });
    },
    sound: { open: () => done.push('sound'), close: () => done.push('silence') },
    mayStart: () => may,
  });
});

test('a press before the engine is there opens the sound at once, shows that it connects, and is not lost', async () => {
  expect(call.state.value).toBe('idle');
  const outcome = call.talk();
  expect(done).toEqual(['sound']);
  expect(call.state.value).toBe('connecting');
  arrive();
  expect(await outcome).toBe('started');
  expect(done).toEqual(['sound', 'talk']);
  expect(call.state.value).toBe('permission');
});

test('once it is there a press reaches it within the press', async () => {
  const loaded = call.load();
  arrive();
  await loaded;
  void call.talk();
  expect(done).toEqual(['talk']);
});

test('it is fetched once, whoever asks', async () => {
  void call.load();
  void call.load();
  const sent = Promise.all([call.send('one'), call.send('two')]);
  arrive();
  expect(await sent).toEqual(['started', 'started']);
  expect(done.filter((what) => what.startsWith('send'))).toEqual(['send one', 'send two']);
  expect(fetched).toBe(1);
});

test('ended while it is fetched, nothing starts when it comes, and the next press works', async () => {
  const outcome = call.talk();
  call.end();
  expect(call.state.value).toBe('idle');
  expect(done).toEqual(['sound', 'silence']);
  const again = call.send('later');
  arrive();
  expect(await outcome).toBe('cancelled');
  expect(await again).toBe('started');
  expect(done).not.toContain('talk');
});

test('one that cannot be had is said, and tried again by the next press', async () => {
  const outcome = call.talk();
  fail();
  expect(await outcome).toEqual({ reason: 'unreachable', code: '' });
  expect(call.state.value).toBe('ended');
  expect(call.failure.value?.reason).toBe('unreachable');
  expect(done).toEqual(['sound', 'silence']);
  const again = call.talk();
  expect(call.failure.value).toBeNull();
  arrive();
  expect(await again).toBe('started');
  expect(fetched).toBe(2);
});

test('one that cannot be had in advance troubles nobody', async () => {
  const loaded = call.load();
  fail();
  await loaded;
  expect(call.failure.value).toBeNull();
  expect(call.state.value).toBe('idle');
});

test('a site that says no is obeyed, and one that says yes later, too', async () => {
  void call.load();
  arrive();
  may = Promise.resolve(false);
  expect(await call.talk()).toBe('prevented');
  expect(done).toEqual(['sound', 'silence']);
  expect(call.state.value).toBe('idle');
  let consent: (yes: boolean) => void = () => undefined;
  may = new Promise((resolve) => {
    consent = resolve;
  });
  const outcome = call.talk();
  expect(call.state.value).toBe('connecting');
  consent(true);
  expect(await outcome).toBe('started');
  expect(done.slice(2)).toEqual(['sound', 'talk']);
});

test('a site whose answer fails has not said yes', async () => {
  void call.load();
  arrive();
  may = Promise.reject(new Error('consent manager'));
  expect(await call.send('hello')).toBe('prevented');
  expect(done).toEqual(['sound', 'silence']);
});

test('within a call the site is asked again only for the microphone', async () => {
  const loaded = call.load();
  arrive();
  await loaded;
  await call.send('hello');
  may = Promise.resolve(false);
  expect(await call.send('more')).toBe('started');
  expect(await call.talk()).toBe('prevented');
  // The typed call goes on, and with it its sound.
  expect(done).toEqual(['send hello', 'send more', 'sound']);
});

test('what the frame before has left is shown and gone on with, if the site lets it', async () => {
  const show = (): void => void done.push('show');
  left = true;
  const resumed = call.resume(show);
  arrive();
  await resumed;
  expect(done).toEqual(['show', 'resume']);
  call.end();
  may = Promise.resolve(false);
  done = [];
  await call.resume(show);
  expect(done).toContain('show');
  expect(done).not.toContain('resume');
});

test('where the frame before has left nothing, nothing is shown, and the site is not asked', async () => {
  const resumed = call.resume(() => done.push('show'));
  arrive();
  await resumed;
  expect(done).toEqual([]);
  expect(call.state.value).toBe('idle');
});
