import type axe from 'axe-core';
import type { fakeModels } from './fakes.ts';

declare global {
  interface Window {
    axe: typeof axe;
    /** What was called on the models, in order. */
    calls: string[];
    counts: { frames: number; drawings: number };
    models: ReturnType<typeof fakeModels>;
    /** What is loaded after the first look is there, and drawn with the next task. */
    partsCame?: boolean;
    /** The room that the launcher last asked for. */
    room?: { width: number; height: number };
  }
}
