import { signal } from '@preact/signals';

const parts = signal<typeof import('./parts.tsx') | 'loading' | 'missing'>('missing');

/** A press may ask again for what could not be had. */
export async function loadParts(): Promise<void> {
  if (parts.peek() !== 'missing') return;
  parts.value = 'loading';
  try {
    const loaded = await import('./parts.tsx');
    await loaded.styled();
    parts.value = loaded;
  } catch {
    parts.value = 'missing';
  }
}

/** What the first look at the panel does without; undefined until it is there. Reads a signal. */
export const lazyParts = () => (typeof parts.value === 'string' ? undefined : parts.value);

export const partsMissing = (): boolean => parts.value === 'missing';
