/**
 * The threads of sound, in one file: what they share is fetched once. One plays, in a worklet. One hears: in a worker,
 * where the browser gives it microphone samples (a third of the delay of its audio graph, and half of the work), and in
 * a worklet, where only the audio graph gets them.
 */
import type { CaptureCommand, CapturedFrame } from './capture/messages.ts';
import { VisitorStream } from './capture/visitor-stream.ts';
import type { PlaybackCommand } from './playback/messages.ts';
import { Playback } from './playback/playback.ts';

type WorkerCommand = CaptureCommand | { type: 'read'; readable: ReadableStream<AudioData> };

function workInWorker(): void {
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

function workInWorklet(): void {
  /** One render quantum of a source that gives nothing. */
  const nothing = new Float32Array(128);

  registerProcessor(
    'capture',
    class extends AudioWorkletProcessor {
      readonly #stream = new VisitorStream((frame) => this.port.postMessage(frame, [frame.samples]));

      constructor() {
        super();
        this.port.onmessage = ({ data }: MessageEvent<CaptureCommand>) => this.#stream.command(data);
      }

      override process([input]: Float32Array[][]): boolean {
        this.#stream.write(input?.[0] ?? nothing, sampleRate);
        return true;
      }
    },
  );

  registerProcessor(
    'playback',
    class extends AudioWorkletProcessor {
      readonly #playback = new Playback((report) => this.port.postMessage(report));

      constructor() {
        super();
        this.port.onmessage = ({ data }: MessageEvent<PlaybackCommand>) => this.#playback.command(data);
      }

      override process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
        if (output?.[0]) this.#playback.render(output[0]);
        return true;
      }
    },
  );
}

if ('AudioWorkletProcessor' in globalThis) workInWorklet();
else workInWorker();
