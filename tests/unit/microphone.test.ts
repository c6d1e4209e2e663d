import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Capture, CaptureListener } from '../../widget/audio/capture/capture.ts';
import type { CaptureCommand } from '../../widget/audio/capture/messages.ts';
import { createMicrophone, type Microphone, type MicrophoneListener } from '../../widget/audio/microphone.ts';
import { createMicrophoneControls } from '../../widget/audio/microphone-controls.ts';

class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  muted = false;
  enabled = true;
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;
  readonly device: string;
  readonly #settings: MediaTrackSettings;

  constructor(device: string, settings: MediaTrackSettings) {
    super();
    this.device = device;
    this.#settings = settings;
  }

  getSettings(): MediaTrackSettings {
    return this.#settings;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device is pulled out. */
  goAway(): void {
    this.readyState = 'ended';
    this.onended?.();
  }
}

interface Question {
  device: string;
  allow(settings?: MediaTrackSettings): FakeTrack;
  refuse(name: string, message?: string): void;
}

/** Captures that were started, with what they were told. */
let captures: (CaptureListener & { commands: CaptureCommand[]; stopped: boolean })[];
let questions: Question[];
let captureFails: boolean;
let captureHangs: boolean;

vi.mock('../../widget/audio/capture/capture.ts', () => ({
  startCapture: async (_: MediaStream, listener: CaptureListener): Promise<Capture> => {
    if (captureFails) throw new Error('no way');
    if (captureHangs) await new Promise(() => undefined);
    const own = { ...listener, commands: [] as CaptureCommand[], stopped: false };
    captures.push(own);
    return {
      container: false,
      command: (command) => own.commands.push(command),
      renew: () => undefined,
      stop() {
        own.stopped = true;
      },
    };
  },
}));

let microphone: Microphone;
let call: AbortController;
let frames: ArrayBuffer[];
let lost: number;
let switched: number;
const listener: MicrophoneListener = {
  frame: (samples) => frames.push(samples),
  switched() {
    switched += 1;
  },
  lost() {
    lost += 1;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  captures = [];
  questions = [];
  captureFails = false;
  captureHangs = false;
  frames = [];
  lost = 0;
  switched = 0;
  call = new AbortController();
  vi.stubGlobal('document', { featurePolicy: { allowsFeature: () => true } });
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: ({ audio }: { audio: MediaTrackConstraints }) =>
        new Promise((resolve, reject) => {
          const { deviceId } = audio;
          const device = typeof deviceId === 'object' && 'exact' in deviceId ? deviceId.exact : deviceId;
          questions.push({
            device: String(device ?? ''),
            allow(settings = { echoCancellation: true }) {
              const track = new FakeTrack(String(device ?? ''), settings);
              resolve({ getTracks: () => [track], getAudioTracks: () => [track] });
              return track;
            },
            refuse: (name, message = '') => reject(new DOMException(message, name)),
          });
        }),
    },
  });
  microphone = createMicrophone({
    controls: createMicrophoneControls({ inputs: signal([]) }),
    devices: { refresh: async () => undefined },
    link: () => new MessageChannel().port2,
  });
});

afterEach(() => {
  call.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const question = (index = -1): Question => {
  const found = questions.at(index);
  if (!found) throw new Error('Nothing was asked.');
  return found;
};
const capture = (index = -1) => {
  const found = captures.at(index);
  if (!found) throw new Error('Nothing is captured.');
  return found;
};
const told = (type: CaptureCommand['type']): CaptureCommand[] =>
  capture().commands.filter((command) => command.type === type);
const muted = (): boolean | undefined =>
  capture()
    .commands.flatMap((command) => (command.type === 'mute' ? [command.muted] : []))
    .at(-1);

async function opened(settings?: MediaTrackSettings): Promise<FakeTrack> {
  const open = microphone.open(call.signal, listener);
  const track = question().allow(settings);
  expect(await open).toBeUndefined();
  return track;
}

describe('opening', () => {
  test.each([
    ['NotAllowedError', 'Permission denied', 'microphone-denied'],
    ['NotAllowedError', 'Permission dismissed', 'microphone-ignored'],
    ['NotFoundError', '', 'microphone-missing'],
    ['OverconstrainedError', '', 'microphone-missing'],
    ['NotReadableError', '', 'microphone-busy'],
    ['AbortError', '', 'microphone-busy'],
  ])('%s (%s) is %s', async (name, message, problem) => {
    const open = microphone.open(call.signal, listener);
    question().refuse(name, message);
    expect(await open).toBe(problem);
  });

  test('a host page’s policy is told from the visitor’s refusal', async () => {
    vi.stubGlobal('document', { featurePolicy: { allowsFeature: () => false } });
    const open = microphone.open(call.signal, listener);
    question().refuse('NotAllowedError', 'Permission denied');
    expect(await open).toBe('microphone-blocked-by-site');
  });

  test('a browser without microphones is said so, without asking', async () => {
    vi.stubGlobal('navigator', {});
    expect(await microphone.open(call.signal, listener)).toBe('unsupported-browser');
  });

  test('one in which every way to hear fails lets go of the device', async () => {
    captureFails = true;
    const open = microphone.open(call.signal, listener);
    const track = question().allow();
    expect(await open).toBe('unsupported-browser');
    expect(track.readyState).toBe('ended');
  });

  test('a question that nobody answers settles after a minute, and a late permission is let go of', async () => {
    const open = microphone.open(call.signal, listener);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await open).toBe('microphone-ignored');
    const track = question().allow();
    await settle();
    expect(track.readyState).toBe('ended');
    expect(captures).toEqual([]);
  });

  test('given up during the question, it settles at once and a late permission is let go of', async () => {
    const open = microphone.open(call.signal, listener);
    call.abort();
    expect(await open).toBeUndefined();
    const track = question().allow();
    await settle();
    expect(track.readyState).toBe('ended');
    expect(captures).toEqual([]);
  });

  test('given up while its thread still loads, the device is let go of at once', async () => {
    captureHangs = true;
    void microphone.open(call.signal, listener);
    const track = question().allow();
    await settle();
    call.abort();
    expect(track.readyState).toBe('ended');
  });

  test('given up between the permission and the first sample, the device is let go of', async () => {
    const open = microphone.open(call.signal, listener);
    const track = question().allow();
    call.abort();
    expect(await open).toBeUndefined();
    expect(track.readyState).toBe('ended');
  });

  test('the next call asks for the device that was chosen', async () => {
    microphone.choose('headset');
    void microphone.open(call.signal, listener);
    expect(question().device).toBe('headset');
  });

  test('a browser that cancels no echo goes half-duplex', async () => {
    await opened({ echoCancellation: false });
    expect(microphone.halfDuplex.value).toBe(true);
    expect(told('half-duplex')).toHaveLength(1);
  });

  test('one that does, or does not say, stays open both ways', async () => {
    await opened({});
    expect(microphone.halfDuplex.value).toBe(false);
    expect(told('half-duplex')).toEqual([]);
  });
});

describe('in a call', () => {
  test('frames go to the call until it ends, and the device with them', async () => {
    const track = await opened();
    const samples = new ArrayBuffer(640);
    capture().frame({ samples, level: 0.4, speech: true });
    expect(frames).toEqual([samples]);
    expect(microphone.level.value).toBe(0.4);
    call.abort();
    expect(track.readyState).toBe('ended');
    expect(capture().stopped).toBe(true);
    expect(microphone.level.value).toBe(0);
    capture().frame({ samples, level: 0.4, speech: true });
    expect(frames).toHaveLength(1);
  });

  test('another device takes over without a gap: the old one is let go of when the new one hears', async () => {
    const first = await opened();
    microphone.choose('headset');
    expect(question().device).toBe('headset');
    expect(first.readyState).toBe('live');
    const second = question().allow();
    await settle();
    expect(first.readyState).toBe('ended');
    expect(second.readyState).toBe('live');
    expect(captures).toHaveLength(2);
    expect(told('link')).toHaveLength(1);
    expect(microphone.deviceId.value).toBe('headset');
  });

  test('one that is chosen while the browser asks is taken as soon as there is one to replace', async () => {
    const open = microphone.open(call.signal, listener);
    microphone.choose('headset');
    const first = question().allow();
    expect(await open).toBeUndefined();
    expect(question().device).toBe('headset');
    const second = question().allow();
    await settle();
    expect([first.readyState, second.readyState]).toEqual(['ended', 'live']);
  });

  test('one that is chosen while a lost one is being replaced is no loss', async () => {
    const first = await opened();
    first.goAway();
    microphone.choose('headset');
    question(1).refuse('NotFoundError');
    const chosen = question(2).allow();
    await settle();
    expect(chosen.readyState).toBe('live');
    expect(lost).toBe(0);
  });

  test('while the browser asks for another one, nothing is heard, and that is said', async () => {
    const first = await opened();
    first.goAway();
    expect(microphone.silenced.value).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lost).toBe(1);
  });

  test('one that cannot be had leaves the old one hearing', async () => {
    const first = await opened();
    microphone.choose('gone');
    question().refuse('OverconstrainedError');
    await settle();
    expect(first.readyState).toBe('live');
    expect(microphone.deviceId.value).toBe('');
    expect(lost).toBe(0);
  });

  test('of two that are chosen quickly the last one stays, whichever is granted first', async () => {
    await opened();
    microphone.choose('one');
    microphone.choose('two');
    const two = question(2).allow();
    await settle();
    const one = question(1).allow();
    await settle();
    expect(one.readyState).toBe('ended');
    expect(two.readyState).toBe('live');
    expect(microphone.deviceId.value).toBe('two');
  });

  test('a device that goes away is replaced by the system’s own choice, and that is said', async () => {
    const first = await opened();
    first.goAway();
    const second = question().allow();
    await settle();
    expect(second.readyState).toBe('live');
    expect(switched).toBe(1);
    expect(lost).toBe(0);
  });

  test('with no other device, or the permission taken back, the microphone is lost', async () => {
    const track = await opened();
    track.goAway();
    question().refuse('NotFoundError');
    await settle();
    expect(lost).toBe(1);
    expect(switched).toBe(0);
  });

  test('a device that went away before it was heard counts, too', async () => {
    const open = microphone.open(call.signal, listener);
    question().allow().readyState = 'ended';
    expect(await open).toBeUndefined();
    expect(questions).toHaveLength(2);
  });

  test('a call that ended meanwhile is not told, and keeps no device', async () => {
    const track = await opened();
    track.goAway();
    call.abort();
    const late = question().allow();
    await settle();
    expect(late.readyState).toBe('ended');
    expect(lost).toBe(0);
  });

  test('the system’s own mute is noticed, and its end', async () => {
    const track = await opened();
    track.onmute?.();
    expect(microphone.silenced.value).toBe(true);
    capture().silenced(true);
    track.onunmute?.();
    expect(microphone.silenced.value).toBe(true);
    capture().silenced(false);
    expect(microphone.silenced.value).toBe(false);
  });
});

describe('muting', () => {
  test('is told to whoever captures and to the device, also to the next one', async () => {
    const track = await opened();
    microphone.toggleMute();
    expect(muted()).toBe(true);
    expect(track.enabled).toBe(false);
    microphone.choose('headset');
    const next = question().allow();
    await settle();
    expect(muted()).toBe(true);
    expect(next.enabled).toBe(false);
    microphone.toggleMute();
    expect(muted()).toBe(false);
    expect(next.enabled).toBe(true);
  });

  test('push-to-talk hears while the button is held, and keeps the device open', async () => {
    const track = await opened();
    microphone.setPushToTalk(true);
    expect(muted()).toBe(true);
    expect(track.enabled).toBe(true);
    microphone.hold(true);
    expect(muted()).toBe(false);
    microphone.hold(false);
    expect(muted()).toBe(true);
    microphone.setPushToTalk(false);
    expect(muted()).toBe(false);
  });

  test('push-to-talk takes the place of muting, which counts again after it', async () => {
    await opened();
    microphone.toggleMute();
    microphone.setPushToTalk(true);
    expect(microphone.muted.value).toBe(false);
    microphone.hold(true);
    expect(muted()).toBe(false);
    microphone.setPushToTalk(false);
    expect(microphone.muted.value).toBe(true);
    expect(muted()).toBe(true);
  });

  test('muted stays muted, also while the button is held', async () => {
    await opened();
    microphone.setPushToTalk(true);
    microphone.toggleMute();
    microphone.hold(true);
    expect(muted()).toBe(true);
  });

  test('a new call begins unmuted, and a held button ends with its call', async () => {
    await opened();
    microphone.setPushToTalk(true);
    microphone.hold(true);
    microphone.toggleMute();
    call.abort();
    expect(microphone.held.value).toBe(false);
    call = new AbortController();
    await opened();
    expect(microphone.muted.value).toBe(false);
  });

  test('without push-to-talk there is nothing to hold', () => {
    microphone.hold(true);
    expect(microphone.held.value).toBe(false);
  });
});
