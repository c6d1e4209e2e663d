import { type ReadonlySignal, signal } from '@preact/signals';
import type { AudioDevice } from './devices.ts';
import playbackUrl from './playback.worklet.ts?worker&url';
import { readWav } from './wav.ts';
import type { PlaybackCommand, PlaybackReport } from './worklet-messages.ts';

export interface Speaker {
  level: ReadonlySignal<number>;
  volume: ReadonlySignal<number>;
  setVolume(volume: number): void;
  muted: ReadonlySignal<boolean>;
  toggleMute(): void;
  devices: ReadonlySignal<readonly AudioDevice[]>;
  deviceId: ReadonlySignal<string>;
  choose(deviceId: string): void;
  /** The system has taken the output away; only a press brings it back for certain. */
  suspended: ReadonlySignal<boolean>;
  resume(): void;
  /** Something is sounding or queued. */
  playing: ReadonlySignal<boolean>;
  /** The output runs; until then, and where the browser keeps it from running, nothing can be heard. */
  readonly audible: boolean;
  /** The key whose samples sound now, empty in silence. */
  sounding: ReadonlySignal<string>;
  /** Opens the output at a rate in hertz. Called within a press, because browsers ask for one. */
  open(sampleRate: number): void;
  /**
   * Queues a complete WAV file: chunk `index` of `key`, counting from 0. Chunks of a key play in the order of their
   * indices, keys in the order in which they first came. A chunk that is missing is waited for for a bounded time.
   */
  play(key: string, index: number, wav: Uint8Array<ArrayBuffer>): void;
  /** No more chunks are on their way: what waits for a missing one plays now. */
  complete(): void;
  /** Told of each key of which a chunk never came or could not be read. The rest of it plays. */
  onMissed(listener: (key: string) => void): void;
  /** Silence within a few milliseconds; nothing queued before is ever heard. */
  flush(): void;
  /** Resolves when all that was queued has sounded, or was flushed, or cannot sound. */
  drained(): Promise<void>;
  close(): void;
}

interface Output {
  context: AudioContext;
  sampleRate: number;
  /** `samples` commands posted so far. */
  sent: number;
  /** Resolves when the worklet takes commands. */
  node: Promise<AudioWorkletNode>;
}

/** Plays samples in the order given. Opens a new context when a sound comes at another rate: resampling clicks. */
export function createSpeaker(): Speaker {
  const level = signal(0);
  const playing = signal(false);
  const sounding = signal('');
  let output: Output | undefined;
  // Samples of an epoch that has ended never reach the worklet, also not those that wait for it to load.
  let epoch = 0;

  const silent = (): void => {
    playing.value = false;
    sounding.value = '';
    level.value = 0;
  };

  const listen = (node: AudioWorkletNode, context: AudioContext): void => {
    node.port.onmessage = ({ data }: MessageEvent<PlaybackReport>) => {
      if (output?.context !== context) return;
      if (data.type === 'level') level.value = data.level;
      else if (data.type === 'started') {
        if (playing.value) sounding.value = data.key;
      } else if (data.received === output.sent) silent();
    };
  };

  const load = async (context: AudioContext): Promise<AudioWorkletNode> => {
    await context.audioWorklet.addModule(playbackUrl);
    const node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    node.connect(context.destination);
    listen(node, context);
    return node;
  };

  const send = async (to: Output, command: PlaybackCommand, transfer: Transferable[] = []): Promise<void> => {
    const sent = epoch;
    try {
      const node = await to.node;
      if (command.type === 'samples') {
        if (sent !== epoch) return;
        to.sent += 1;
      }
      node.port.postMessage(command, transfer);
    } catch {
      // Without its worklet the speaker stays silent; the transcript shows every word all the same.
      silent();
    }
  };

  const open = (sampleRate: number): Output => {
    if (output?.sampleRate !== sampleRate) {
      const context = new AudioContext({ sampleRate });
      output?.context.close().catch(() => undefined);
      output = { context, sampleRate, sent: 0, node: load(context) };
      output.node.catch(() => undefined);
    }
    output.context.resume().catch(() => undefined);
    return output;
  };

  return {
    level,
    playing,
    sounding,
    open,
    get audible() {
      return output?.context.state === 'running';
    },
    volume: signal(1),
    setVolume: () => undefined,
    muted: signal(false),
    toggleMute: () => undefined,
    devices: signal<AudioDevice[]>([]),
    deviceId: signal(''),
    choose: () => undefined,
    suspended: signal(false),
    resume: () => undefined,
    complete: () => undefined,
    onMissed: () => undefined,
    drained: async () => undefined,
    play(key, _index, wav) {
      const sound = readWav(wav);
      if (!sound.samples.length) return;
      const to = open(sound.sampleRate);
      playing.value = true;
      void send(to, { type: 'samples', key, samples: sound.samples }, [sound.samples.buffer]);
    },
    flush() {
      epoch += 1;
      silent();
      if (output) void send(output, { type: 'flush' });
    },
    close() {
      epoch += 1;
      silent();
      output?.context.close().catch(() => undefined);
      output = undefined;
    },
  };
}
