import { EXPRESSIONS, type Expression, type ExpressionScores } from '../../../shared/evi/expressions.ts';
import type { ExpressionMeasure } from '../types.ts';
import { type Place, scoreAt } from './expression-places.ts';
import { type Prosody, prosodyOf } from './prosody.ts';

/**
 * An estimate of expression from pitch, energy and pace alone. It is NOT Hume's model and knows nothing of words:
 * it tells a loud, fast, high turn from a quiet, slow, low one, and a rising end from a falling one. Arousal is what
 * voices really carry there; valence is little more than a guess, which keeps pleasant and unpleasant close together.
 *
 * Scores are 0 to 0.7. Each call stands for itself; `null` when less than 300 ms is voiced. About 4 ms of CPU a
 * second of audio, never more than 10 s of it.
 */
export function createAcousticMeasure(): ExpressionMeasure {
  return {
    name: 'acoustic estimate (pitch, energy, pace)',
    measure(samples, sampleRate) {
      const prosody = prosodyOf(samples, sampleRate);
      if (prosody === null) return null;
      const heard = placeOf(prosody);
      const scores: Partial<Record<Expression, number>> = {};
      for (const expression of EXPRESSIONS) scores[expression] = scoreAt(heard, expression);
      return isComplete(scores) ? scores : null;
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Each cue is 0 where calm reading lies (flite's voices, nobody else was measured) and nears 1 or -1 where people are clearly moved. Loudness weighs most though gain control flattens it, because a
 * raised voice also raises pitch and spreads it.
 */
function placeOf({ loudness, height, range, pace, finalRise }: Prosody): Place {
  const loud = Math.tanh((loudness + 20) / 8);
  const fast = Math.tanh((pace - 4.2) / 1.5);
  const high = Math.tanh(height / 3);
  const lively = Math.tanh((range - 4) / 3);
  return {
    arousal: Math.tanh(1.5 * (0.45 * loud + 0.25 * fast + 0.2 * high + 0.1 * lively)),
    valence: 0.1 + 0.3 * lively + 0.15 * high,
    asking: Math.tanh((finalRise + 0.5) / 2.5),
  };
}

function isComplete(scores: Partial<Record<Expression, number>>): scores is ExpressionScores {
  return EXPRESSIONS.every((expression) => scores[expression] !== undefined);
}
