/**
 * EVI's `turn_detection` and `interruption` settings, under their own names, and `adaptive`, which is ours. The one
 * place for their defaults and ranges: the environment, config files and the detector read them here.
 */
export interface TurnSettings {
  /** Milliseconds of silence after which the turn is over, if `adaptive` has no reason for less or more. */
  end_of_turn_silence_ms: number;
  /** 0 (all that may be speech) to 1 (only clear speech, well above the noise). */
  speech_detection_threshold: number;
  /** Milliseconds of audio kept from before the detected start. */
  prefix_padding_ms: number;
  /** Milliseconds of speech after which an interruption is reported. Detection itself needs 100 ms, so less has no effect. */
  min_interruption_ms: number;
  /**
   * True: `end_of_turn_silence_ms` is the rule of thumb. A sentence that sounds and reads finished ends sooner, after 300 ms
   * at the least, and a hesitation later, after 1.4 times as long at the most. False: it is the rule.
   */
  adaptive: boolean;
}

export const TURN_SETTINGS = {
  // EVI's default too. Without `adaptive` it is a wait that every visitor feels, but a thinking one is not cut in on.
  end_of_turn_silence_ms: { default: 800, min: 500, max: 3000 },
  speech_detection_threshold: { default: 0.5, min: 0, max: 1 },
  prefix_padding_ms: { default: 300, min: 0, max: 1000 },
  // EVI's default is 800. With ours the assistant falls silent within about 200 ms.
  min_interruption_ms: { default: 160, min: 50, max: 2000 },
} as const satisfies Record<
  Exclude<keyof TurnSettings, 'adaptive'>,
  { default: number; min: number; max: number }
>;

export const DEFAULT_TURN_SETTINGS: TurnSettings = {
  end_of_turn_silence_ms: TURN_SETTINGS.end_of_turn_silence_ms.default,
  speech_detection_threshold: TURN_SETTINGS.speech_detection_threshold.default,
  prefix_padding_ms: TURN_SETTINGS.prefix_padding_ms.default,
  min_interruption_ms: TURN_SETTINGS.min_interruption_ms.default,
  adaptive: true,
};

/** What is left out or not a number has its default; what is out of range is moved to its edge. */
export function completeTurnSettings(some: Partial<TurnSettings>): TurnSettings {
  const settings = { ...DEFAULT_TURN_SETTINGS, adaptive: some.adaptive ?? DEFAULT_TURN_SETTINGS.adaptive };
  for (const name of Object.keys(TURN_SETTINGS) as (keyof typeof TURN_SETTINGS)[]) {
    const value = some[name];
    const { min, max } = TURN_SETTINGS[name];
    // A NaN would make every comparison false and a turn endless.
    if (value !== undefined && !Number.isNaN(value)) settings[name] = Math.min(max, Math.max(min, value));
  }
  return settings;
}
