import { signal } from '@preact/signals';
import type { Parts } from './parts.tsx';

const parts = signal<Parts | 'loading' | 'missing'>('missing');

/** Does nothing when they are there or on their way; what could not be had is asked for again. */
export async function loadParts(): Promise<void> {
  if (parts.peek() !== 'missing') return;
  parts.value = 'loading';
  try {
    const { styledParts } = await import('./parts.tsx');
    parts.value = await styledParts();
  } catch {
    parts.value = 'missing';
  }
}

/** Undefined until they are there. Reads a signal. */
export const lazyParts = (): Parts | undefined => (typeof parts.value === 'string' ? undefined : parts.value);

export const partsMissing = (): boolean => parts.value === 'missing';
