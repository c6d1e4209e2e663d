import { useEffect, useRef } from 'preact/hooks';
import { partWords } from '../i18n/parts.ts';
import { MicrophoneIcon } from './icons.tsx';
import type { Props } from './view.ts';

/** Heard as long as it is down, by pointer or by key; whatever takes the press away lets go. */
export function HoldButton({ models: { microphone }, view }: Props) {
  const { language, status } = view.words.value;
  /** The pointer that is down on it. A second finger neither holds it nor lets go. */
  const finger = useRef<number | null>(null);
  const release = () => {
    finger.current = null;
    microphone.hold(false);
  };
  const lift = ({ pointerId }: PointerEvent) => {
    if (pointerId === finger.current) release();
  };
  useEffect(() => () => microphone.hold(false), [microphone]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    // Neither a click nor scrolling comes of it.
    event.preventDefault();
    if (!event.repeat) microphone.hold(event.type === 'keydown');
  };
  return (
    <button
      type="button"
      class="pill hold"
      aria-label={status.hold}
      aria-pressed={microphone.held.value}
      onPointerDown={({ button, currentTarget, pointerId }) => {
        if (button !== 0 || finger.current !== null) return;
        finger.current = pointerId;
        microphone.hold(true);
        try {
          currentTarget.setPointerCapture(pointerId);
        } catch {
          // It has been lifted already, and that is reported next.
        }
      }}
      onPointerUp={lift}
      onPointerCancel={lift}
      onPointerLeave={lift}
      onLostPointerCapture={lift}
      onKeyDown={onKey}
      onKeyUp={onKey}
      onBlur={release}
      // A long press asks for no menu here. What presses for a visitor without pointer or keys cannot hold: it toggles.
      onContextMenu={(event) => event.preventDefault()}
      onClick={({ detail }) => {
        if (detail === 0) microphone.hold(!microphone.held.peek());
      }}
    >
      <MicrophoneIcon />
      {partWords(language).hold}
    </button>
  );
}
