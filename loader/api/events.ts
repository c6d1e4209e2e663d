import type { EviEvents, EviListener } from './types.ts';

export interface Events {
  on<Name extends keyof EviEvents>(name: Name, listener: EviListener<Name>): () => void;
  off<Name extends keyof EviEvents>(name: Name, listener: EviListener<Name>): void;
  /** False when a listener prevented it, which means something for `before-start` alone. */
  emit<Name extends keyof EviEvents>(name: Name, detail: EviEvents[Name]): Promise<boolean>;
}

/** @param element Where the DOM events go, as it is now. */
export function createEvents(element: () => EventTarget): Events {
  const listeners = new Map<string, Set<EviListener<never>>>();
  let ready = false;
  const events: Events = {
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      if (name === 'ready' && ready) listener({} as never);
      return () => events.off(name, listener);
    },
    off(name, listener) {
      listeners.get(name)?.delete(listener);
    },
    async emit(name, detail) {
      ready ||= name === 'ready';
      const known = [...(listeners.get(name) ?? [])] as EviListener<typeof name>[];
      // Async, so that one that throws stops neither the others nor us, and is still reported.
      const answers = known.map(async (listener) => listener(detail));
      const event = new CustomEvent(`evi:${name}`, { detail, bubbles: true, cancelable: true });
      const allowed = element().dispatchEvent(event);
      return (await Promise.all(answers)).every((answer) => answer !== false) && allowed;
    },
  };
  return events;
}
