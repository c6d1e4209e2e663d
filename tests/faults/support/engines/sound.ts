import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, start } from './processes.ts';

/** A sound card that nobody hears, and a folder of its own for all that a session keeps. */
export interface Sound {
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Without an output Firefox never starts an AudioContext. */
export async function openSound(): Promise<Sound> {
  const folder = mkdtempSync(join(tmpdir(), 'evi-sound-'));
  const socket = join(folder, 'sound.socket');
  const env = {
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    XDG_CONFIG_HOME: folder,
    PULSE_SERVER: `unix:${socket}`,
  };
  const pulse = start(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--use-pid-file=no',
      '--exit-idle-time=-1',
      '--realtime=no',
      '--load=module-null-sink sink_name=speaker rate=48000',
      '--load=module-null-sink sink_name=room rate=48000',
      '--load=module-remap-source master=room.monitor source_name=microphone',
      `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ],
    env,
  );
  await eventually(
    () => (existsSync(socket) ? true : undefined),
    () => `PulseAudio did not start: ${pulse.output()}`,
  );
  return {
    env,
    async close() {
      await pulse.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
