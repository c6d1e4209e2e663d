import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import type { PageModel } from '../models.ts';
import type { Content, ContentSettings } from './content.ts';

export interface Page extends PageModel {
  /** `null` when the owner switched page reading off. */
  update(snapshot: PageSnapshot | null): void;
  /** `null` also while the visitor's switch is off. */
  shared: ReadonlySignal<PageSnapshot | null>;
}

type Read = (snapshot: PageSnapshot, settings: ContentSettings) => Content;

/** @param fetchRead Comes with the first page that is read; where it failed, the next one asks again. */
export function createPage(settings: ReadonlySignal<ContentSettings>, fetchRead: () => Promise<Read>): Page {
  const snapshot = signal<PageSnapshot | null>(null);
  const sharing = signal(true);
  const read = signal<Read>();
  let fetching = false;
  const content = computed(() => (snapshot.value && read.value?.(snapshot.value, settings.value)) || null);
  const shared = computed(() => (sharing.value ? content.value : null));

  const load = async (): Promise<void> => {
    if (fetching || read.peek()) return;
    fetching = true;
    try {
      read.value = await fetchRead();
    } catch {
      fetching = false;
    }
  };

  return {
    available: computed(() => snapshot.value !== null),
    title: computed(() => snapshot.value?.title ?? ''),
    sharing,
    sharedText: computed(() => shared.value?.text ?? ''),
    wholeLength: computed(() => shared.value?.whole ?? 0),
    suggestions: computed(() => shared.value?.suggestions ?? []),
    tools: computed(() => shared.value?.tools ?? []),
    sourceOf(words) {
      const source = shared.peek()?.sourceOf(words);
      // An answer can outlive the page, here or with the next one.
      return source ? { ...source, url: source.url || (snapshot.peek()?.url ?? '') } : null;
    },
    shared: computed(() => (sharing.value ? snapshot.value : null)),
    setSharing(on) {
      sharing.value = on;
    },
    update(next) {
      snapshot.value = next;
      if (next) void load();
    },
  };
}
