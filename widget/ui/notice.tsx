import { partWords } from '../i18n/parts.ts';
import type { Notice as Kind } from '../models.ts';
import type { Props } from './view.ts';

export function Notice({ models: { call, microphone, speaker }, view, kind }: Props & { kind: Kind }) {
  const text = partWords(view.words.value.language);
  const presses: Partial<Record<Kind, [label: string, act: () => void]>> = {
    'press-needed': [text.tapToGoOn, call.talk],
    'other-tab': [text.goOnHere, call.goOn],
    'sound-suspended': [text.soundOn, speaker.resume],
  };
  const press = presses[kind];
  return (
    <>
      <p>{text.notices[kind]}</p>
      {press && (
        <button type="button" class="primary" onClick={press[1]}>
          {press[0]}
        </button>
      )}
      {kind === 'half-duplex' && (
        <button
          type="button"
          class="offer"
          onClick={() => {
            microphone.setPushToTalk(true);
            // The pressed button goes; the one that it asked for is drawn in a microtask queued before this one.
            queueMicrotask(() => document.querySelector<HTMLElement>('.hold')?.focus());
          }}
        >
          {text.useHold}
        </button>
      )}
    </>
  );
}
