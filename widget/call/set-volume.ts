import type { Speaker } from '../audio/speaker.ts';
import type { Tool } from './tools.ts';

/** Lets the visitor say "louder" to an assistant whose config has this tool. */
export const setVolume = (speaker: Pick<Speaker, 'setVolume'>): Tool => ({
  name: 'set_volume',
  run(args) {
    const percent = typeof args === 'object' && args && 'percent' in args ? args.percent : undefined;
    if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100))
      throw new Error('percent must be a number from 0 to 100.');
    speaker.setVolume(percent / 100);
    return `The volume is ${percent} percent now.`;
  },
});
