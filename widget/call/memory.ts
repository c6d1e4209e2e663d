import { embedderOrigin } from '../host/embedder.ts';
import { memoryKey } from '../host/memory.ts';
import type { TranscriptEntry } from '../models.ts';

/** Milliseconds in which the next page can go on with a call. */
const FRESH = 30_000;
/** Entries that are kept, and characters of each. */
const MOST_ENTRIES = 100;
const LONGEST_TEXT = 4000;

/** What another frame needs to go on with a call. Never a token. */
export interface Memory {
  time: number;
  /** Of the page: other origins of the same site have the same storage. */
  origin: string;
  configId: string;
  group: string;
  /** The microphone was on. */
  spoken: boolean;
  muted: boolean;
  pushToTalk: boolean;
  /** Of the assistant's voice. */
  volume: number;
  silent: boolean;
  unconfirmed: readonly string[];
  unanswered: string;
  /** Nothing happens to them any more. */
  entries: readonly TranscriptEntry[];
}

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

const fits = (value: unknown, shape: unknown): boolean => {
  if (typeof value !== typeof shape) return false;
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((one) => fits(one, shape[0]));
  if (typeof shape !== 'object') return true;
  return Object.entries(Object(shape)).every(([name, part]) => fits(Object(value)[name], part));
};

const isSaid = ({ speaker, tool }: TranscriptEntry): boolean =>
  /^(visitor|assistant|tool (done|failed))$/.test(tool ? `${speaker} ${tool.state}` : speaker);

/** @param entries Of a call that has ended. */
export const writeMemory = (
  call: Omit<Memory, 'time' | 'origin' | 'entries'>,
  entries: readonly TranscriptEntry[],
): string =>
  JSON.stringify({
    ...call,
    time: Date.now(),
    origin: embedderOrigin(),
    entries: entries
      .slice(-MOST_ENTRIES)
      .map((entry) => ({ ...entry, text: entry.text.slice(0, LONGEST_TEXT) })),
  });

/** Undefined where it is no memory, and where it is stale, or of another origin or config. */
export function readMemory(text: string | null, configId: string): Memory | undefined {
  try {
    const memory: Memory = JSON.parse(String(text));
    const { time, origin } = memory;
    const ours = Date.now() - time < FRESH && origin === embedderOrigin() && memory.configId === configId;
    return ours && fits(memory, SHAPE) && memory.entries.every(isSaid) ? memory : undefined;
  } catch {
    return undefined;
  }
}

/** For the next frame in this tab. */
export function leaveMemory(name: string, memory: string): void {
  try {
    sessionStorage.setItem(memoryKey(name), memory);
  } catch {
    // A browser that stores nothing: the next page begins anew.
  }
}

/** Gone once it is read: a copy of the tab must find nothing. */
export function takeMemory(name: string): string | null {
  try {
    const key = memoryKey(name);
    const memory = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return memory;
  } catch {
    return null;
  }
}
