/** What only a call that has begun needs: loaded apart from the panel, so that the panel is there sooner. */
export { createLine } from './line.ts';
export { setVolume } from './set-volume.ts';
export { createTools } from './tools.ts';
