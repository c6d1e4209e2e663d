import { signal } from '@preact/signals';
import type { ActingParts } from './acting-parts.tsx';
import type { Parts } from './parts.tsx';
import type { Sheets } from './sheets.tsx';

/** Components that come when they are needed. */
export interface Lazy<Components> {
  /** Where they come from is the app's business. */
  from(fetch: () => Promise<Components>): void;
  /** Does nothing when they are there or on their way; what could not be had is asked for again. */
  load(): Promise<void>;
  /** Undefined until they are there. Reads a signal. */
  get(): Components | undefined;
  /** Not there, and not on their way. Reads a signal. */
  missing(): boolean;
}

function lazy<Components extends object>(): Lazy<Components> {
  const components = signal<Components | 'loading' | 'missing'>('missing');
  let fetchThem: () => Promise<Components>;
  return {
    from(fetch) {
      fetchThem = fetch;
    },
    async load() {
      if (components.peek() !== 'missing') return;
      components.value = 'loading';
      try {
        components.value = await fetchThem();
      } catch {
        components.value = 'missing';
      }
    },
    get: () => (typeof components.value === 'string' ? undefined : components.value),
    missing: () => components.value === 'missing',
  };
}

/** What a call comes to show. */
export const callParts = lazy<Parts>();
/** What lies over the conversation when it is asked for. */
export const sheets = lazy<Sheets>();
/** What belongs to acting on the page. */
export const actingParts = lazy<ActingParts>();
