import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import type { PageModel } from '../models.ts';
import type { Content, ContentSettings } from './content.ts';

export interface Page extends PageModel {
  /** @param given What the loader sends, unread; `null` when the owner switched page reading off. */
  update(given: unknown): void;
  /** `null` also while the visitor's switch is off. */
  shared: ReadonlySignal<PageSnapshot | null>;
}

/** Comes with the first page. */
interface Reader {
  isSnapshot(value: unknown): value is PageSnapshot;
  readContent(snapshot: PageSnapshot, settings: ContentSettings): Content;
}

/** @param fetchReader Where it failed, the next page asks again. */
export function createPage(
  settings: ReadonlySignal<ContentSettings>,
  fetchReader: () => Promise<Reader>,
): Page {
  const given = signal<unknown>(null);
  const sharing = signal(true);
  const reader = signal<Reader>();
  let fetching = false;
  const snapshot = computed(() => (reader.value?.isSnapshot(given.value) ? given.value : null));
  const content = computed(
    () => (snapshot.value && reader.value?.readContent(snapshot.value, settings.value)) || null,
  );
  const shared = computed(() => (sharing.value ? content.value : null));

  const load = async (): Promise<void> => {
    if (fetching || reader.peek()) return;
    fetching = true;
    try {
      reader.value = await fetchReader();
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
      given.value = next;
      if (next) void load();
    },
  };
}
