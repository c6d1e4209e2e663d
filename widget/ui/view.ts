import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createRef, type RefObject } from 'preact';
import { type Dictionary, words } from '../i18n/index.ts';
import type { Models } from '../models.ts';
import type { Theme } from '../theme/theme.ts';
import { media } from './media.ts';
import { createTheme } from './theme.ts';

export type Sheet = 'page' | 'settings';

/** What the interface alone remembers; it outlives the panel, so that closing it loses no half-written message. */
export interface View {
  words: ReadonlySignal<Dictionary>;
  theme: ReadonlySignal<Theme>;
  /** The visitor prefers reduced motion. */
  calm: ReadonlySignal<boolean>;
  forcedColors: ReadonlySignal<boolean>;
  /** Nothing said yet and typing not chosen: the welcome stands. */
  welcome: ReadonlySignal<boolean>;
  /** The microphone is part of the call, or was until the call began to close. */
  spoken: ReadonlySignal<boolean>;
  /** The assistant's voice is turned off, or down to nothing. */
  silent: ReadonlySignal<boolean>;
  draft: Signal<string>;
  /** What lies over the conversation: one sheet at most. */
  sheet: ReadonlySignal<Sheet | null>;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Chooses typing and takes the text field. Call inside a press: phones show their keyboard only then. */
  type(): void;
  /** Opens a sheet in place of any other, or closes it. */
  toggleSheet(sheet: Sheet): void;
  /** Focus that was in the sheet goes back to the button that opened it. */
  closeSheet(): void;
}

/** What every component is given. */
export interface Props {
  models: Models;
  view: View;
}

export function createView({ call, transcript, speaker, page, panel, settings }: Models): View {
  const typing = signal(false);
  const opened = signal<Sheet | null>(null);
  let spoken = false;
  // Closed with the panel: who comes back comes to the conversation.
  panel.open.subscribe((open) => {
    if (!open) opened.value = null;
  });
  const field = createRef<HTMLTextAreaElement>();
  return {
    words: computed(() => words(settings.options.value.language)),
    theme: createTheme(settings),
    calm: media('(prefers-reduced-motion: reduce)'),
    forcedColors: media('(forced-colors: active)'),
    welcome: computed(
      () => call.state.value === 'idle' && transcript.entries.value.length === 0 && !typing.value,
    ),
    spoken: computed(() => {
      // A closing call has let go of the microphone, and its last words still sound.
      if (call.state.value !== 'closing') spoken = call.spoken.value;
      return spoken;
    }),
    silent: computed(() => speaker.muted.value || speaker.volume.value === 0),
    draft: signal(''),
    // A page that is not read any more has no sheet, and no button to close one with.
    sheet: computed(() => (opened.value === 'page' && !page.available.value ? null : opened.value)),
    field,
    type() {
      typing.value = true;
      // The field may be about to be rendered, which Preact does in a microtask queued before this one.
      queueMicrotask(() => field.current?.focus());
    },
    toggleSheet(sheet) {
      opened.value = opened.peek() === sheet ? null : sheet;
    },
    closeSheet() {
      if (document.activeElement?.closest('.sheet'))
        document.querySelector<HTMLElement>('.header [aria-expanded="true"]')?.focus();
      opened.value = null;
    },
  };
}
