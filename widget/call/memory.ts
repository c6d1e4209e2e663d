import { embedderOrigin } from '../host/embedder.ts';
import { memoryKey } from '../host/memory.ts';
import type { TranscriptEntry } from '../models.ts';

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
