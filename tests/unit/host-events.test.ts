/** What the frame tells a page's scripts. */
import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseOptions } from '../../shared/options/parse.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';
import { announce } from '../../widget/host/events.ts';
import type {
  Activity,
  CallModel,
  CallState,
  Failure,
  Models,
  TranscriptEntry,
} from '../../widget/models.ts';

let told: [name: string, detail: object][];
let state: Signal<CallState>;
let activity: Signal<Activity>;
let failure: Signal<Failure | null>;
let entries: Signal<readonly TranscriptEntry[]>;
let muted: Signal<boolean>;
let options: Signal<WidgetOptions>;

const entry = (key: string, change: Partial<TranscriptEntry> = {}): TranscriptEntry => ({
  key,
  speaker: 'visitor',
  text: key,
  interim: false,
  typed: false,
  interrupted: false,
  speaking: false,
  incomplete: false,
  tool: null,
  source: null,
  expressions: [],
  ...change,
});
const answer = (key: string, change: Partial<TranscriptEntry> = {}) =>
  entry(key, { speaker: 'assistant', ...change });

const names = (name: string) => told.filter((one) => one[0] === name).map(([, detail]) => detail);
const metrics = () => names('metrics');

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  state = signal('idle');
  activity = signal('listening');
  failure = signal(null);
  entries = signal([]);
  muted = signal(false);
  options = signal({ ...parseOptions({}, () => undefined), shareTranscript: true });
  const nothing = async () => 'started' as const;
  const call: CallModel = {
    state,
    activity,
    failure,
    spoken: signal(true),
    notice: signal(null),
    talk: nothing,
    send: nothing,
    speak: nothing,
    goOn: nothing,
    end: () => undefined,
  };
  const microphone = { muted } as Models['microphone'];
  const settings = { options, voiceInput: signal(true) };
  announce({ call, transcript: { entries }, microphone, settings }, (name, detail) =>
    told.push([name, detail]),
  );
});

afterEach(() => {
  vi.useRealTimers();
});

test('nothing is told before something happens', () => {
  expect(told).toEqual([]);
});

test('the state is told with each change, the activity only of a live call', () => {
  activity.value = 'thinking';
  state.value = 'connecting';
  state.value = 'live';
  muted.value = true;
  failure.value = { reason: 'microphone-lost', code: '' };
  expect(names('state')).toEqual([
    { state: 'connecting', activity: '', spoken: true, muted: false },
    { state: 'live', activity: 'thinking', spoken: true, muted: false },
    { state: 'live', activity: 'thinking', spoken: true, muted: true },
  ]);
  expect(names('error')).toEqual([{ reason: 'microphone-lost', code: '' }]);
});

test('what is said is told when it is final, and again when it is cut off; of tools their state', () => {
  entries.value = [entry('v', { interim: true })];
  entries.value = [entry('v'), answer('a')];
  entries.value = [
    entry('v'),
    answer('a', { speaking: true }),
    entry('t', { speaker: 'tool', tool: { name: 'price', state: 'running' } }),
  ];
  entries.value = [
    entry('v'),
    answer('a', { interrupted: true }),
    entry('t', { speaker: 'tool', tool: { name: 'price', state: 'done' } }),
  ];
  const said = { typed: false, interrupted: false };
  expect(names('transcript')).toEqual([
    { id: 'v', speaker: 'visitor', text: 'v', ...said },
    { id: 'a', speaker: 'assistant', text: 'a', ...said },
    { id: 'a', speaker: 'assistant', text: 'a', ...said, interrupted: true },
  ]);
  expect(names('tool')).toEqual([
    { id: 't', name: 'price', state: 'running' },
    { id: 't', name: 'price', state: 'done' },
  ]);
});

test('S27: nothing that is said is told unless the page asked for it; tools are', () => {
  options.value = { ...options.value, shareTranscript: false };
  entries.value = [entry('v'), entry('t', { speaker: 'tool', tool: { name: 'price', state: 'done' } })];
  expect(names('transcript')).toEqual([]);
  expect(names('tool')).toHaveLength(1);
  options.value = { ...options.value, shareTranscript: true };
  expect(names('transcript')).toHaveLength(1);
});

test('metrics: from the start to the call, with all that is waited for in between', () => {
  state.value = 'permission';
  vi.advanceTimersByTime(700);
  state.value = 'connecting';
  vi.advanceTimersByTime(300);
  state.value = 'live';
  expect(metrics()).toEqual([{ name: 'connect', value: 1000 }]);
  // The microphone joins: no new call.
  state.value = 'permission';
  vi.advanceTimersByTime(100);
  state.value = 'live';
  expect(metrics()).toHaveLength(1);
});

test('metrics: a start that fails has none, and the next one begins anew', () => {
  state.value = 'connecting';
  vi.advanceTimersByTime(5000);
  state.value = 'ended';
  state.value = 'connecting';
  vi.advanceTimersByTime(40);
  state.value = 'live';
  expect(metrics()).toEqual([{ name: 'connect', value: 40 }]);
});

test('metrics: each time that the line was lost', () => {
  state.value = 'live';
  for (const ms of [250, 90]) {
    state.value = 'reconnecting';
    vi.advanceTimersByTime(ms);
    state.value = 'live';
  }
  state.value = 'reconnecting';
  state.value = 'ended';
  expect(metrics()).toEqual([
    { name: 'reconnect', value: 250 },
    { name: 'reconnect', value: 90 },
  ]);
});

test('metrics: from the end of the visitor’s turn to the first of the answer, whatever comes in between', () => {
  state.value = 'live';
  entries.value = [entry('v', { interim: true })];
  vi.advanceTimersByTime(900);
  entries.value = [entry('v')];
  vi.advanceTimersByTime(400);
  const tool = entry('t', { speaker: 'tool', tool: { name: 'price', state: 'running' } });
  entries.value = [entry('v'), tool];
  vi.advanceTimersByTime(200);
  entries.value = [entry('v'), tool, answer('a')];
  entries.value = [entry('v'), tool, answer('a'), answer('b')];
  expect(metrics()).toEqual([{ name: 'response', value: 600 }]);
});

test('metrics: a question that a call left open is not answered by the next one', () => {
  state.value = 'live';
  entries.value = [entry('v')];
  state.value = 'ended';
  state.value = 'live';
  entries.value = [entry('v'), answer('a')];
  expect(metrics()).toEqual([]);
});

test('metrics: a conversation that comes back is no question', () => {
  entries.value = [entry('v'), answer('a')];
  state.value = 'live';
  vi.advanceTimersByTime(1000);
  entries.value = [entry('v'), answer('a'), answer('b')];
  expect(metrics()).toEqual([]);
});
