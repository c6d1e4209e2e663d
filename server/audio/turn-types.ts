/**
 * When a visitor's turn begins and ends. All times are milliseconds of audio since the detector was
 * made, never wall-clock: the same samples, with the same transcripts between them, give the same events however late
 * or lumpy they arrive.
 */

/** A turn is the events from `speech_start` to `speech_end`. */
export type TurnEvent =
  /** `at_ms` is when the speech began; `prefix` is the padding before it and all speech up to now. */
  | { type: 'speech_start'; at_ms: number; prefix: Int16Array }
  /** 20 ms of the turn (320 samples), pauses included. `prefix` and these, joined, are the whole turn without a gap. */
  | { type: 'audio'; samples: Int16Array }
  /** Once a turn, when its speech (pauses not counted) reached `min_interruption_ms`. */
  | { type: 'interruption'; at_ms: number }
  /** `end_ms` is when the last speech ended, so the silence waited for is not part of it. */
  | { type: 'speech_end'; begin_ms: number; end_ms: number; reason: 'silence' | 'too_long' };

export interface TurnDetector {
  /** Linear16 mono at `HEARING_SAMPLE_RATE`, any number of samples. Events come before it returns. */
  write(samples: Int16Array): void;
  /**
   * What was understood of the running turn so far, lower or upper case, with or without punctuation. Without it the
   * sound alone tells whether a sentence is over, and is waited for longer.
   */
  read(transcript: string): void;
  /** Frees the native detector. Later writes do nothing. No event is sent. */
  close(): void;
}
