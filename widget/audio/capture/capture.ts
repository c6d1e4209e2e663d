/** Takes samples from a microphone in the best way that the browser has. */
import { threadSource, threadUrl } from '../thread-source.ts';
import type { CaptureCommand, CapturedFrame } from './messages.ts';
import { CAPTURE_SAMPLE_RATE } from './visitor-stream.ts';

export interface Capture {
  /** Pieces of a container instead of frames: it can be neither measured nor muted here. */
  container: boolean;
  command(command: CaptureCommand): void;
  /** A container begins anew. */
  renew(): void;
  stop(): void;
}

export interface CaptureListener {
  frame(frame: CapturedFrame): void;
  /** The system has taken the sound away, or given it back. */
  silenced(silenced: boolean): void;
}

type Start = (stream: MediaStream, listener: CaptureListener) => Promise<Capture>;

/** Not in TypeScript's DOM types yet. Chromium has it in documents, other browsers not at all for audio. */
declare class MediaStreamTrackProcessor {
  readonly readable: ReadableStream<AudioData>;
  constructor(init: { track: MediaStreamTrack });
}

const byProcessor: Start = async (stream, { frame }) => {
  const [track] = stream.getAudioTracks();
  if (!track) throw new Error('The stream has no microphone.');
  const { readable } = new MediaStreamTrackProcessor({ track });
  const worker = new Worker(threadSource());
  const runs = new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
  });
  try {
    worker.postMessage({ type: 'read', readable }, [readable]);
    await runs;
  } catch (error) {
    worker.terminate();
    throw error;
  }
  worker.onmessage = ({ data }: MessageEvent<CapturedFrame>) => frame(data);
  return {
    container: false,
    command: (command) => worker.postMessage(command, command.type === 'link' ? [command.port] : []),
    renew: () => undefined,
    stop: () => worker.terminate(),
  };
};

/** Milliseconds. Firefox takes up to two seconds on a busy machine; without any sound device no context ever runs. */
const CONTEXT_PATIENCE = 3000;

const running = (context: AudioContext): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The audio context does not run.')), CONTEXT_PATIENCE);
    context.resume().then(() => {
      clearTimeout(timer);
      resolve();
    }, reject);
  });

const byWorklet: Start = async (stream, { frame, silenced }) => {
  const context = new AudioContext({ sampleRate: CAPTURE_SAMPLE_RATE });
  const resume = (): void => {
    context.resume().catch(() => undefined);
  };
  const stop = (): void => {
    context.onstatechange = null;
    document.removeEventListener('visibilitychange', resume);
    context.close().catch(() => undefined);
  };
  try {
    await context.audioWorklet.addModule(threadUrl);
    const node = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<CapturedFrame>) => frame(data);
    context.createMediaStreamSource(stream).connect(node);
    await running(context);
    context.onstatechange = () => {
      silenced(context.state !== 'running');
      if (context.state !== 'running') resume();
    };
    document.addEventListener('visibilitychange', resume);
    return {
      container: false,
      command: (command) => node.port.postMessage(command, command.type === 'link' ? [command.port] : []),
      renew: () => undefined,
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
};

const byRecorder: Start = async (stream, listener) =>
  // Hardly any browser comes to it.
  (await import('./recorder.ts')).startRecorder(stream, listener);

/** Milliseconds in which a way must hear: longer than its file takes to load where a call is possible at all. */
const PATIENCE = 8000;

/** One that comes too late is stopped. */
const inTime = (starting: Promise<Capture>): Promise<Capture> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The microphone’s thread did not start.'));
      starting.then(
        (late) => late.stop(),
        () => undefined,
      );
    }, PATIENCE);
    starting.finally(() => clearTimeout(timer)).then(resolve, reject);
  });

/** The best way first. One that the browser has and that fails all the same (by an extension's policy, say) makes way for the next. */
export async function startCapture(stream: MediaStream, listener: CaptureListener): Promise<Capture> {
  const ways = [
    ...('MediaStreamTrackProcessor' in globalThis && 'AudioData' in globalThis ? [byProcessor] : []),
    ...('AudioWorkletNode' in globalThis ? [byWorklet] : []),
    byRecorder,
  ];
  let failure: unknown;
  for (const start of ways)
    try {
      return await inTime(start(stream, listener));
    } catch (error) {
      failure = error;
    }
  throw failure;
}
