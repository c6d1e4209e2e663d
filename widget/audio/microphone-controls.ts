import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AudioDevice, AudioDevices } from './devices.ts';

/** What a visitor sees of the microphone and sets: there before anything can listen. */
export interface MicrophoneControls {
  /** Loudness now, 0 to 1. */
  level: Signal<number>;
  muted: ReadonlySignal<boolean>;
  toggleMute(): void;
  /** With it, silence is sent unless the button is held. */
  pushToTalk: ReadonlySignal<boolean>;
  setPushToTalk(on: boolean): void;
  /** The push-to-talk button is down. */
  held: ReadonlySignal<boolean>;
  hold(down: boolean): void;
  /** Empty until the browser tells, which it does once the microphone was allowed. */
  devices: ReadonlySignal<readonly AudioDevice[]>;
  /** The one in use, or chosen for the next call; empty for the system's own choice. */
  deviceId: Signal<string>;
  /** Also in the middle of a call, which goes on. */
  choose(deviceId: string): void;
  /** Told of each choice, and of what was chosen before. */
  onChoice(listener: (before: string) => void): void;
  /** A call is over: in the next one the visitor is heard. */
  unmute(): void;
}

export function createMicrophoneControls({ inputs }: Pick<AudioDevices, 'inputs'>): MicrophoneControls {
  const muted = signal(false);
  const pushToTalk = signal(false);
  const held = signal(false);
  const deviceId = signal('');
  let mutedBefore = false;
  let chosen = (_before: string): void => undefined;
  return {
    level: signal(0),
    muted,
    toggleMute() {
      muted.value = !muted.value;
    },
    pushToTalk,
    setPushToTalk(on) {
      if (on === pushToTalk.value) return;
      // The button takes the place of muting, which counts again when it is gone.
      if (on) mutedBefore = muted.value;
      muted.value = !on && mutedBefore;
      pushToTalk.value = on;
      held.value = false;
    },
    held,
    hold(down) {
      held.value = down && pushToTalk.value;
    },
    devices: inputs,
    deviceId,
    choose(id) {
      const before = deviceId.value;
      deviceId.value = id;
      chosen(before);
    },
    onChoice(listener) {
      chosen = listener;
    },
    unmute() {
      muted.value = mutedBefore = false;
    },
  };
}
