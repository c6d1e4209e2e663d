import { MicrophoneIcon, MutedIcon, SendIcon } from './icons.tsx';
import { callParts } from './lazy.ts';
import { active } from './status.ts';
import type { Props } from './view.ts';

/** No form element: in a sandboxed frame without allow-forms its submit event never comes. */
export function Composer({ models, view }: Props) {
  const { call, microphone, settings } = models;
  const text = view.words.value;
  const { draft } = view;
  const state = call.state.value;
  const closing = state === 'closing';
  const spoken = active(call) && call.spoken.value && !closing;

  const Hold = microphone.pushToTalk.value && callParts.get()?.HoldButton;

  const send = async () => {
    const message = draft.peek().trim();
    if (message === '') return;
    const { entries } = models.transcript;
    const before = entries.peek();
    const sent = call.send(message);
    draft.value = '';
    view.field.current?.focus();
    // The site may want something else first, or another tab talks, or nothing can be had; the words are the visitor's.
    if (!/^(started|cancelled)$/.test(String(await sent)) && entries.peek() === before)
      draft.value = [message, draft.peek()].filter(Boolean).join('\n');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that accepts a word in an input method is not a wish to send (229 is Safari's way to say so).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  return (
    <>
      {!settings.voiceInput.value && state === 'idle' && <p class="hint">{text.typingOnly}</p>}
      <div class="composer">
        <div class="field">
          <textarea
            ref={view.field}
            rows={1}
            maxLength={4000}
            enterkeyhint="send"
            aria-label={text.message}
            placeholder={text.placeholder}
            value={draft.value}
            onInput={(event) => {
              draft.value = event.currentTarget.value;
            }}
            onKeyDown={onKeyDown}
          />
          <button
            type="button"
            class="send"
            aria-label={text.send}
            aria-disabled={draft.value.trim() === ''}
            onClick={send}
          >
            <SendIcon />
          </button>
        </div>
        {spoken && Hold && <Hold models={models} view={view} />}
        {spoken && !Hold && (
          <button
            type="button"
            class="round"
            aria-label={text.mute}
            aria-pressed={microphone.muted.value}
            onClick={() => microphone.toggleMute()}
          >
            {microphone.muted.value ? <MutedIcon /> : <MicrophoneIcon />}
          </button>
        )}
        {!spoken && !closing && settings.voiceInput.value && state !== 'permission' && (
          <button
            type="button"
            class={active(call) ? 'round' : 'pill'}
            aria-label={text.talk}
            onClick={() => call.talk()}
          >
            <MicrophoneIcon />
            {!active(call) && text.talk}
          </button>
        )}
        {active(call) && (
          <button type="button" class="pill" aria-label={text.endLabel} onClick={() => call.end()}>
            {text.end}
          </button>
        )}
      </div>
    </>
  );
}
