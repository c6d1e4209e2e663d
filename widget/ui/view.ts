import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createRef, type RefObject } from 'preact';
import { type Dictionary, words } from '../i18n/index.ts';
import type { Models } from '../models.ts';
import { media } from './media.ts';
import { createTheme, type Theme } from './theme.ts';

/** What the interface alone remembers; it outlives the panel, so that closing it loses no half-written message. */
export interface View {
  words: ReadonlySignal<Dictionary>;
  theme: ReadonlySignal<Theme>;
  /** The visitor prefers reduced motion. */
  calm: ReadonlySignal<boolean>;
  forcedColors: ReadonlySignal<boolean>;
  /** Nothing said yet and typing not chosen: the welcome stands. */
  welcome: ReadonlySignal<boolean>;
  draft: Signal<string>;
  pageOpen: Signal<boolean>;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Chooses typing and takes the text field. Call inside a press: phones show their keyboard only then. */
  type(): void;
}

/** What every component is given. */
export interface Props {
  models: Models;
  view: View;
}

export function createView({ call, transcript, settings }: Models): View {
  const typing = signal(false);
  const field = createRef<HTMLTextAreaElement>();
  return {
    words: computed(() => words(settings.options.value.language)),
    theme: createTheme(settings),
    calm: media('(prefers-reduced-motion: reduce)'),
    forcedColors: media('(forced-colors: active)'),
    welcome: computed(
      () => call.state.value === 'idle' && transcript.entries.value.length === 0 && !typing.value,
    ),
    draft: signal(''),
    pageOpen: signal(false),
    field,
    type() {
      typing.value = true;
      // The field may be about to be rendered, which Preact does in a microtask queued before this one.
      queueMicrotask(() => field.current?.focus());
    },
  };
}
