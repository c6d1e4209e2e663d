/** Where the browser gives microphone samples to a worker: a third of the delay of its audio graph, and half of the work. */
import type { CaptureCommand } from './messages.ts';
import { VisitorStream } from './visitor-stream.ts';

/** Tells first that it runs at all, with `null`, and then what it captures. */
const stream = new VisitorStream((frame) => postMessage(frame, { transfer: [frame.samples] }));

async function read(readable: ReadableStream<AudioData>): Promise<void> {
  const reader = readable.getReader();
  for (let { value, done } = await reader.read(); !done && value; { value, done } = await reader.read()) {
    const samples = new Float32Array(value.numberOfFrames);
    value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    const { sampleRate } = value;
    value.close();
    stream.write(samples, sampleRate);
  }
}

type Command = CaptureCommand | { type: 'read'; readable: ReadableStream<AudioData> };

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  if (data.type === 'read') {
    postMessage(null);
    void read(data.readable);
  } else stream.command(data);
});
