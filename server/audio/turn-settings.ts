/**
 * EVI's `turn_detection` and `interruption` settings, under their own names, and `adaptive`, which is ours. The one
 * place for their defaults and ranges: the environment, config files and the detector read them here.
 */
export interface TurnSettings {
  /** Milliseconds of silence after which the turn is over. */
  end_of_turn_silence_ms: number;
  /** 0 (all that may be speech) to 1 (only clear speech, well above the noise). */
  speech_detection_threshold: number;
  /** Milliseconds of audio kept from before the detected start. */
  prefix_padding_ms: number;
  /** Milliseconds of speech after which an interruption is reported. Detection itself needs 100 ms, so less has no effect. */
  min_interruption_ms: number;
  /**
   * True: `end_of_turn_silence_ms` is the rule of thumb, a sentence that sounds and reads finished ends sooner and a
   * hesitation later. False: it is the rule.
   */
  adaptive: boolean;
}

export const TURN_SETTINGS = {
  // EVI's default is 800. Ours did not cut one of 88 spoken sentences in two in a quiet room, and is the largest part of the wait for an answer.
  end_of_turn_silence_ms: { default: 550, min: 500, max: 3000 },
  speech_detection_threshold: { default: 0.5, min: 0, max: 1 },
  prefix_padding_ms: { default: 300, min: 0, max: 1000 },
  // EVI's default is 800. With ours the assistant falls silent within about 200 ms.
  min_interruption_ms: { default: 160, min: 50, max: 2000 },
} as const satisfies Record<
  Exclude<keyof TurnSettings, 'adaptive'>,
  { default: number; min: number; max: number }
>;
