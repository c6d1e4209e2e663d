import { effect } from '@preact/signals';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TRANSITIONS } from '../../widget/call/machine.ts';
import type { CallState, StartResult } from '../../widget/models.ts';
import { type CallWorld, callWorld, problem, said, settle, sounds, visitor } from './support/call-world.ts';
import { FakeSocket } from './support/frame-world.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Started {
  kind: 'talk' | 'send';
  result: StartResult | undefined;
}

class World {
  readonly world: CallWorld = callWorld();
  readonly starts: Started[] = [];
  readonly states: CallState[] = [];
  readonly greeted = new Set<FakeSocket>();
  /** Promises that were not kept. */
  readonly wrong: string[] = [];
  /** What happens now. */
  now = '';

  constructor() {
    effect(() => void this.states.push(this.world.call.state.value));
  }

  get open(): FakeSocket[] {
    return FakeSocket.opened.filter(({ readyState }) => readyState === FakeSocket.OPEN);
  }

  get socket(): FakeSocket | undefined {
    return this.open[0];
  }

  start(kind: Started['kind'], promise: Promise<StartResult>): void {
    const started: Started = { kind, result: undefined };
    this.starts.push(started);
    void promise.then((result) => {
      const { state, spoken } = this.world.call;
      const starts = result === 'started';
      if (started.result) this.wrong.push('A start ended twice.');
      if (starts && !['live', 'permission'].includes(state.value)) this.wrong.push(`Started: ${state.value}`);
      if (starts && kind === 'talk' && !spoken.value) this.wrong.push('Started, and deaf.');
      if (result === 'cancelled' && !['end', 'leave'].includes(this.now))
        this.wrong.push(`Cancelled by ${this.now}`);
      started.result = result;
    });
  }

  greet(): void {
    if (!this.socket || this.greeted.has(this.socket)) return;
    this.greeted.add(this.socket);
    this.socket.greet();
  }
}

/** Everything that can happen to a call, by anyone. */
const HAPPENINGS: Record<string, (model: World) => unknown> = {
  talk: (model) => model.start('talk', model.world.call.talk()),
  talkTwice(model) {
    model.start('talk', model.world.call.talk());
    model.start('talk', model.world.call.talk());
  },
  type: (model) => model.start('send', model.world.call.send('typed')),
  end: ({ world }) => world.call.end(),
  leave: ({ world }) => world.browser.leavePage(),
  allow: ({ world }) => world.microphone.answer(),
  deny: ({ world }) => world.microphone.answer('microphone-denied'),
  noDevice: ({ world }) => world.microphone.answer('microphone-missing'),
  deviceGone({ world }) {
    if (world.microphone.opened?.aborted === false) world.microphone.listener?.lost();
  },
  frame({ world }) {
    if (world.call.spoken.value) world.microphone.listener?.frame(new ArrayBuffer(640), true);
  },
  press: ({ world }) => {
    world.microphone.held.value = !world.microphone.held.value;
  },
  token: ({ world }) => world.browser.grantToken(),
  tokenRefused: ({ world }) => world.browser.refuseToken(403),
  tokenBusy: ({ world }) => world.browser.refuseToken(429),
  tokenLost: ({ world }) => world.browser.refuseToken(),
  greet: (model) => model.greet(),
  refused: ({ socket }) => socket?.drop(1006),
  restarts: ({ socket }) => socket?.drop(1012),
  busy: ({ socket }) => socket?.drop(1013),
  policy: ({ socket }) => socket?.drop(1008),
  goodbye: ({ socket }) => socket?.drop(1000),
  lastWords({ socket, greeted }) {
    if (!socket || !greeted.has(socket)) return;
    socket.receive(said('farewell'));
    socket.receive(sounds('farewell'));
    socket.drop(1000);
  },
  errorAndClose({ socket }) {
    socket?.receive(problem('E0900'));
    socket?.drop(1008);
  },
  timedOut({ socket }) {
    socket?.receive(problem('E0714'));
    socket?.drop(1000);
  },
  forgotten: ({ socket }) => socket?.receive(problem('E0708')),
  trouble: ({ socket }) => socket?.receive(problem('I0100')),
  understood({ socket, greeted }) {
    if (socket && greeted.has(socket)) socket.receive(visitor('heard', false));
  },
  answered({ socket, greeted }) {
    if (!socket || !greeted.has(socket)) return;
    socket.receive(said('sentence'));
    socket.receive(sounds('sentence'));
  },
  interrupted: ({ socket }) => socket?.receive({ type: 'user_interruption', time: 0 }),
  quiet: ({ world }) => world.speaker.runOut(),
  offline: ({ world }) => world.browser.network(false),
  online: ({ world }) => world.browser.network(true),
  soon: () => vi.advanceTimersByTimeAsync(500),
  later: () => vi.advanceTimersByTimeAsync(11_000),
};

/** Where a run begins: anywhere, or in the middle of a call. */
const beginning = fc.constantFrom<string[]>(
  [],
  ['type', 'token', 'greet'],
  ['talk', 'allow', 'token', 'greet'],
  ['type', 'token', 'greet', 'talk'],
);

/** Most often what leads on, so that the far corners are reached too. */
const happening = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('talk', 'type', 'allow') },
  { weight: 2, arbitrary: fc.constantFrom('token', 'greet', 'soon', 'lastWords') },
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(HAPPENINGS)) },
);

/** What the table allows, and that a typed call goes on behind the browser's question for the microphone. */
const allowed = (from: CallState, to: CallState): boolean =>
  Object.values(TRANSITIONS[from]).includes(to) ||
  (to === 'permission' && ['connecting', 'live', 'reconnecting'].includes(from)) ||
  (from === 'permission' && to !== 'idle');

/** Changes of state that came up in any run. */
const seen = new Set<string>();

function check(model: World, name: string): void {
  const { call, microphone, speaker } = model.world;
  const state = call.state.value;
  expect(model.wrong).toEqual([]);
  for (const [index, to] of model.states.entries()) {
    const from = model.states[index - 1];
    if (from) seen.add(`${from} → ${to}`);
    if (from) expect(allowed(from, to), `${from} → ${to}`).toBe(true);
  }
  model.states.splice(0, model.states.length - 1);
  const over = ['idle', 'ended', 'closing'].includes(state);
  if (over) expect(microphone.opened?.aborted ?? true).toBe(true);
  if (over) expect(call.spoken.value).toBe(false);
  if (over) expect(model.open).toEqual([]);
  if (call.spoken.value) expect(microphone.opened?.aborted).toBe(false);
  expect(model.open.length).toBeLessThanOrEqual(1);
  if (state === 'live') expect(model.socket && model.greeted.has(model.socket)).toBe(true);
  if (state === 'reconnecting') expect(model.socket && model.greeted.has(model.socket)).toBeFalsy();
  if (state === 'ended') expect(speaker.closed).toBe(true);
  if (state === 'idle' || state === 'ended' || state === 'closing')
    for (const { result } of model.starts) expect(result).toBeDefined();
  if (name === 'end' || name === 'leave') expect(['idle', 'ended']).toContain(state);
  if (state === 'ended' || state === 'idle') expect(call.notice.value).toBeNull();
}

/** Nobody presses anything any more, and all that was asked is answered, somehow. */
const worldAnswers: Record<string, (model: World) => unknown> = {
  'with no': ({ world }) => {
    world.microphone.answer('microphone-ignored');
    world.browser.refuseToken();
  },
  'with yes': (model) => {
    model.world.microphone.answer();
    model.world.browser.grantToken();
    model.greet();
  },
};

test.each(Object.entries(worldAnswers))(
  'whatever happens at whichever moment, every start ends and nothing is left open; answered %s',
  async (_how, answer) => {
    await fc.assert(
      fc.asyncProperty(
        beginning,
        fc.array(happening, { maxLength: 60, size: 'max' }),
        async (first, then) => {
          const model = new World();
          for (const name of [...first, ...then]) {
            model.now = name;
            await HAPPENINGS[name]?.(model);
            await settle();
            check(model, name);
          }
          model.now = '';
          for (let round = 0; round < 20; round += 1) {
            answer(model);
            model.world.speaker.runOut();
            await vi.advanceTimersByTimeAsync(40_000);
          }
          for (const { result } of model.starts) expect(result).toBeDefined();
          check(model, '');
          model.now = 'end';
          model.world.call.end();
          await settle();
          check(model, 'end');
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 1000 },
    );
  },
  60_000,
);

test('and all of the table came up', () => {
  for (const [from, row] of Object.entries(TRANSITIONS))
    for (const to of Object.values(row)) expect(seen).toContain(`${from} → ${to}`);
});
