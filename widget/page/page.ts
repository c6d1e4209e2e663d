import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { words } from '../i18n/index.ts';
import type { PageModel } from '../models.ts';
import { pageText } from './page-text.ts';
import { suggestionsFor } from './suggestions.ts';

export interface Page extends PageModel {
  /** `null` when the owner switched page reading off. */
  update(snapshot: PageSnapshot | null): void;
}

export function createPage(language: ReadonlySignal<string>): Page {
  const snapshot = signal<PageSnapshot | null>(null);
  const sharing = signal(true);
  const sections = computed(() => snapshot.value?.sections ?? []);
  return {
    available: computed(() => snapshot.value !== null),
    title: computed(() => snapshot.value?.title ?? ''),
    sharing,
    sharedText: computed(() => (sharing.value && snapshot.value ? pageText(snapshot.value) : '')),
    suggestions: computed(() =>
      sharing.value ? suggestionsFor(sections.value, words(language.value).suggest) : [],
    ),
    setSharing(on) {
      sharing.value = on;
    },
    update(next) {
      snapshot.value = next;
    },
  };
}
