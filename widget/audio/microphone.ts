import { type ReadonlySignal, signal } from '@preact/signals';
import captureUrl from './capture.worklet.ts?worker&url';
import type { AudioDevice } from './devices.ts';
import type { CaptureCommand, CapturedFrame } from './worklet-messages.ts';

/** Hertz. What speech recognisers are made for. */
export const CAPTURE_SAMPLE_RATE = 16_000;

export type MicrophoneProblem =
  | 'microphone-denied'
  | 'microphone-blocked-by-site'
  /** Neither allowed nor refused for too long; a microphone that is granted later is stopped at once. */
  | 'microphone-ignored'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'unsupported-browser';

export interface Microphone {
  level: ReadonlySignal<number>;
  muted: ReadonlySignal<boolean>;
  toggleMute(): void;
  /** With it, silence is sent unless the button is held. */
  pushToTalk: ReadonlySignal<boolean>;
  setPushToTalk(on: boolean): void;
  held: ReadonlySignal<boolean>;
  hold(down: boolean): void;
  devices: ReadonlySignal<readonly AudioDevice[]>;
  deviceId: ReadonlySignal<string>;
  choose(deviceId: string): void;
  /** The browser cancels no echo: while the speaker sounds, silence is sent. */
  halfDuplex: ReadonlySignal<boolean>;
  /** Open, and the system gives no sound: muted by a key, or held by another program. */
  silenced: ReadonlySignal<boolean>;
  /** The device that was used went away and another took its place; false again with the next `open`. */
  switched: ReadonlySignal<boolean>;
  /**
   * Frames are pieces of one container stream, because the browser can give nothing better: it needs no announcement,
   * and only `renew` makes a stream that a new socket can read.
   */
  readonly container: boolean;
  /** Who hears from here on has heard nothing before: a container begins anew. Does nothing where there is none. */
  renew(): void;
  /**
   * Asks for the microphone and captures until `signal` aborts. Resolves with undefined when it hears, else with
   * what stands in the way. Aborted meanwhile, a microphone that is granted late is stopped at once.
   */
  open(signal: AbortSignal, listener: MicrophoneListener): Promise<MicrophoneProblem | undefined>;
}

export interface MicrophoneListener {
  /**
   * 20 ms of linear16 mono at `CAPTURE_SAMPLE_RATE`, muted as silence; or a piece of a container. `speech`: the
   * speech gate is open, so it is probably the visitor who sounds.
   */
  frame(samples: ArrayBuffer, speech: boolean): void;
  /** The device went away and none took its place, or the permission was taken back. */
  lost(): void;
}

/** Chromium tells a host page's Permissions-Policy from a visitor's refusal only here. */
const allowedBySite = (): boolean => {
  const { featurePolicy } = document as Document & {
    featurePolicy?: { allowsFeature(name: string): boolean };
  };
  return featurePolicy?.allowsFeature('microphone') ?? true;
};

const problemOf = (error: unknown): MicrophoneProblem => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'microphone-missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'microphone-busy';
  return allowedBySite() ? 'microphone-denied' : 'microphone-blocked-by-site';
};

export function createMicrophone(): Microphone {
  const level = signal(0);
  const muted = signal(false);
  let capture: { stream: MediaStream; node: AudioWorkletNode } | undefined;

  const tellMuted = (): void => {
    const command: CaptureCommand = { muted: muted.value };
    capture?.node.port.postMessage(command);
    for (const track of capture?.stream.getTracks() ?? []) track.enabled = !muted.value;
  };

  const start = async (
    stream: MediaStream,
    aborted: AbortSignal,
    listener: MicrophoneListener,
  ): Promise<void> => {
    const context = new AudioContext({ sampleRate: CAPTURE_SAMPLE_RATE });
    const stop = (): void => {
      for (const track of stream.getTracks()) track.stop();
      context.close().catch(() => undefined);
      if (capture?.stream === stream) capture = undefined;
      level.value = 0;
    };
    aborted.addEventListener('abort', stop);
    await context.audioWorklet.addModule(captureUrl);
    if (aborted.aborted) return;
    const node = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<CapturedFrame>) => {
      if (aborted.aborted) return;
      level.value = data.level;
      listener.frame(data.samples, false);
    };
    for (const track of stream.getTracks())
      track.addEventListener('ended', () => {
        if (!aborted.aborted) listener.lost();
      });
    capture = { stream, node };
    tellMuted();
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
  };

  return {
    level,
    muted,
    pushToTalk: signal(false),
    setPushToTalk: () => undefined,
    held: signal(false),
    hold: () => undefined,
    devices: signal([]),
    deviceId: signal(''),
    choose: () => undefined,
    halfDuplex: signal(false),
    silenced: signal(false),
    switched: signal(false),
    container: false,
    renew: () => undefined,
    toggleMute() {
      muted.value = !muted.value;
      tellMuted();
    },
    async open(aborted, listener) {
      if (!navigator.mediaDevices?.getUserMedia || !('AudioWorkletNode' in globalThis))
        return 'unsupported-browser';
      muted.value = false;
      let stream: MediaStream | undefined;
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        });
        if (aborted.aborted) for (const track of stream.getTracks()) track.stop();
        else await start(stream, aborted, listener);
        return undefined;
      } catch (error) {
        for (const track of stream?.getTracks() ?? []) track.stop();
        return stream ? 'microphone-busy' : problemOf(error);
      }
    },
  };
}
