import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AudioDevice, AudioDevices } from './devices.ts';

/** What a visitor sees of the loudspeaker and sets: there before anything can play. */
export interface SpeakerControls {
  /** Loudness now, 0 to 1. */
  level: Signal<number>;
  /** 0 to 1. */
  volume: ReadonlySignal<number>;
  setVolume(volume: number): void;
  muted: ReadonlySignal<boolean>;
  toggleMute(): void;
  /** Empty where the browser lets no output be chosen. */
  devices: ReadonlySignal<readonly AudioDevice[]>;
  /** Empty for the system's own choice. */
  deviceId: Signal<string>;
  choose(deviceId: string): void;
  /** Opens the output, or wakes it. Called within a press, because browsers ask for one. Never throws. */
  open(): void;
  /** Wakes the output that is open. Call inside a press: for certain, only one brings back what the system took away. */
  resume(): void;
  close(): void;
  /** Undefined while it is closed, and where the browser has no sound. */
  readonly context: AudioContext | undefined;
}

export function createSpeakerControls({ outputs }: Pick<AudioDevices, 'outputs'>): SpeakerControls {
  const volume = signal(1);
  const muted = signal(false);
  const deviceId = signal('');
  let context: AudioContext | undefined;
  const resume = (): void => {
    context?.resume().catch(() => undefined);
  };
  return {
    level: signal(0),
    volume,
    setVolume(value) {
      volume.value = Math.min(Math.max(value, 0), 1);
    },
    muted,
    toggleMute() {
      muted.value = !muted.value;
    },
    devices: outputs,
    deviceId,
    choose(id) {
      deviceId.value = id;
    },
    open() {
      try {
        // At the device's own rate: another one costs the browser a resampler and 6 ms (`npm run bench:audio -- playback`).
        context ??= new AudioContext();
      } catch {
        // A browser without sound: the transcript shows every word.
      }
      resume();
    },
    resume,
    close() {
      context?.close().catch(() => undefined);
      context = undefined;
    },
    get context() {
      return context;
    },
  };
}
