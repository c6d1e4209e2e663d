import type { Expression } from '../../../shared/evi/expressions.ts';

/**
 * How a turn sounds, each from -1 to 1. `arousal` and `valence` are the axes of Russell's circumplex (1980);
 * `asking` is what a rising (1) or falling (-1) end of the sentence adds.
 */
export interface Place {
  arousal: number;
  valence: number;
  asking: number;
}

/**
 * Where each expression lies, and the highest score it can get. Placed by hand after the circumplex and the order
 * of the words in the NRC Valence, Arousal and Dominance lexicon (Mohammad 2018); not fitted to any recording.
 * The highest score says how much of the expression voices carry in their melody at all: what lies in the words or
 * between two people (Romance, Nostalgia, Guilt) is never scored as if it had been heard.
 */
const TABLE: Record<
  Expression,
  readonly [arousal: number, valence: number, asking: number, highest: number]
> = {
  Admiration: [0.3, 0.6, 0, 0.2],
  Adoration: [0.3, 0.8, 0, 0.1],
  'Aesthetic Appreciation': [-0.1, 0.6, 0, 0.1],
  Amusement: [0.5, 0.6, 0.2, 0.35],
  Anger: [0.8, -0.6, -0.7, 0.3],
  Anxiety: [0.4, -0.5, 0.5, 0.35],
  Awe: [0.4, 0.5, 0.3, 0.15],
  Awkwardness: [-0.1, -0.3, 0.5, 0.3],
  Boredom: [-0.7, -0.4, -0.5, 0.4],
  Calmness: [-0.5, 0.2, -0.3, 0.7],
  Concentration: [0.1, 0, -0.4, 0.55],
  Confusion: [0, -0.2, 0.9, 0.55],
  Contemplation: [-0.4, 0.1, 0.1, 0.45],
  Contempt: [-0.1, -0.5, -0.7, 0.15],
  Contentment: [-0.3, 0.4, -0.3, 0.4],
  Craving: [0.3, 0.1, 0, 0.1],
  Desire: [0.3, 0.3, 0, 0.1],
  Determination: [0.7, 0.1, -0.8, 0.6],
  Disappointment: [-0.5, -0.4, -0.6, 0.35],
  Disgust: [0.3, -0.7, -0.5, 0.15],
  Distress: [0.6, -0.7, 0.1, 0.3],
  Doubt: [-0.2, -0.2, 0.7, 0.5],
  Ecstasy: [1, 0.9, 0, 0.2],
  Embarrassment: [0, -0.4, 0.3, 0.15],
  'Empathic Pain': [-0.2, -0.6, -0.2, 0.1],
  Entrancement: [-0.2, 0.3, 0, 0.1],
  Envy: [0.1, -0.4, -0.2, 0.1],
  Excitement: [0.9, 0.6, 0.1, 0.6],
  Fear: [0.8, -0.7, 0.4, 0.2],
  Guilt: [-0.3, -0.6, 0, 0.1],
  Horror: [0.9, -0.9, 0.2, 0.15],
  Interest: [0.3, 0.2, 0.6, 0.65],
  Joy: [0.7, 0.7, 0, 0.45],
  Love: [0.1, 0.8, 0, 0.1],
  Nostalgia: [-0.5, 0.2, -0.1, 0.1],
  Pain: [0.4, -0.8, 0, 0.15],
  Pride: [0.5, 0.5, -0.5, 0.2],
  Realization: [0.2, 0.2, -0.2, 0.35],
  Relief: [-0.3, 0.4, -0.6, 0.2],
  Romance: [0, 0.6, 0, 0.1],
  Sadness: [-0.7, -0.6, -0.4, 0.35],
  Satisfaction: [0, 0.5, -0.5, 0.35],
  Shame: [-0.4, -0.6, 0, 0.1],
  'Surprise (negative)': [0.6, -0.4, 0.7, 0.35],
  'Surprise (positive)': [0.7, 0.5, 0.6, 0.4],
  Sympathy: [-0.3, 0.1, 0, 0.15],
  Tiredness: [-0.9, -0.2, -0.3, 0.5],
  Triumph: [0.9, 0.7, -0.6, 0.25],
};

/** Distance at which a score has fallen to 61 %. Half of the way from the middle to an edge. */
const SPREAD = 0.5;

/** 0 to the expression's highest score, by a bell curve of the distance between `heard` and its place. */
export function scoreAt(heard: Place, expression: Expression): number {
  const [arousal, valence, asking, highest] = TABLE[expression];
  const distance2 =
    (heard.arousal - arousal) ** 2 + (heard.valence - valence) ** 2 + (heard.asking - asking) ** 2;
  return highest * Math.exp(-distance2 / (2 * SPREAD ** 2));
}
