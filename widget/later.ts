/** What an open panel first does without, in one file: what one part of it needs, another mostly needs as well. */
export { createEngine } from './call/engine.ts';
export { parts } from './ui/parts.tsx';
