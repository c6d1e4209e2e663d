/** What an open panel first does without, in one file: what one part of it needs, another mostly needs as well. */
export { createMicrophone } from './audio/microphone.ts';
export { createSpeaker } from './audio/speaker.ts';
export { createEngine } from './call/engine.ts';
export { parts } from './ui/parts.tsx';
