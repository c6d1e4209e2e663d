import { type ReadonlySignal, signal } from '@preact/signals';
import type { FrameConfig } from '../../shared/options/frame-config.ts';

/** Before the server has said what it can do: as the offline default does. */
const ASSUMED: FrameConfig = { voiceInput: true };

/** The frame's own origin says what the server can do. Where it cannot be asked, a call will tell why. */
export function readConfig(): ReadonlySignal<FrameConfig> {
  const config = signal(ASSUMED);
  fetch('config.json')
    .then((response) => (response.ok ? response.json() : ASSUMED))
    .then(
      (told: FrameConfig) => {
        config.value = told;
      },
      () => undefined,
    );
  return config;
}
