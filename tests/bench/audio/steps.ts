import type { Studio } from './clients.ts';
import type { Outcome } from './rows.ts';
import { playback } from './steps/playback.ts';
import { uplink } from './steps/uplink.ts';

/** By the names under which one is asked for. */
export const STEPS: Record<string, (studio: Studio) => Promise<Outcome>> = { uplink, playback };
