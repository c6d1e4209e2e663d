import { computed, type ReadonlySignal } from '@preact/signals';
import type { Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { CallState, Notice } from '../models.ts';

export interface NoticeSources {
  state: ReadonlySignal<CallState>;
  spoken: ReadonlySignal<boolean>;
  offline: ReadonlySignal<boolean>;
  newChat: ReadonlySignal<boolean>;
  pressNeeded: ReadonlySignal<boolean>;
  /** A conversation goes on in another tab. */
  elsewhere: ReadonlySignal<boolean>;
  /** Another device has taken over the microphone. */
  switched: ReadonlySignal<boolean>;
  microphone: Pick<Microphone, 'silenced' | 'halfDuplex'>;
  speaker: Pick<Speaker, 'suspended'>;
}

/** What the visitor should know now: the first that holds. */
export const createNotice = (sources: NoticeSources): ReadonlySignal<Notice | null> => {
  const { microphone, speaker } = sources;
  return computed(() => {
    const state = sources.state.value;
    if (state === 'idle' || state === 'ended') return sources.elsewhere.value ? 'other-tab' : null;
    if (sources.offline.value) return 'offline';
    if (sources.pressNeeded.value) return 'press-needed';
    if (speaker.suspended.value) return 'sound-suspended';
    if (sources.spoken.value) {
      if (microphone.silenced.value) return 'microphone-silenced';
      if (sources.switched.value) return 'microphone-switched';
      if (microphone.halfDuplex.value) return 'half-duplex';
    }
    return sources.newChat.value ? 'new-chat' : null;
  });
};
