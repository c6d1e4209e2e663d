import type { TapReport } from './render-tap.ts';

declare global {
  interface Window {
    audioLog?: AudioLog;
    threadLog?: ThreadLog;
  }
}

export interface AudioLog {
  /** Each message of the socket, before the page's own scripts get it. `contextTime` in seconds, `at` in milliseconds. */
  messages: { type: string; id: string; index: number; at: number; contextTime: number }[];
  /** What was rendered for the loudspeaker, in seconds of the context's clock. */
  sounds: { from: number; until: number }[];
  levels: { at: number; level: number }[];
}

/** Runs in the page before its own scripts: notes what it is sent and what its audio graph renders. */
export function tapAudio(tapPath: string): void {
  const log: AudioLog = { messages: [], sounds: [], levels: [] };
  window.audioLog = log;
  let output: AudioContext | undefined;

  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  const taps = new WeakMap<AudioContext, Promise<AudioWorkletNode>>();
  const openTap = async (context: AudioContext): Promise<AudioWorkletNode> => {
    await context.audioWorklet.addModule(new URL(tapPath, location.href).href);
    const tap = new AudioWorkletNode(context, 'bench-render-tap', { numberOfOutputs: 0 });
    tap.port.onmessage = ({ data }: MessageEvent<TapReport>) => {
      if (data.type === 'sound') log.sounds.push({ from: data.from, until: data.until });
      else log.levels.push(...data.levels);
    };
    return tap;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]): AudioNode {
    const { context } = this;
    if (args[0] === context.destination && context instanceof AudioContext) {
      output = context;
      const tap = taps.get(context) ?? openTap(context);
      taps.set(context, tap);
      tap.then((node) => connect.call(this, node));
    }
    return connect.apply(this, args);
  } as AudioNode['connect'];

  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        const at = performance.timeOrigin + performance.now();
        const contextTime = output?.currentTime ?? 0;
        const { type, id = '', index = 0 } = JSON.parse(String(data));
        log.messages.push({ type, id, index, at, contextTime });
      });
    }
  };
}

export interface ThreadLog {
  /** Messages that worklets and workers sent to the page's thread. */
  messages: number;
  /** Whether the microphone was read by a MediaStreamTrackProcessor of the page's thread. */
  fastPath: boolean;
}

/** Runs in the page before its own scripts: counts what other threads tell it. */
export function tapThreads(): void {
  const log: ThreadLog = { messages: 0, fastPath: false };
  window.threadLog = log;
  const count = (): void => {
    log.messages += 1;
  };
  window.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
      super(context, name, options);
      this.port.addEventListener('message', count);
    }
  };
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', count);
    }
  };
  // A channel whose one end goes to another thread tells the page at its other end.
  const partners = new WeakMap<object, MessagePort>();
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      partners.set(this.port1, this.port2);
      partners.set(this.port2, this.port1);
    }
  };
  for (const { prototype } of [MessagePort, Worker]) {
    const postMessage = prototype.postMessage as (this: object, ...args: unknown[]) => void;
    prototype.postMessage = function (this: object, ...args: unknown[]): void {
      const [, options] = args;
      const transfer: unknown = Array.isArray(options) ? options : Object(options).transfer;
      for (const object of Array.isArray(transfer) ? transfer : [])
        partners.get(object)?.addEventListener('message', count);
      postMessage.apply(this, args);
    };
  }
  const processor: unknown = Reflect.get(window, 'MediaStreamTrackProcessor');
  if (typeof processor === 'function')
    Reflect.set(
      window,
      'MediaStreamTrackProcessor',
      new Proxy(processor, {
        construct(target, args, newTarget) {
          log.fastPath = true;
          return Reflect.construct(target, args, newTarget);
        },
      }),
    );
}

/** Runs in the page before its own scripts: as in a browser that has no such thing. */
export function withoutTrackProcessor(): void {
  Reflect.deleteProperty(window, 'MediaStreamTrackProcessor');
}

/** Runs in the peer's page before its own scripts: nobody wants to be told. */
export function tellNobody(): void {
  Object.assign(window, { happened: () => undefined });
}
