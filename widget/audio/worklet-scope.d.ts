/** What exists inside an AudioWorklet and is not in TypeScript's DOM types. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Hertz of the context that the worklet runs in. */
declare const sampleRate: number;

/** Seconds of the context's clock at the beginning of the block that is rendered. */
declare const currentTime: number;
