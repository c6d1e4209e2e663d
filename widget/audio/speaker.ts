import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { loudness } from './loudness.ts';
import { createChunkOrder } from './playback/chunk-order.ts';
import type { PlaybackCommand, PlaybackReport } from './playback/messages.ts';
import type { SpeakerControls } from './speaker-controls.ts';
import { threadUrl } from './thread-source.ts';
import { readWav } from './wav.ts';

export interface Speaker extends Omit<SpeakerControls, 'context'> {
  /** The system has taken the output away; only a press brings it back for certain. */
  suspended: ReadonlySignal<boolean>;
  /** Something is sounding or queued. */
  playing: ReadonlySignal<boolean>;
  /** The output runs; until then, and where the browser keeps it from running, nothing can be heard. */
  readonly audible: boolean;
  /** The key whose samples sound now, empty in silence. */
  sounding: ReadonlySignal<string>;
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
export function createSpeaker(controls: SpeakerControls): Speaker {
  const { level, volume, muted, deviceId } = controls;
  const playing = signal(false);
  const sounding = signal('');
  const suspended = signal(false);
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

  const tellGain = (): void => {
    const gain = muted.value ? 0 : volume.value;
    post({ type: 'gain', gain });
  };
  effect(tellGain);

  const tellDevice = async (): Promise<void> => {
    const context: SinkContext | undefined = output?.context;
    const tried = deviceId.value;
    try {
      await context?.setSinkId?.(tried);
    } catch {
      // It was unplugged, or the browser allows it no more. What was chosen since counts.
      if (!tried || deviceId.value !== tried) return;
      deviceId.value = '';
    }
  };
  deviceId.subscribe(() => void tellDevice());

  /** Where the system has taken the sound away (a phone call, a locked phone), it gives it back when asked, or after a press. */
  const watch = (to: Output): void => {
    const { context } = to;
    context.onstatechange = () => {
      if (output !== to) return;
      look(to);
      if (suspended.value) controls.resume();
    };
  };

  const start = (context: AudioContext): Output => {
    clearTimeout(overdue);
    overdue = setTimeout(() => {
      if (!output) return;
      output.due = true;
      look(output);
    }, START_PATIENCE);
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

  document.addEventListener('visibilitychange', controls.resume);
  controls.devices.subscribe((list) => {
    if (!list.some(({ id }) => id === deviceId.peek())) deviceId.value = '';
  });

  return {
    ...controls,
    suspended,
    playing,
    get audible() {
      return output?.context.state === 'running';
    },
    sounding,
    open() {
      controls.open();
      if (controls.context) output ??= start(controls.context);
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
      output = undefined;
      controls.close();
    },
    link() {
      const { port1, port2 } = new MessageChannel();
      if (output) post({ type: 'link', port: port1 }, [port1]);
      else link = port1;
      return port2;
    },
  };
}
