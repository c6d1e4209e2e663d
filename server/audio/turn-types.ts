/**
 * When a visitor's turn begins and ends. All times are milliseconds of audio since the detector was
 * made, never wall-clock: the same samples give the same events however late or lumpy they arrive.
 */

/** EVI's `turn_detection` and `interruption` settings, under their own names. Values are clamped to the range. */
export interface TurnSettings {
  /**
   * Silence after which the turn is over, 500 to 3000 ms. EVI's default is 800; ours is 550, which did not
   * cut one of 88 spoken sentences in two in a quiet room, because it is the largest part of the wait for an answer.
   */
  end_of_turn_silence_ms: number;
  /** 0 (all that may be speech) to 1 (only clear speech, well above the noise). Default 0.5, as EVI. */
  speech_detection_threshold: number;
  /** Audio kept from before the detected start, 0 to 1000 ms. Default 300, as EVI. */
  prefix_padding_ms: number;
  /**
   * Speech after which an `interruption` is reported, 50 to 2000 ms. EVI's default is 800; ours is 160, so that
   * the assistant falls silent within about 200 ms. Detection itself needs 100 ms, so less has no effect.
   */
  min_interruption_ms: number;
}

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
  /** Frees the native detector. Later writes do nothing. No event is sent. */
  close(): void;
}
