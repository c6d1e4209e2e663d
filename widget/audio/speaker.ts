import { type ReadonlySignal, signal } from '@preact/signals';
import type { AudioDevice, AudioDevices } from './devices.ts';
import { loudness } from './loudness.ts';
import { createChunkOrder } from './playback/chunk-order.ts';
import type { PlaybackCommand, PlaybackReport } from './playback/messages.ts';
import { threadUrl } from './thread-source.ts';
import { readWav } from './wav.ts';

export interface Speaker {
  /** Loudness now, 0 to 1. */
  level: ReadonlySignal<number>;
  /** 0 to 1. */
  volume: ReadonlySignal<number>;
  setVolume(volume: number): void;
  muted: ReadonlySignal<boolean>;
  toggleMute(): void;
  /** Empty where the browser lets no output be chosen. */
  devices: ReadonlySignal<readonly AudioDevice[]>;
  /** Empty for the system's own choice. */
  deviceId: ReadonlySignal<string>;
  choose(deviceId: string): void;
  /** The system has taken the output away; only a press brings it back for certain. */
  suspended: ReadonlySignal<boolean>;
  /** Call inside a press. */
  resume(): void;
  /** Something is sounding or queued. */
  playing: ReadonlySignal<boolean>;
  /** The output runs; until then, and where the browser keeps it from running, nothing can be heard. */
  readonly audible: boolean;
  /** The key whose samples sound now, empty in silence. */
  sounding: ReadonlySignal<string>;
  /** Opens the output. Called within a press, because browsers ask for one. Never throws. */
  open(): void;
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
  /** An end for the capture thread, see echo-link.ts; the one given before is cut off. */
  link(): MessagePort;
}

interface Output {
  context: AudioContext;
  analyser: AnalyserNode;
  /** `samples` commands posted so far. */
  sent: number;
  /** Something was sent that has neither sounded to its end nor been flushed. */
  pending: boolean;
  /** It has run, or should have by now: that it does not is the system's doing. */
  due: boolean;
  /** Resolves when the worklet takes commands. */
  node: Promise<AudioWorkletNode>;
}

/** Not in TypeScript's DOM types yet; Chromium has it. */
type SinkContext = AudioContext & { setSinkId?(id: string): Promise<void> };

/** Milliseconds in which a context begins to run: Firefox takes up to two seconds on a busy machine. */
const START_PATIENCE = 3000;
/** Milliseconds between two looks at the level: 30 a second, as often as it is drawn. */
const LEVEL_INTERVAL = 33;

/** Plays chunks in order through one worklet, whatever rate each has. */
export function createSpeaker({ outputs }: Pick<AudioDevices, 'outputs'>): Speaker {
  const level = signal(0);
  const volume = signal(1);
  const muted = signal(false);
  const playing = signal(false);
  const sounding = signal('');
  const suspended = signal(false);
  const deviceId = signal('');
  let missed: (key: string) => void = () => undefined;
  let output: Output | undefined;
  let link: MessagePort | undefined;
  const waiting: (() => void)[] = [];
  let meter: ReturnType<typeof setInterval> | undefined;
  let overdue: ReturnType<typeof setTimeout> | undefined;
  // Samples of an epoch that has ended never reach the worklet, also not those that wait for it to load.
  let epoch = 0;

  const silent = (): void => {
    if (output) output.pending = false;
    stopSounding();
    for (const resolve of waiting.splice(0)) resolve();
  };

  const stopSounding = (): void => {
    playing.value = false;
    sounding.value = '';
    level.value = 0;
    clearInterval(meter);
    meter = undefined;
  };

  /** What is sent to a context that does not run waits, and is told to the visitor, whose press makes it run. */
  const look = (to: Output): void => {
    const runs = to.context.state === 'running';
    if (runs) clearTimeout(overdue);
    to.due ||= runs || to.pending;
    suspended.value = !runs && to.due;
    if (!to.pending) return;
    if (!runs) {
      stopSounding();
      for (const resolve of waiting.splice(0)) resolve();
    } else if (!playing.value) {
      playing.value = true;
      meter = setInterval(measure, LEVEL_INTERVAL);
    }
  };

  /** From an analyser and not from the worklet: 30 messages a second less. */
  const measure = (): void => {
    if (!output) return;
    const samples = new Float32Array(output.analyser.fftSize);
    output.analyser.getFloatTimeDomainData(samples);
    level.value = loudness(
      samples.reduce((sum, sample) => sum + sample * sample, 0),
      samples.length,
    );
  };

  const listen = (node: AudioWorkletNode, context: AudioContext): void => {
    node.port.onmessage = ({ data }: MessageEvent<PlaybackReport>) => {
      if (output?.context !== context) return;
      if (data.type === 'started') {
        if (playing.value) sounding.value = data.key;
      } else if (data.received === output.sent) silent();
    };
  };

  const load = async (context: AudioContext, analyser: AnalyserNode): Promise<AudioWorkletNode> => {
    await context.audioWorklet.addModule(threadUrl);
    const node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    node.connect(analyser).connect(context.destination);
    listen(node, context);
    return node;
  };

  const send = async (to: Output, command: PlaybackCommand, transfer: Transferable[] = []): Promise<void> => {
    const mine = epoch;
    try {
      const node = await to.node;
      if (command.type === 'samples') {
        if (mine !== epoch) return;
        to.sent += 1;
      }
      node.port.postMessage(command, transfer);
    } catch {
      // Without its worklet the speaker stays silent; the transcript shows every word all the same.
      if (output === to) silent();
    }
  };

  const post = (command: PlaybackCommand, transfer?: Transferable[]): void => {
    if (output) void send(output, command, transfer);
  };

  const tellGain = (): void => post({ type: 'gain', gain: muted.value ? 0 : volume.value });

  const tellDevice = async (): Promise<void> => {
    const context: SinkContext | undefined = output?.context;
    const tried = deviceId.value;
    try {
      await context?.setSinkId?.(tried);
    } catch {
      // It was unplugged, or the browser allows it no more. What was chosen since counts.
      if (!tried || deviceId.value !== tried) return;
      deviceId.value = '';
      void tellDevice();
    }
  };

  /** Where the system has taken the sound away (a phone call, a locked phone), it gives it back when asked, or after a press. */
  const watch = (to: Output): void => {
    const { context } = to;
    context.onstatechange = () => {
      if (output !== to) return;
      look(to);
      if (suspended.value) context.resume().catch(() => undefined);
    };
  };

  const start = (): Output => {
    clearTimeout(overdue);
    overdue = setTimeout(() => {
      if (!output) return;
      output.due = true;
      look(output);
    }, START_PATIENCE);
    // At the device's own rate: another one costs the browser a resampler and 6 ms (`npm run bench:audio -- playback`).
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 512 });
    const to: Output = {
      context,
      analyser,
      sent: 0,
      pending: false,
      due: false,
      node: load(context, analyser),
    };
    to.node.catch(() => undefined);
    output = to;
    watch(to);
    tellGain();
    if (deviceId.value) void tellDevice();
    if (link) post({ type: 'link', port: link }, [link]);
    link = undefined;
    return to;
  };

  const order = createChunkOrder<Uint8Array<ArrayBuffer>>({
    chunk(key, wav) {
      if (!output) return;
      try {
        const { sampleRate, samples } = readWav(wav);
        if (!samples.length) return;
        output.pending = true;
        look(output);
        post({ type: 'samples', key, rate: sampleRate, samples }, [samples.buffer]);
      } catch {
        missed(key);
      }
    },
    missed: (key) => missed(key),
  });

  const resume = (): void => {
    output?.context.resume().catch(() => undefined);
  };

  document.addEventListener('visibilitychange', resume);
  outputs.subscribe((list) => {
    if (!deviceId.value || list.some(({ id }) => id === deviceId.value)) return;
    deviceId.value = '';
    void tellDevice();
  });

  return {
    level,
    volume,
    setVolume(value) {
      volume.value = Math.min(Math.max(value, 0), 1);
      tellGain();
    },
    muted,
    toggleMute() {
      muted.value = !muted.value;
      tellGain();
    },
    devices: outputs,
    deviceId,
    choose(id) {
      deviceId.value = id;
      void tellDevice();
    },
    suspended,
    resume,
    playing,
    get audible() {
      return output?.context.state === 'running';
    },
    sounding,
    open() {
      try {
        output ??= start();
      } catch {
        // A browser without sound: the transcript shows every word.
      }
      resume();
    },
    play(key, index, wav) {
      order.push(key, index, wav);
    },
    complete() {
      order.complete();
      post({ type: 'complete' });
    },
    onMissed(listener) {
      missed = listener;
    },
    flush() {
      epoch += 1;
      order.clear();
      silent();
      post({ type: 'flush' });
    },
    drained: () =>
      new Promise((resolve) => {
        if (playing.value && output?.context.state === 'running') waiting.push(resolve);
        else resolve();
      }),
    close() {
      epoch += 1;
      order.clear();
      silent();
      clearTimeout(overdue);
      suspended.value = false;
      output?.context.close().catch(() => undefined);
      output = undefined;
    },
    link() {
      const { port1, port2 } = new MessageChannel();
      if (output) post({ type: 'link', port: port1 }, [port1]);
      else link = port1;
      return port2;
    },
  };
}
