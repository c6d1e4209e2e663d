import type { CallModel, TranscriptModel } from '../models.ts';
import { type CallOptions, createCall } from './call.ts';
import { setVolume } from './set-volume.ts';
import { createTools } from './tools.ts';

export type Engine = CallModel & TranscriptModel;
export type EngineOptions = Omit<CallOptions, 'tools'>;

/** A call with the tools that the widget itself has. In a file of its own: an open panel can do without it at first. */
export function createEngine(options: EngineOptions): Engine {
  const tools = createTools();
  tools.register(setVolume(options.speaker));
  return createCall({ ...options, tools });
}
