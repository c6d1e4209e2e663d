/** A sound card that exists only in PulseAudio: what is played into it is what a browser's microphone hears. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall, say } from './project.mjs';

const PACKAGES = ['pulseaudio', 'pulseaudio-utils'];

/** Milliseconds until the daemon must listen. */
const PATIENCE = 20_000;

/** One that nobody stopped, because its starter was killed, ends by itself. */
const DAEMON = ['exit-idle-time = 120', 'default-sample-rate = 48000', 'alternate-sample-rate = 48000'];

/**
 * What is played to `room` is heard by the microphone `mic`; `loudspeaker` is where a browser plays. A remapped source,
 * because Chromium offers no monitor as a microphone.
 * @param {string} socket
 */
const devices = (socket) => [
  `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
  'load-module module-null-sink sink_name=room rate=48000 channels=1',
  'load-module module-null-sink sink_name=loudspeaker rate=48000 channels=2',
  'load-module module-remap-source master=room.monitor source_name=mic source_properties=device.description=Microphone',
  'set-default-sink loudspeaker',
  'set-default-source mic',
];

/** Whether its programs are there, installed where that can be done. */
export function prepareSoundCard() {
  const isThere = () => {
    try {
      for (const program of ['pulseaudio', 'parec'])
        execFileSync(program, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  if (isThere() || (aptInstall(PACKAGES) && isThere())) return true;
  say(`There is no PulseAudio, and so no virtual sound card: apt-get install ${PACKAGES.join(' ')}`);
  return false;
}

/**
 * Starts a daemon of its own, whatever other one there is. Whoever has its `env` uses it.
 * @returns {Promise<{ env: Record<string, string>, stop(): Promise<void> }>}
 */
export async function startSoundCard() {
  const folder = mkdtempSync(join(tmpdir(), 'evi-sound-'));
  const socket = join(folder, 'native');
  const config = join(folder, 'config', 'pulse');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'daemon.conf'), DAEMON.join('\n'));
  writeFileSync(join(folder, 'devices.pa'), devices(socket).join('\n'));
  const env = {
    PULSE_SERVER: `unix:${socket}`,
    PULSE_RUNTIME_PATH: folder,
    PULSE_STATE_PATH: folder,
    PULSE_CONFIG_PATH: config,
  };
  const args = ['-n', '-F', join(folder, 'devices.pa'), '--daemonize=no', '--log-target=stderr'];
  // PULSE_SERVER would make the daemon believe that there is one already.
  const { PULSE_SERVER: _, ...own } = env;
  const daemon = spawn('pulseaudio', args, {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  daemon.stderr.on('data', (/** @type {Buffer} */ bytes) => {
    complaint = (complaint + bytes).slice(-2000);
  });
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  const stop = async () => {
    daemon.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + PATIENCE;
  while (daemon.exitCode === null && Date.now() < deadline) {
    try {
      execFileSync('pactl', ['info'], { env: { ...process.env, ...env }, stdio: 'ignore' });
      return { env, stop };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await stop();
  throw new Error(`PulseAudio did not start. ${complaint}`);
}
