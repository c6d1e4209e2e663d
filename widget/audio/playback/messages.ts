/** To the playback worklet. `key` names what the samples belong to, for the reports. */
export type PlaybackCommand =
  /** `rate` in hertz; whatever it is, it is played at the context's. */
  | { type: 'samples'; key: string; rate: number; samples: Float32Array<ArrayBuffer> }
  /** Nothing more is on its way: what was held back against jitter plays now. */
  | { type: 'complete' }
  /** Everything queued goes; what sounds is faded out. */
  | { type: 'flush' }
  /** 0 to 1. */
  | { type: 'gain'; gain: number }
  /** The other end is the capture thread's: see echo-link.ts. Replaces the one before. */
  | { type: 'link'; port: MessagePort };

/** From the playback worklet. */
export type PlaybackReport =
  /** The first sample of `key` is being played. */
  | { type: 'started'; key: string }
  /** The queue is empty; `received` counts the `samples` commands so far, to tell whether more are on their way. */
  | { type: 'drained'; received: number };
