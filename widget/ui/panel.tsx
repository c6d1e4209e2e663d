import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Composer } from './composer.tsx';
import { FailureNotice } from './failure.tsx';
import { Header } from './header.tsx';
import { actingParts, callParts, sheets } from './lazy.ts';
import { Sheet } from './sheet.tsx';
import { Transcript } from './transcript.tsx';
import type { Props } from './view.ts';
import { Choices, Prompt, Welcome } from './welcome.tsx';

export function Panel({ models, view }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const { call, microphone, panel, settings, transcript } = models;
  const welcome = view.welcome.value;
  const Notice = callParts.get()?.Notice;
  const Acting = actingParts.get()?.Acting;
  // One thing at a time: a failure has the word first. Who holds a button to talk has no use for half-duplex.
  const solved = microphone.pushToTalk.value && call.notice.value === 'half-duplex';
  const notice = call.failure.value || solved ? null : call.notice.value;
  const large = view.spoken.value || transcript.entries.value.length === 0;

  useEffect(() => {
    // Focus follows a visitor who opened the panel, never one who is busy on the host page. A phone's
    // keyboard is not thrown open: the field takes focus only where there is a pointer as fine as a mouse.
    if (!document.hasFocus()) return;
    const fine = matchMedia('(pointer: fine)').matches;
    const first =
      root.current?.querySelector<HTMLElement>('[data-first]') ?? (fine ? view.field.current : null);
    (first ?? root.current)?.focus();
  }, [view]);

  // With the panel drawn, so that a press finds them there; again with each press, where that failed.
  useEffect(
    () =>
      effect(() => {
        call.state.value;
        call.notice.value;
        void callParts.load();
        if (view.sheet.value) void sheets.load();
      }),
    [view, call],
  );

  useEffect(() => {
    // A pressed button that the next state removes would drop focus out of the dialog.
    if (document.hasFocus() && document.activeElement === document.body) root.current?.focus();
  });

  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      // A key that is still down from opening the panel presses nothing in it.
      if (event.key === 'Enter' && event.repeat) event.preventDefault();
      if (event.key !== 'Escape' || event.isComposing) return;
      if (view.sheet.peek()) view.closeSheet();
      else panel.hide();
    };
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [panel, view]);

  const shared = { models, view };
  return (
    <div
      ref={root}
      class={['panel', large && 'large', view.sheet.value && 'covered'].filter(Boolean).join(' ')}
      role="dialog"
      aria-label={settings.options.value.title}
      tabIndex={-1}
    >
      <Header {...shared} />
      <div class="body">
        {welcome ? <Welcome {...shared} /> : <Prompt {...shared} />}
        <Transcript {...shared} />
        <Sheet {...shared} />
      </div>
      <div class="foot">
        {Acting && <Acting {...shared} />}
        <FailureNotice {...shared} />
        {/* Always there: a live region that arrives with its text is not announced. */}
        <div class="notice" role="status">
          {notice && Notice && <Notice {...shared} kind={notice} />}
        </div>
        {welcome && settings.voiceInput.value ? <Choices {...shared} /> : <Composer {...shared} />}
      </div>
    </div>
  );
}
