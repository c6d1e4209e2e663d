import { type ReadonlySignal, signal } from '@preact/signals';

/** Something to hear with or to speak through. `id` is the browser's, `label` its name for people. */
export interface AudioDevice {
  id: string;
  label: string;
}

export interface AudioDevices {
  inputs: ReadonlySignal<readonly AudioDevice[]>;
  /** Empty where the browser lets no output be chosen. */
  outputs: ReadonlySignal<readonly AudioDevice[]>;
  /** Asks the browser again. It names devices only once the microphone was allowed. */
  refresh(): Promise<void>;
}

/** The system's own choice, and Windows' second one, are no devices of their own. */
const ALIASES = new Set(['', 'default', 'communications']);

/** What can be heard with and spoken through, kept up to date as it is plugged in and out. */
export function createDevices(): AudioDevices {
  const inputs = signal<readonly AudioDevice[]>([]);
  const outputs = signal<readonly AudioDevice[]>([]);
  let named = false;
  const refresh = async (): Promise<void> => {
    let found: MediaDeviceInfo[] = [];
    try {
      found = await navigator.mediaDevices.enumerateDevices();
    } catch {
      // Nothing to choose from, then; the system's own choice still works.
    }
    const ofKind = (kind: MediaDeviceKind): AudioDevice[] =>
      found
        .filter((device) => device.kind === kind && device.label && !ALIASES.has(device.deviceId))
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    inputs.value = ofKind('audioinput');
    named ||= inputs.value.length > 0;
    const choosable = 'AudioContext' in globalThis && 'setSinkId' in AudioContext.prototype;
    outputs.value = choosable ? ofKind('audiooutput') : [];
  };
  navigator.mediaDevices?.addEventListener('devicechange', () => {
    // Before the microphone was allowed there is nothing to show, and nothing to ask for.
    if (named) void refresh();
  });
  return { inputs, outputs, refresh };
}
