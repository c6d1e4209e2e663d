import type { CaptureCommand } from './messages.ts';
import { VisitorStream } from './visitor-stream.ts';

/** One render quantum of a source that gives nothing. */
const NOTHING = new Float32Array(128);

/** Where the browser gives microphone samples only to its audio graph. */
class Capture extends AudioWorkletProcessor {
  readonly #stream = new VisitorStream((frame) => this.port.postMessage(frame, [frame.samples]));

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<CaptureCommand>) => this.#stream.command(data);
  }

  override process([input]: Float32Array[][]): boolean {
    this.#stream.write(input?.[0] ?? NOTHING, sampleRate);
    return true;
  }
}

registerProcessor('capture', Capture);
