import { type ReadonlySignal, signal } from '@preact/signals';
import playbackUrl from './playback.worklet.ts?worker&url';
import type { Sound } from './wav.ts';
import type { PlaybackCommand, PlaybackReport } from './worklet-messages.ts';

export interface Speaker {
  level: ReadonlySignal<number>;
  /** Something is sounding or queued. */
  playing: ReadonlySignal<boolean>;
  /** The output runs; until then, and where the browser keeps it from running, nothing can be heard. */
  readonly audible: boolean;
  /** The key whose samples sound now, empty in silence. */
  sounding: ReadonlySignal<string>;
  /** Opens the output at a rate in hertz. Called within a press, because browsers ask for one. */
  open(sampleRate: number): void;
  play(key: string, sound: Sound): void;
  /** Silence within a few milliseconds; nothing queued before is ever heard. */
  flush(): void;
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
    play(key, sound) {
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
