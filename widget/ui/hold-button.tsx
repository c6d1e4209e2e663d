import { useEffect } from 'preact/hooks';
import { MicrophoneIcon } from './icons.tsx';
import type { Props } from './view.ts';

/** Heard as long as it is down, by pointer or by key; whatever takes the press away lets go. */
export function HoldButton({ models: { microphone }, view }: Props) {
  const name = view.words.value.status.hold;
  const release = () => microphone.hold(false);
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
      class="round hold"
      aria-label={name}
      title={name}
      aria-pressed={microphone.held.value}
      onPointerDown={({ button, currentTarget, pointerId }) => {
        if (button !== 0) return;
        microphone.hold(true);
        currentTarget.setPointerCapture(pointerId);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onLostPointerCapture={release}
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
    </button>
  );
}
