import type axe from 'axe-core';
import type { fakeModels } from './fakes.ts';

declare global {
  interface Window {
    axe: typeof axe;
    /** What was called on the models, in order. */
    calls: string[];
    counts: { frames: number; drawings: number };
    models: ReturnType<typeof fakeModels>;
  }
}
