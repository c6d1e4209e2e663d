import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeWav } from '../../server/audio/wav.ts';
import type { AudioDevice } from '../../widget/audio/devices.ts';
import type { PlaybackCommand, PlaybackReport } from '../../widget/audio/playback/messages.ts';
import { createSpeaker, type Speaker } from '../../widget/audio/speaker.ts';
import { createSpeakerControls } from '../../widget/audio/speaker-controls.ts';

class FakeContext {
  static opened: FakeContext[] = [];
  state = 'suspended';
  onstatechange: (() => void) | null = null;
  sinks: string[] = [];
  sinkFails = false;
  resumes = 0;
  loaded: () => void = () => undefined;
  readonly destination = {};
  readonly audioWorklet = {
    addModule: () =>
      new Promise<void>((resolve) => {
        this.loaded = resolve;
      }),
  };

  constructor() {
    FakeContext.opened.push(this);
  }

  become(state: string): void {
    this.state = state;
    this.onstatechange?.();
  }

  async resume(): Promise<void> {
    this.resumes += 1;
  }

  async close(): Promise<void> {
    this.state = 'closed';
  }

  async setSinkId(id: string): Promise<void> {
    if (this.sinkFails) throw new DOMException('', 'NotFoundError');
    this.sinks.push(id);
  }
}

class FakeNode {
  static made: FakeNode[] = [];
  commands: PlaybackCommand[] = [];
  readonly port = {
    onmessage: null as ((event: { data: PlaybackReport }) => void) | null,
    postMessage: (command: PlaybackCommand) => this.commands.push(command),
  };

  constructor() {
    FakeNode.made.push(this);
  }

  connect<Target>(target: Target): Target {
    return target;
  }

  report(data: PlaybackReport): void {
    this.port.onmessage?.({ data });
  }

  sent(type: PlaybackCommand['type']): PlaybackCommand[] {
    return this.commands.filter((command) => command.type === type);
  }
}

let speaker: Speaker;
let outputs: Signal<readonly AudioDevice[]>;
let missed: string[];
let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  FakeContext.opened = [];
  FakeNode.made = [];
  page = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  vi.stubGlobal(
    'AnalyserNode',
    class {
      fftSize = 4;
      connect = <Target>(target: Target): Target => target;
      getFloatTimeDomainData = (samples: Float32Array) => samples.fill(0.5);
    },
  );
  outputs = signal([]);
  speaker = createSpeaker(createSpeakerControls({ outputs }));
  missed = [];
  speaker.onMissed((key) => missed.push(key));
});

afterEach(() => {
  speaker.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const wav = (rate = 16_000): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(writeWav(new Int16Array(160).fill(8000), rate));

function context(): FakeContext {
  const found = FakeContext.opened.at(-1);
  if (!found) throw new Error('No context was opened.');
  return found;
}

async function running(): Promise<FakeNode> {
  speaker.open();
  context().loaded();
  await settle();
  context().become('running');
  const node = FakeNode.made.at(-1);
  if (!node) throw new Error('No worklet was made.');
  return node;
}

describe('playing', () => {
  test('chunks reach the worklet in order, each at its own rate, in one context', async () => {
    const node = await running();
    speaker.play('a', 1, wav(48_000));
    speaker.play('a', 0, wav());
    await settle();
    expect(node.sent('samples')).toMatchObject([
      { key: 'a', rate: 16_000 },
      { key: 'a', rate: 48_000 },
    ]);
    expect(FakeContext.opened).toHaveLength(1);
  });

  test('one that cannot be read costs only itself, and is said', async () => {
    const node = await running();
    speaker.play('a', 0, wav());
    speaker.play('a', 1, Uint8Array.of(1, 2, 3));
    speaker.play('a', 2, wav());
    await settle();
    expect(node.sent('samples')).toHaveLength(2);
    expect(missed).toEqual(['a']);
  });

  test('it plays until the worklet has played all that was sent', async () => {
    const node = await running();
    speaker.play('a', 0, wav());
    speaker.play('a', 1, wav());
    await settle();
    node.report({ type: 'started', key: 'a' });
    expect(speaker.sounding.value).toBe('a');
    await vi.advanceTimersByTimeAsync(100);
    expect(speaker.level.value).toBeGreaterThan(0.5);
    node.report({ type: 'drained', received: 1 });
    expect(speaker.playing.value).toBe(true);
    node.report({ type: 'drained', received: 2 });
    expect(speaker.playing.value).toBe(false);
    expect(speaker.sounding.value).toBe('');
    expect(speaker.level.value).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the last words are waited for, but never in a context that does not run', async () => {
    const node = await running();
    await expect(speaker.drained()).resolves.toBeUndefined();
    speaker.play('a', 0, wav());
    await settle();
    const over = vi.fn();
    void speaker.drained().then(over);
    await settle();
    expect(over).not.toHaveBeenCalled();
    node.report({ type: 'drained', received: 1 });
    await settle();
    expect(over).toHaveBeenCalled();
    speaker.play('b', 0, wav());
    context().become('suspended');
    await expect(speaker.drained()).resolves.toBeUndefined();
  });

  test('nothing from before a flush reaches the worklet, also not what waited for it to load', async () => {
    speaker.open();
    speaker.play('a', 0, wav());
    speaker.play('a', 2, wav());
    speaker.flush();
    expect(speaker.playing.value).toBe(false);
    speaker.play('b', 0, wav());
    context().loaded();
    await vi.runAllTimersAsync().catch(() => undefined);
    expect(FakeNode.made[0]?.sent('samples')).toMatchObject([{ key: 'b' }]);
  });

  test('a worklet that cannot be loaded leaves silence, not a speaker that seems to play', async () => {
    speaker.open();
    context().audioWorklet.addModule = () => Promise.reject(new Error('blocked'));
    speaker.close();
    speaker.open();
    speaker.play('a', 0, wav());
    const failing = context();
    failing.loaded();
    vi.stubGlobal('AudioWorkletNode', undefined);
    await settle();
    expect(speaker.playing.value).toBe(false);
  });
});

describe('the output', () => {
  test('a browser without sound is no error: nothing can be heard, and nothing is waited for', async () => {
    vi.stubGlobal('AudioContext', undefined);
    speaker.open();
    speaker.play('a', 0, wav());
    await expect(speaker.drained()).resolves.toBeUndefined();
    expect(speaker.audible).toBe(false);
    expect(speaker.playing.value).toBe(false);
  });

  test('what the system takes away it is asked for again, and the visitor is told until it is back', async () => {
    await running();
    expect(speaker.suspended.value).toBe(false);
    const { resumes } = context();
    context().become('interrupted');
    expect(speaker.suspended.value).toBe(true);
    expect(context().resumes).toBe(resumes + 1);
    page.dispatchEvent(new Event('visibilitychange'));
    expect(context().resumes).toBe(resumes + 2);
    speaker.resume();
    expect(context().resumes).toBe(resumes + 3);
    context().become('running');
    expect(speaker.suspended.value).toBe(false);
  });

  test('a context that has not begun to run yet is not one that was taken away', () => {
    speaker.open();
    context().become('suspended');
    expect(speaker.suspended.value).toBe(false);
    expect(speaker.audible).toBe(false);
  });

  test('unless it never does, as where there is no sound output', async () => {
    speaker.open();
    await vi.advanceTimersByTimeAsync(3000);
    expect(speaker.suspended.value).toBe(true);
    speaker.close();
    expect(speaker.suspended.value).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('what comes while it does not run waits for the visitor’s press, and nothing seems to sound until then', async () => {
    speaker.open();
    context().loaded();
    await settle();
    speaker.play('a', 0, wav());
    await settle();
    expect(speaker.playing.value).toBe(false);
    expect(speaker.suspended.value).toBe(true);
    await expect(speaker.drained()).resolves.toBeUndefined();
    context().become('running');
    expect(speaker.suspended.value).toBe(false);
    expect(speaker.playing.value).toBe(true);
    context().become('interrupted');
    expect(speaker.playing.value).toBe(false);
    speaker.flush();
    context().become('running');
    expect(speaker.playing.value).toBe(false);
  });

  test('volume and mute hold for this call and the next', async () => {
    const node = await running();
    speaker.setVolume(0.4);
    speaker.toggleMute();
    speaker.toggleMute();
    speaker.setVolume(7);
    await settle();
    expect(node.sent('gain').map((command) => (command.type === 'gain' ? command.gain : -1))).toEqual([
      1, 0.4, 0, 0.4, 1,
    ]);
    speaker.toggleMute();
    speaker.close();
    expect((await running()).sent('gain')).toEqual([{ type: 'gain', gain: 0 }]);
  });

  test('a device that is chosen holds for the next call, too; one that is gone is the system’s choice', async () => {
    outputs.value = [{ id: 'headset', label: 'Headset' }];
    await running();
    speaker.choose('headset');
    await settle();
    expect(context().sinks).toEqual(['headset']);
    speaker.close();
    await running();
    expect(context().sinks).toEqual(['headset']);
    outputs.value = [];
    await settle();
    expect(speaker.deviceId.value).toBe('');
    expect(context().sinks).toEqual(['headset', '']);
  });

  test('one that the browser refuses is not shown as chosen', async () => {
    await running();
    context().sinkFails = true;
    speaker.choose('headset');
    await settle();
    expect(speaker.deviceId.value).toBe('');
  });

  test('one that fails late does not undo what was chosen since', async () => {
    await running();
    const failing = context();
    let fail = (): void => undefined;
    failing.setSinkId = (id) =>
      new Promise((resolve, reject) => {
        if (id === 'slow') fail = () => reject(new DOMException('', 'NotFoundError'));
        else resolve(void failing.sinks.push(id));
      });
    speaker.choose('slow');
    speaker.choose('headset');
    fail();
    await settle();
    expect(speaker.deviceId.value).toBe('headset');
    speaker.choose('slow');
    fail();
    await settle();
    expect(speaker.deviceId.value).toBe('');
    expect(failing.sinks).toEqual(['headset', '']);
  });

  test('the capture thread’s link reaches the worklet, whichever was there first', async () => {
    speaker.link();
    const node = await running();
    expect(node.sent('link')).toHaveLength(1);
    speaker.link();
    await settle();
    expect(node.sent('link')).toHaveLength(2);
  });
});
