/** From the capture worklet: 20 ms of linear16 mono, and its loudness from 0 to 1. */
export interface CapturedFrame {
  samples: ArrayBuffer;
  level: number;
}

/** To the capture worklet. */
export interface CaptureCommand {
  muted: boolean;
}

/** To the playback worklet. `key` names what the samples belong to, for the reports. */
export type PlaybackCommand =
  | { type: 'samples'; key: string; samples: Float32Array<ArrayBuffer> }
  /** Everything queued goes; what sounds is faded out. */
  | { type: 'flush' };

/** From the playback worklet. */
export type PlaybackReport =
  /** The first sample of `key` is being played. */
  | { type: 'started'; key: string }
  /** The queue is empty; `received` counts the `samples` commands so far, to tell whether more are on their way. */
  | { type: 'drained'; received: number }
  /** Loudness from 0 to 1, about 30 times a second while something sounds. */
  | { type: 'level'; level: number };
