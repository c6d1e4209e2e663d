/** What a test changes in the frame before the widget's own scripts run there, and what it learns from it. */
export interface TapOptions {
  /** The browser's question about the microphone stays open until `allow`. */
  holdMicrophone?: boolean;
  /** Names of the DOMExceptions that the first requests for the microphone fail with. */
  microphoneErrors?: string[];
  /** In place of the device, a tone whose pitch tells the time: `CLOCK_START` + `CLOCK_SLOPE` hertz a second. */
  microphoneClock?: boolean;
  /** The microphone's settings say that no echo is cancelled; else that it is, whatever the browser can do. */
  noEchoCancellation?: boolean;
  /** No AudioContext ever runs, as where there is no sound output. */
  deafContexts?: boolean;
  /** Timers of three seconds and more take a twentieth, so that a test need not sit out the frame's patience. */
  hurry?: boolean;
}

export const CLOCK_START = 500;
export const CLOCK_SLOPE = 200;

export interface Probe {
  /** What was connected to the loudspeaker, one recording for each context, on that context's clock. */
  played: { rate: number; blocks: Float32Array[] }[];
  contexts: AudioContext[];
  tracks: MediaStreamTrack[];
  microphoneRequests: number;
  /** Messages that reached the main thread from worklets, workers and channels. */
  messages: number;
  /** Uncaught errors and unhandled rejections. */
  errors: string[];
  /** The visitor answers the browser's question about the microphone. */
  allow(): void;
  /** From now on the microphone is had, and sound comes out. */
  repair(): void;
  /** Seconds since the microphone's clock began. */
  clock(): number;
  /** The device goes away, and with `last` no other one is there. */
  unplug(last: boolean): void;
  /** The system takes the microphone's sound away, or gives it back. */
  silence(on: boolean): void;
  /** Something is plugged in or out that nobody uses. */
  changeDevices(): void;
  hide(hidden: boolean): void;
  online(on: boolean): void;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Records its input in blocks of 512 samples, silence included, on the audio thread: main-thread jams lose nothing. */
export const TAP_WORKLET = `
registerProcessor('evi-tap', class extends AudioWorkletProcessor {
  constructor() { super(); this.block = new Float32Array(512); this.filled = 0; }
  process([input]) {
    const channel = input[0];
    if (channel) this.block.set(channel, this.filled); else this.block.fill(0, this.filled, this.filled + 128);
    this.filled += 128;
    if (this.filled >= 512) {
      this.port.postMessage(this.block.slice());
      this.filled = 0;
    }
    return true;
  }
});`;

/** Runs in the frame; it may use nothing from around it. */
function installTaps(options: TapOptions, clock: { start: number; slope: number }): void {
  const OwnContext = AudioContext;
  const OwnNode = AudioWorkletNode;
  let gone = false;
  let broken = true;
  let clockContext: AudioContext | undefined;
  let allow: () => void = () => undefined;
  const allowed = options.holdMicrophone
    ? new Promise<void>((resolve) => {
        allow = resolve;
      })
    : Promise.resolve();

  const deaf = (): boolean => Boolean(options.deafContexts) && broken;

  const define = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { configurable: true, get: () => value });
  };

  // Firefox gives a track's listeners nothing that a script dispatches, so they listen twice.
  const seconds = new Map<EventTarget, EventTarget>();
  const listenTwice = (target: EventTarget): void => {
    const second = new EventTarget();
    seconds.set(target, second);
    for (const method of ['addEventListener', 'removeEventListener'] as const) {
      const first = target[method].bind(target);
      define(target, method, (...heard: Parameters<EventTarget['addEventListener']>) => {
        first(...heard);
        second[method](...heard);
      });
    }
  };
  const tell = (target: EventTarget, type: string): void => {
    const event = new Event(type);
    seconds.get(target)?.dispatchEvent(event);
    const handler: unknown = Reflect.get(target, `on${type}`);
    if (typeof handler === 'function') handler.call(target, event);
  };

  const probe: Probe = {
    played: [],
    contexts: [],
    tracks: [],
    microphoneRequests: 0,
    messages: 0,
    errors: [],
    allow: () => allow(),
    repair() {
      broken = false;
      allow();
    },
    clock: () => clockContext?.currentTime ?? 0,
    unplug(last) {
      gone = last;
      for (const track of probe.tracks) {
        if (track.readyState !== 'live') continue;
        // stop() tells nobody: only a device that goes away is an event.
        track.stop();
        tell(track, 'ended');
      }
      tell(navigator.mediaDevices, 'devicechange');
    },
    silence(on) {
      for (const track of probe.tracks) {
        define(track, 'muted', on);
        tell(track, on ? 'mute' : 'unmute');
      }
    },
    changeDevices: () => tell(navigator.mediaDevices, 'devicechange'),
    hide(hidden) {
      define(document, 'hidden', hidden);
      define(document, 'visibilityState', hidden ? 'hidden' : 'visible');
      document.dispatchEvent(new Event('visibilitychange'));
    },
    online(on) {
      define(navigator, 'onLine', on);
      dispatchEvent(new Event(on ? 'online' : 'offline'));
    },
  };
  window.probe = probe;
  addEventListener('error', ({ message }) => probe.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => probe.errors.push(String(reason)));

  const counted = (target: EventTarget): void =>
    target.addEventListener('message', () => {
      probe.messages += 1;
    });
  window.AudioContext = class extends OwnContext {
    constructor(settings?: AudioContextOptions) {
      super(settings);
      probe.contexts.push(this);
      if (deaf()) void this.suspend();
    }

    override resume(): Promise<void> {
      return deaf() ? new Promise(() => undefined) : super.resume();
    }
  };
  window.AudioWorkletNode = class extends OwnNode {
    constructor(context: BaseAudioContext, name: string, settings?: AudioWorkletNodeOptions) {
      super(context, name, settings);
      counted(this.port);
    }
  };
  window.Worker = class extends Worker {
    constructor(url: string | URL, settings?: WorkerOptions) {
      super(url, settings);
      counted(this);
    }
  };
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      counted(this.port1);
      counted(this.port2);
    }
  };

  // Whoever loads a worklet gets the tap with it, so that it is there before anything can sound.
  const { addModule } = AudioWorklet.prototype;
  AudioWorklet.prototype.addModule = async function (this: AudioWorklet, url, settings) {
    await addModule.call(this, '/tap-worklet.js');
    await addModule.call(this, url, settings);
  };
  const taps = new Map<BaseAudioContext, AudioWorkletNode>();
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  const tapOf = (context: BaseAudioContext): AudioWorkletNode => {
    const known = taps.get(context);
    if (known) return known;
    const tap = new OwnNode(context, 'evi-tap', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    const recording = { rate: context.sampleRate, blocks: [] as Float32Array[] };
    probe.played.push(recording);
    tap.port.onmessage = ({ data }: MessageEvent<Float32Array>) => recording.blocks.push(data);
    taps.set(context, tap);
    return tap;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]): AudioNode {
    if (args[0] === this.context.destination) connect.call(this, tapOf(this.context));
    return connect.apply(this, args);
  } as AudioNode['connect'];

  const devices = navigator.mediaDevices;
  listenTwice(devices);
  const getUserMedia = devices.getUserMedia.bind(devices);
  const enumerateDevices = devices.enumerateDevices.bind(devices);
  const clockStream = async (): Promise<MediaStream> => {
    const context = new OwnContext();
    clockContext = context;
    const tone = context.createOscillator();
    const stream = context.createMediaStreamDestination();
    const minute = 60;
    tone.frequency.setValueAtTime(clock.start, context.currentTime);
    tone.frequency.linearRampToValueAtTime(clock.start + clock.slope * minute, context.currentTime + minute);
    const quieter = context.createGain();
    quieter.gain.value = 0.4;
    connect.call(tone, quieter);
    connect.call(quieter, stream);
    tone.start();
    await context.resume();
    return stream.stream;
  };
  devices.getUserMedia = async (constraints) => {
    const error = broken ? options.microphoneErrors?.[probe.microphoneRequests] : '';
    probe.microphoneRequests += 1;
    await allowed;
    if (error || gone) throw new DOMException('The test says so.', error || 'NotFoundError');
    const stream = options.microphoneClock ? await clockStream() : await getUserMedia(constraints);
    for (const track of stream.getTracks()) {
      probe.tracks.push(track);
      listenTwice(track);
      const settings = track.getSettings.bind(track);
      track.getSettings = () => ({ ...settings(), echoCancellation: !options.noEchoCancellation });
    }
    return stream;
  };
  devices.enumerateDevices = async () =>
    (await enumerateDevices()).filter(({ kind }) => !gone || kind !== 'audioinput');

  if (!options.hurry) return;
  const hurried = (delay = 0): number => (delay >= 3000 ? delay / 20 : delay);
  const { setTimeout: later } = window;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  window.setTimeout = ((run: () => void, delay?: number) => later(run, hurried(delay))) as typeof setTimeout;
  AbortSignal.timeout = (delay) => timeout(hurried(delay));
}

export const tapScript = (options: TapOptions): string =>
  `(${installTaps})(${JSON.stringify(options)}, { start: ${CLOCK_START}, slope: ${CLOCK_SLOPE} });`;
