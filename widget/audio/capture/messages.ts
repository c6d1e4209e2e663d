/** From the capture thread: 20 ms of linear16 mono, its loudness from 0 to 1, and whether the speech gate is open. */
export interface CapturedFrame {
  samples: ArrayBuffer;
  level: number;
  speech: boolean;
}

/** To the capture thread. */
export type CaptureCommand =
  | { type: 'mute'; muted: boolean }
  /** While the assistant sounds, nothing is heard: the browser cancels no echo. */
  | { type: 'half-duplex' }
  /** The other end is the playback worklet's: see echo-link.ts. */
  | { type: 'link'; port: MessagePort };
