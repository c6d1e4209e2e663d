import { partWords } from '../i18n/parts.ts';
import type { Notice as Kind } from '../models.ts';
import type { Props } from './view.ts';

export function Notice({ models: { microphone, speaker }, view, kind }: Props & { kind: Kind }) {
  const text = partWords(view.words.value.language);
  return (
    <>
      <p>{text.notices[kind]}</p>
      {kind === 'sound-suspended' && (
        <button type="button" class="primary" onClick={() => speaker.resume()}>
          {text.soundOn}
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
