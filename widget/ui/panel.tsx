import { useEffect, useRef } from 'preact/hooks';
import { Composer } from './composer.tsx';
import { FailureNotice } from './failure.tsx';
import { Header } from './header.tsx';
import { PageSheet } from './page-chip.tsx';
import './panel.css';
import { Transcript } from './transcript.tsx';
import type { Props } from './view.ts';
import { Choices, Prompt, Welcome } from './welcome.tsx';

export function Panel({ models, view }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const { call, panel, settings, transcript } = models;
  const welcome = view.welcome.value;
  const large = call.spoken.value || transcript.entries.value.length === 0;

  useEffect(() => {
    // Focus follows a visitor who opened the panel, never one who is busy on the host page. A phone's
    // keyboard is not thrown open: the field takes focus only where there is a pointer as fine as a mouse.
    if (!document.hasFocus()) return;
    const fine = matchMedia('(pointer: fine)').matches;
    const first =
      root.current?.querySelector<HTMLElement>('[data-first]') ?? (fine ? view.field.current : null);
    (first ?? root.current)?.focus();
  }, [view]);

  useEffect(() => {
    // A pressed button that the next state removes would drop focus out of the dialog.
    if (document.hasFocus() && document.activeElement === document.body) root.current?.focus();
  });

  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      if (view.pageOpen.peek()) view.pageOpen.value = false;
      else panel.hide();
    };
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [panel, view]);

  const shared = { models, view };
  return (
    <div
      ref={root}
      class={['panel', large && 'large', view.pageOpen.value && 'reading'].filter(Boolean).join(' ')}
      role="dialog"
      aria-label={settings.options.value.title}
      tabIndex={-1}
    >
      <Header {...shared} />
      <div class="body">
        {welcome ? <Welcome {...shared} /> : <Prompt {...shared} />}
        <Transcript {...shared} />
        <PageSheet {...shared} />
      </div>
      <div class="foot">
        <FailureNotice {...shared} />
        {welcome && settings.voiceInput.value ? <Choices {...shared} /> : <Composer {...shared} />}
      </div>
    </div>
  );
}
