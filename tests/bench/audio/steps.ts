import type { Studio } from './clients.ts';
import type { Outcome } from './rows.ts';
import { duck } from './steps/duck.ts';
import { heap } from './steps/heap.ts';
import { playback } from './steps/playback.ts';
import { uplink } from './steps/uplink.ts';
import { work } from './steps/work.ts';

/** By the names under which one is asked for. */
export const STEPS: Record<string, (studio: Studio) => Promise<Outcome>> = {
  uplink,
  playback,
  duck,
  work,
  heap,
};
