/**
 * What the playback and the capture thread tell each other directly, past the main thread: what sounds comes back into
 * the microphone, and who speaks over it is heard at once.
 */

/** Milliseconds of one level. */
export const LEVEL_SPAN = 20;

/** Milliseconds for which a device without echo cancellation hears the end of a voice. Longer, and a quick "yes" is lost. */
export const REVERBERATION = 250;

/** From playback: RMS from 0 to 1 of what is played from now on, one for each `LEVEL_SPAN`. */
export interface PlayedLevels {
  levels: Float32Array;
  /** What was told before and has not sounded yet never will. */
  cut: boolean;
}

/** From capture: the visitor seems to speak, so the assistant steps back; false when it may come forward again. */
export interface DuckCommand {
  duck: boolean;
}
