import { signal } from '@preact/signals';
import type { Parts } from './parts.tsx';

const parts = signal<Parts | 'loading' | 'missing'>('missing');
let fetchParts: () => Promise<Parts>;

/** Where they come from is the app's business: they share a file with what the interface does not know. */
export function partsFrom(fetch: () => Promise<Parts>): void {
  fetchParts = fetch;
}

/** Does nothing when they are there or on their way; what could not be had is asked for again. */
export async function loadParts(): Promise<void> {
  if (parts.peek() !== 'missing') return;
  parts.value = 'loading';
  try {
    parts.value = await fetchParts();
  } catch {
    parts.value = 'missing';
  }
}

/** Undefined until they are there. Reads a signal. */
export const lazyParts = (): Parts | undefined => (typeof parts.value === 'string' ? undefined : parts.value);

export const partsMissing = (): boolean => parts.value === 'missing';
