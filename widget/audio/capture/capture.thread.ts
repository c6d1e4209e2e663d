/**
 * The thread that hears. One file for both kinds: a worker, where the browser gives it microphone samples (a third of the
 * delay of its audio graph, and half of the work), and a worklet, where only the audio graph gets them.
 */
import type { CaptureCommand, CapturedFrame } from './messages.ts';
import { VisitorStream } from './visitor-stream.ts';

type WorkerCommand = CaptureCommand | { type: 'read'; readable: ReadableStream<AudioData> };

function hearInWorker(): void {
  const stream = new VisitorStream((frame: CapturedFrame) =>
    postMessage(frame, { transfer: [frame.samples] }),
  );

  const read = async (readable: ReadableStream<AudioData>): Promise<void> => {
    const reader = readable.getReader();
    for (let { value, done } = await reader.read(); !done && value; { value, done } = await reader.read()) {
      const samples = new Float32Array(value.numberOfFrames);
      value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const { sampleRate } = value;
      value.close();
      stream.write(samples, sampleRate);
    }
  };

  addEventListener('message', ({ data }: MessageEvent<WorkerCommand>) => {
    if (data.type === 'read') {
      // That it runs at all; what follows is what it captures.
      postMessage(null);
      void read(data.readable);
    } else stream.command(data);
  });
}

function hearInWorklet(): void {
  /** One render quantum of a source that gives nothing. */
  const nothing = new Float32Array(128);

  class Capture extends AudioWorkletProcessor {
    readonly #stream = new VisitorStream((frame) => this.port.postMessage(frame, [frame.samples]));

    constructor() {
      super();
      this.port.onmessage = ({ data }: MessageEvent<CaptureCommand>) => this.#stream.command(data);
    }

    override process([input]: Float32Array[][]): boolean {
      this.#stream.write(input?.[0] ?? nothing, sampleRate);
      return true;
    }
  }

  registerProcessor('capture', Capture);
}

if ('AudioWorkletProcessor' in globalThis) hearInWorklet();
else hearInWorker();
