import { readTurn } from './turn-reading.ts';

/** Milliseconds. Silence inside a word is up to 250 ms long. */
export const SHORTEST_SILENCE_MS = 300;

/**
 * From which `ending` on a turn begins to sound over, and from which it surely does. Of 180 pauses inside sentences of three
 * of flite's voices 10 % reached 0.4 and 3 % 0.6, of 240 ends 64 % and 46 %. Steep, because a pause may be of any length.
 */
const SOUNDS_OVER = {
  finished: [0.4, 0.6],
  unclear: [0.5, 0.7],
  unfinished: [-0.1, 0.5],
} as const;
/** Parts of what could be spared that are spared when only the sound tells. */
const BY_SOUND_ALONE = 0.6;
/** How much longer than usual is waited for the rest of a sentence. */
const HESITATION = { part: 0.4, most_ms: 700 };

/**
 * Milliseconds of silence that end a turn. What reads finished and sounds so needs `SHORTEST_SILENCE_MS`, what reads unfinished
 * and sounds so 1.4 times `usual` (at most 700 ms more), and all between the two is nearer to `usual`. Melody alone never
 * makes the wait longer: many a question ends high.
 *
 * @param usual Milliseconds, at least `SHORTEST_SILENCE_MS`.
 * @param transcript Of the turn so far; empty where the recogniser has none yet.
 * @param ending How the turn sounds where its speech stopped, as `Contour` tells.
 */
export function silenceWanted(usual: number, transcript: string, ending: number): number {
  const reading = readTurn(transcript);
  const [from, to] = SOUNDS_OVER[reading];
  const over = Math.max(0, Math.min(1, (ending - from) / (to - from)));
  const spare = usual - SHORTEST_SILENCE_MS;
  if (reading === 'finished') return usual - spare * over;
  if (reading === 'unclear') return usual - spare * BY_SOUND_ALONE * over;
  return usual + Math.min(HESITATION.most_ms, usual * HESITATION.part) * (1 - over);
}
