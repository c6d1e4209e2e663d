/** In a file of its own: few calls go on where another one was left. */
import { embedderOrigin } from '../host/embedder.ts';
import type { TranscriptEntry } from '../models.ts';
import type { HandoverParts } from './handover.ts';
import type { Memory } from './memory.ts';

/** Milliseconds in which the next page can go on with a call. */
const FRESH = 30_000;

/** What it must look like: a value that stands for each type, one element for all of a list. */
const SHAPE = {
  group: '',
  spoken: true,
  muted: true,
  pushToTalk: true,
  volume: 0,
  silent: true,
  unconfirmed: [''],
  unanswered: '',
  entries: [{ text: '', expressions: [{ name: '', score: 0 }] }],
};

const SOURCE = { key: '', label: '', url: '' };

const fits = (value: unknown, shape: unknown): boolean => {
  if (typeof value !== typeof shape) return false;
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((one) => fits(one, shape[0]));
  if (typeof shape !== 'object') return true;
  return Object.entries(Object(shape)).every(([name, part]) => fits(Object(value)[name], part));
};

const isSaid = ({ speaker, tool }: TranscriptEntry): boolean =>
  /^(visitor|assistant|tool (done|failed|asked|declined))$/.test(tool ? `${speaker} ${tool.state}` : speaker);

const isSource = ({ source }: TranscriptEntry): boolean => !source || fits(source, SOURCE);

/** Undefined where it is no memory, and where it is stale, or of another origin or config. */
export function readMemory(text: string | null, configId: string): Memory | undefined {
  try {
    const memory: Memory = JSON.parse(String(text));
    const { time, origin, entries } = memory;
    const ours = Date.now() - time < FRESH && origin === embedderOrigin() && memory.configId === configId;
    return ours && fits(memory, SHAPE) && entries.every(isSaid) && entries.every(isSource)
      ? memory
      : undefined;
  } catch {
    return undefined;
  }
}

/** Makes things as they were there, but for the connection and the microphone. */
export function takeUp(text: string | null, parts: HandoverParts): Memory | undefined {
  const { microphone, speaker, conversation, configId } = parts;
  const memory = readMemory(text, configId.value);
  if (!memory) return undefined;
  conversation.restore(memory);
  speaker.setVolume(memory.volume);
  if (memory.silent !== speaker.muted.value) speaker.toggleMute();
  microphone.setPushToTalk(memory.pushToTalk);
  if (memory.muted !== microphone.muted.value) microphone.toggleMute();
  return memory;
}

/** Whether it can be had without asking anybody. Never rejects. */
export async function mayListen(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' });
    return state === 'granted' && !document.hidden;
  } catch {
    // A browser that does not tell.
    return false;
  }
}
